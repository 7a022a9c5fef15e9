-- What an entry says never changes; its confirmation and its end are each written once.
create function hold_entry() returns trigger language plpgsql as $$
declare
  once constant text[] := array['confirmed_at', 'confirmed_by', 'superseded_at', 'superseded_by'];
  computed constant text[] := array['sight_from', 'sight_until'];
  field text;
begin
  if (to_jsonb(new) - once - computed) is distinct from (to_jsonb(old) - once - computed) then
    raise exception 'an entry never changes' using errcode = 'restrict_violation';
  end if;
  foreach field in array once loop
    if to_jsonb(old) ->> field is not null and (to_jsonb(new) ->> field) is distinct from (to_jsonb(old) ->> field) then
      raise exception 'what is recorded of an entry never changes' using errcode = 'restrict_violation';
    end if;
  end loop;
  return new;
end $$;
create trigger post_placement_held before update on post_placement for each row execute function hold_entry();
create trigger appointment_held before update on appointment for each row execute function hold_entry();
create trigger portal_held before update on portal for each row execute function hold_entry();
create trigger login_held before update on login for each row execute function hold_entry();
create trigger designation_held before update on designation for each row execute function hold_entry();
create trigger officer_in_charge_held before update on officer_in_charge for each row execute function hold_entry();

-- Access policy § 10.11, as far as one row can tell: two persons, and neither of them gains.
alter table post_placement add constraint post_placement_two_persons check (confirmed_by <> entered_by);
alter table appointment add constraint appointment_two_persons
  check (confirmed_by <> entered_by and confirmed_by <> person_id and entered_by <> person_id);
alter table portal add constraint portal_two_persons check (confirmed_by <> entered_by);
alter table login add constraint login_two_persons check (confirmed_by <> entered_by and confirmed_by <> person_id);
alter table designation add constraint designation_by_another check (designated_by <> person_id);

-- A portal's code stays with its office for ever: a login speaks of the code.
create function office_of_portal(code text) returns uuid
  language sql stable parallel safe
  return (select p.office_id from portal p where p.code = office_of_portal.code order by p.entered_at, p.id limit 1);

-- The duties that are kept apart, and when holding a post means having one: while the post exists, and while it is of a line.
create function duties_of_post(post uuid) returns table (duty text, period daterange)
  language sql stable parallel safe
begin atomic
  select d.duty, d.period * daterange(p.starts_on, (select e.ends_on from post_end e where e.post_id = p.id), '[]')
  from post p
  cross join lateral (
    select p.role as duty, daterange(null, null) as period where p.role in ('ADMINISTRATOR', 'AUDITOR')
    union all
    select 'UNDER_SECRETARY_GENERAL', daterange(l.starts_on, l.ends_on, '[]')
    from reporting_line_post lp join reporting_line l on l.code = lp.reporting_line_code where lp.post_id = p.id
  ) d
  where p.id = duties_of_post.post;
end;

-- The duty that keeps a person from a post in a period, by any other entry that stands, confirmed or not; null where none does.
create function duty_in_the_way(person uuid, post uuid, during daterange, beside uuid) returns text
  language sql stable parallel safe
  return (
    select other.duty
    from duties_of_post(duty_in_the_way.post) wanted
    join appointment a on a.person_id = duty_in_the_way.person and a.superseded_at is null and a.id is distinct from duty_in_the_way.beside
    cross join lateral duties_of_post(a.post_id) other
    where other.duty <> wanted.duty
      and (wanted.period * duty_in_the_way.during) && (other.period * daterange(a.starts_on, a.ends_on, '[]'))
    order by other.duty limit 1);

-- Why a person cannot confirm an entry, whatever the person's posts; null where nothing stands in the way.
create function entry_obstacle(superseded_at timestamptz, confirmed_at timestamptz, entered_by uuid, gains boolean, confirmer uuid) returns text
  language sql immutable parallel safe
  return case
    when superseded_at is not null then 'REPLACED'
    when confirmed_at is not null then 'CONFIRMED'
    when entered_by = confirmer then 'ENTERED'
    when gains then 'GAINS'
  end;
create function confirmation_obstacle(entry appointment, confirmer uuid) returns text
  language sql stable parallel safe
  return coalesce(
    entry_obstacle(entry.superseded_at, entry.confirmed_at, entry.entered_by, entry.person_id = confirmer, confirmer),
    case when duty_in_the_way(entry.person_id, entry.post_id, daterange(entry.starts_on, entry.ends_on, '[]'), entry.id) is not null then 'DUTIES' end);
-- Whoever holds the post, or is to hold it, at any time of the placement that is not over gains by it.
create function confirmation_obstacle(entry post_placement, confirmer uuid) returns text
  language sql stable parallel safe
  return entry_obstacle(entry.superseded_at, entry.confirmed_at, entry.entered_by,
    exists (select from appointment a
      where a.post_id = entry.post_id and a.person_id = confirmer and a.superseded_at is null
        and daterange(a.starts_on, a.ends_on, '[]') && (daterange(entry.starts_on, entry.ends_on, '[]')
          * daterange((registry_now() at time zone 'UTC')::date, null))),
    confirmer);
create function confirmation_obstacle(entry login, confirmer uuid) returns text
  language sql stable parallel safe
  return entry_obstacle(entry.superseded_at, entry.confirmed_at, entry.entered_by, coalesce(entry.person_id = confirmer, false), confirmer);
create function confirmation_obstacle(entry portal, confirmer uuid) returns text
  language sql stable parallel safe
  return entry_obstacle(entry.superseded_at, entry.confirmed_at, entry.entered_by, false, confirmer);

grant execute on function office_of_portal, duties_of_post, duty_in_the_way, entry_obstacle,
  confirmation_obstacle(appointment, uuid), confirmation_obstacle(post_placement, uuid), confirmation_obstacle(login, uuid),
  confirmation_obstacle(portal, uuid) to registry_app;
