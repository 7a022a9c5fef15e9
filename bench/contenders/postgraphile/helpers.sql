-- What PostGraphile shows: views over the registry's tables, under the row-level security of whoever asks.
drop schema if exists bench_pgl cascade;
create schema bench_pgl;

create view bench_pgl.report with (security_invoker = true) as
  select r.id, r.symbol, t.title, r.submitted_on, r.listed_on, r.level
  from public.report r left join public.report_title t on t.report_id = r.id;
comment on view bench_pgl.report is E'@primaryKey id\n@unique symbol';
-- What is never null is compared without asking whether it is.
comment on column bench_pgl.report.listed_on is '@notNull';
comment on column bench_pgl.report.id is '@notNull';

create view bench_pgl.finding with (security_invoker = true) as
  select p.id, p.report_id, p.label, p.position, p.level, c.listed_on, c.text, c.area, c.risk
  from public.part p join public.part_content c on c.part_id = p.id
  where p.kind = 'FINDING' and p.withdrawn_at is null;
comment on view bench_pgl.finding is
  E'@primaryKey id\n@foreignKey (report_id) references report (id)|@fieldName report|@foreignFieldName findings';

create view bench_pgl.recommendation with (security_invoker = true) as
  select p.id, p.report_id, p.label, p.position, c.text, c.area, c.target_on, s.decision, s.implementation
  from public.part p join public.part_content c on c.part_id = p.id join public.recommendation_state s on s.part_id = p.id
  where p.kind = 'RECOMMENDATION' and p.withdrawn_at is null;
comment on view bench_pgl.recommendation is
  E'@primaryKey id\n@foreignKey (report_id) references report (id)|@fieldName report|@foreignFieldName recommendations';

create view bench_pgl.part with (security_invoker = true) as
  select p.id, p.label, c.text
  from public.part p join public.part_content c on c.part_id = p.id
  where p.withdrawn_at is null;
comment on view bench_pgl.part is E'@primaryKey id';

-- Findings about a mission: their report's alone, or the one that they name.
create function bench_pgl.findings_about(mission text, area text) returns setof bench_pgl.finding
  language sql stable as $$
  select f.* from bench_pgl.finding f
  where f.area = findings_about.area and (
    exists (select from public.part_mission pm join public.mission m on m.id = pm.mission_id
      where pm.part_id = f.id and pm.is_current and m.acronym = findings_about.mission)
    or not exists (select from public.part_mission pm where pm.part_id = f.id and pm.is_current)
      and exists (select from public.report r join public.review_mission rm on rm.review_id = r.review_id join public.mission m on m.id = rm.mission_id
        where r.id = f.report_id and m.acronym = findings_about.mission))
  order by f.listed_on desc, f.report_id desc, f.position, f.id $$;

create function bench_pgl.recommendations_by_status(status text) returns setof bench_pgl.recommendation
  language sql stable as $$
  select r.* from bench_pgl.recommendation r
  where r.implementation = recommendations_by_status.status
  order by coalesce(r.target_on, 'infinity'), r.id $$;

-- Counted up to ten thousand and one.
create function bench_pgl.recommendations_by_status_count(status text) returns integer
  language sql stable as $$
  select count(*)::int from (
    select from bench_pgl.recommendation r where r.implementation = recommendations_by_status_count.status limit 10001) counted $$;

-- By the registry's own index of words: under row-level security PostgreSQL would use no other.
create function bench_pgl.search_parts(words text) returns setof bench_pgl.part
  language sql stable as $$
  select p.* from bench_pgl.part p
  where p.id in (select public.found_parts(websearch_to_tsquery('english', search_parts.words)))
  order by (select ts_rank(s.document, websearch_to_tsquery('english', search_parts.words)) from public.part_search s where s.part_id = p.id) desc,
    p.id desc $$;

grant usage on schema bench_pgl to registry_app;
grant select on all tables in schema bench_pgl to registry_app;
revoke execute on all functions in schema bench_pgl from public;
grant execute on all functions in schema bench_pgl to registry_app;
