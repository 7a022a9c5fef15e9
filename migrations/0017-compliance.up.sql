-- The instruments that the Office works under, and when each is to be reviewed. It is law: rows written by the migrator's role.
create table instrument (
  reference text primary key,
  title text not null,
  in_force_from date not null,
  review_due_on date,
  source text not null,
  confirmed boolean not null
);
insert into instrument values
  ('2015.05', 'The functions and role of the Office for Peacekeeping Strategic Partnership', '2015-05-01', '2018-05-01',
    'DPKO/DFS 2015.05 §52: the month is that of its reference, and three years are usual for such policies', false);
alter table instrument enable row level security, force row level security;
create policy "§ 6.1" on instrument for select to registry_app using (current_setting('registry.viewer', true) <> '');
revoke all on instrument from public;
grant select on instrument to registry_app;
