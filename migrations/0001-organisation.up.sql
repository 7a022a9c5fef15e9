-- The clock of the registry: real time, moved by the demonstration alone.
create table registry_clock (
  only_row boolean primary key default true check (only_row),
  shift interval not null default interval '0'
);
insert into registry_clock default values;

-- How far the clock is moved, in hours and not in days: those are not as long in every zone, and their sign is not read alike in every style.
create function clock_shift() returns interval
  language sql stable parallel safe
  return (select make_interval(secs => extract(epoch from c.shift)::float8) from registry_clock c);
create function shifted_now(shift interval) returns timestamptz
  language sql stable parallel safe
  return statement_timestamp() + shifted_now.shift;
create function registry_now() returns timestamptz
  language sql stable parallel safe
  return shifted_now(clock_shift());

-- An instant as microseconds since 1970, as decisions in memory compare it; as clients read it, in UTC; and never at all as null.
create function microseconds(instant timestamptz) returns numeric
  language sql immutable parallel safe
  return case when instant = 'infinity' then 9e18 when instant = '-infinity' then -9e18 else trunc(extract(epoch from instant) * 1000000) end;
create function iso_instant(instant timestamptz) returns text
  language sql immutable parallel safe
  return case when isfinite(instant) then to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end;

-- The first instant of a day, and the first instant after it, in UTC.
create function day_begins(day date) returns timestamptz
  language sql immutable parallel safe
  return (day::timestamp at time zone 'UTC');
create function day_ends(day date) returns timestamptz
  language sql immutable parallel safe
  return ((day + 1)::timestamp at time zone 'UTC');

-- Since when a dated entry gives sight: from its first day, never before it was confirmed.
create function sight_begins(starts_on date, confirmed_at timestamptz) returns timestamptz
  language sql immutable parallel safe
  return case when confirmed_at is null then 'infinity'::timestamptz else greatest(confirmed_at, day_begins(starts_on)) end;
-- Until when: to the end of its last day, or to the moment at which another row took its place.
create function sight_ends(ends_on date, superseded_at timestamptz) returns timestamptz
  language sql immutable parallel safe
  return coalesce(least(superseded_at, day_ends(ends_on)), 'infinity'::timestamptz);

create table mission (
  id uuid primary key default gen_random_uuid(),
  acronym text collate "C" not null unique,
  name text not null,
  kind text not null check (kind in ('PEACEKEEPING', 'HYBRID', 'SPECIAL_POLITICAL')),
  area text not null,
  country_code text check (country_code ~ '^[A-Z]{3}$'),
  started_in text not null check (started_in ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  planned_end_on date,
  head_title text not null,
  source text not null,
  date_confidence text not null default '',
  note text not null default ''
);

create table office (
  id uuid primary key default gen_random_uuid(),
  code text collate "C" not null unique check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  name text not null,
  kind text not null check (kind in ('DEPARTMENT', 'HEADQUARTERS_OFFICE', 'MISSION', 'OVERSIGHT', 'REGISTRY', 'CONTRIBUTING_COUNTRY')),
  parent_id uuid references office,
  mission_id uuid unique references mission,
  starts_on date not null,
  recorded_at timestamptz not null default registry_now(),
  check ((kind = 'MISSION') = (mission_id is not null))
);
create table office_end (
  office_id uuid primary key references office,
  ends_on date not null,
  recorded_at timestamptz not null default registry_now()
);

create table post (
  id uuid primary key default gen_random_uuid(),
  code text collate "C" not null unique check (code ~ '^[A-Z][A-Z0-9_]{1,59}$'),
  name text not null,
  role text not null check (role in (
    'DIRECTOR_OPSP', 'SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER', 'MISSION_SUPPORT_OFFICER', 'TEAM_ASSISTANT',
    'UNDER_SECRETARY_GENERAL', 'ASSISTANT_SECRETARY_GENERAL', 'DIRECTOR', 'MILITARY_ADVISER', 'POLICE_ADVISER',
    'HEAD_OF_MISSION', 'HEAD_OF_MILITARY_COMPONENT', 'HEAD_OF_POLICE_COMPONENT', 'DIRECTOR_OF_MISSION_SUPPORT',
    'ADMINISTRATOR', 'AUDITOR', 'HEAD_OF_OVERSIGHT', 'STAFF')),
  starts_on date not null,
  recorded_at timestamptz not null default registry_now()
);
create table post_end (
  post_id uuid primary key references post,
  ends_on date not null,
  recorded_at timestamptz not null default registry_now()
);

create table person (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  recorded_at timestamptz not null default registry_now()
);

-- Entries that give sight. Each takes effect when a second person has confirmed it; an end or a correction is a new row
-- that takes the place of the old one, which keeps what it said.
create table post_placement (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references post,
  office_id uuid not null references office,
  is_head boolean not null default false,
  starts_on date not null,
  ends_on date,
  entered_at timestamptz not null default registry_now(),
  entered_by uuid references person,
  confirmed_at timestamptz,
  confirmed_by uuid references person,
  superseded_at timestamptz,
  superseded_by uuid references person,
  sight_from timestamptz not null generated always as (sight_begins(starts_on, confirmed_at)) stored,
  sight_until timestamptz not null generated always as (sight_ends(ends_on, superseded_at)) stored,
  check (ends_on >= starts_on),
  constraint post_placement_one_office exclude using gist
    (post_id with =, daterange(starts_on, ends_on, '[]') with &&) where (superseded_at is null),
  constraint post_placement_one_head exclude using gist
    (office_id with =, daterange(starts_on, ends_on, '[]') with &&) where (superseded_at is null and is_head)
);

create table appointment (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references post,
  person_id uuid not null references person,
  acting boolean not null default false,
  starts_on date not null,
  ends_on date,
  -- Of a Director: the troop-contributing country and the leadership in a peacekeeping mission that the post asks for.
  contributing_country text,
  mission_leadership text,
  entered_at timestamptz not null default registry_now(),
  entered_by uuid references person,
  confirmed_at timestamptz,
  confirmed_by uuid references person,
  superseded_at timestamptz,
  superseded_by uuid references person,
  sight_from timestamptz not null generated always as (sight_begins(starts_on, confirmed_at)) stored,
  sight_until timestamptz not null generated always as (sight_ends(ends_on, superseded_at)) stored,
  check (ends_on >= starts_on),
  constraint appointment_one_holder exclude using gist
    (post_id with =, (acting::int) with =, daterange(starts_on, ends_on, '[]') with &&) where (superseded_at is null)
);
create index appointment_person on appointment (person_id, sight_from, sight_until);

create table portal (
  id uuid primary key default gen_random_uuid(),
  code text collate "C" not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$'),
  name text not null,
  office_id uuid not null references office,
  starts_on date not null,
  ends_on date,
  entered_at timestamptz not null default registry_now(),
  entered_by uuid references person,
  confirmed_at timestamptz,
  confirmed_by uuid references person,
  superseded_at timestamptz,
  superseded_by uuid references person,
  sight_from timestamptz not null generated always as (sight_begins(starts_on, confirmed_at)) stored,
  sight_until timestamptz not null generated always as (sight_ends(ends_on, superseded_at)) stored,
  check (ends_on >= starts_on),
  constraint portal_one_code exclude using gist
    (code with =, daterange(starts_on, ends_on, '[]') with &&) where (superseded_at is null)
);

create table login (
  id uuid primary key default gen_random_uuid(),
  issuer text collate "C" not null,
  subject text collate "C" not null,
  person_id uuid references person,
  portal_code text collate "C",
  starts_on date not null,
  ends_on date,
  entered_at timestamptz not null default registry_now(),
  entered_by uuid references person,
  confirmed_at timestamptz,
  confirmed_by uuid references person,
  superseded_at timestamptz,
  superseded_by uuid references person,
  sight_from timestamptz not null generated always as (sight_begins(starts_on, confirmed_at)) stored,
  sight_until timestamptz not null generated always as (sight_ends(ends_on, superseded_at)) stored,
  check (ends_on >= starts_on),
  check ((person_id is null) <> (portal_code is null)),
  constraint login_one_bearer exclude using gist
    (issuer with =, subject with =, daterange(starts_on, ends_on, '[]') with &&) where (superseded_at is null)
);
create index login_subject on login (issuer, subject);

create table designation (
  id uuid primary key default gen_random_uuid(),
  office_id uuid not null references office,
  person_id uuid not null references person,
  starts_on date not null,
  ends_on date,
  recorded_at timestamptz not null default registry_now(),
  designated_by uuid references person,
  superseded_at timestamptz,
  superseded_by uuid references person,
  sight_from timestamptz not null generated always as (sight_begins(starts_on, recorded_at)) stored,
  sight_until timestamptz not null generated always as (sight_ends(ends_on, superseded_at)) stored,
  check (ends_on >= starts_on),
  constraint designation_once exclude using gist
    (office_id with =, person_id with =, daterange(starts_on, ends_on, '[]') with &&) where (superseded_at is null)
);
create index designation_person on designation (person_id);

create table officer_in_charge (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references post,
  starts_on date not null,
  ends_on date not null,
  recorded_at timestamptz not null default registry_now(),
  named_by uuid references person,
  superseded_at timestamptz,
  superseded_by uuid references person,
  sight_from timestamptz not null generated always as (sight_begins(starts_on, recorded_at)) stored,
  sight_until timestamptz not null generated always as (sight_ends(ends_on, superseded_at)) stored,
  check (ends_on >= starts_on),
  constraint officer_in_charge_one_at_a_time exclude using gist
    (daterange(starts_on, ends_on, '[]') with &&) where (superseded_at is null)
);

-- The reporting lines are law: rows written by the migrator's role, never by a mutation.
create table reporting_line (
  id uuid not null unique default gen_random_uuid(),
  code text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  name text not null,
  starts_on date not null,
  ends_on date,
  check (ends_on >= starts_on),
  constraint reporting_line_one_in_force exclude using gist (daterange(starts_on, ends_on, '[]') with &&)
);
create table reporting_line_post (
  reporting_line_code text not null references reporting_line,
  post_id uuid not null references post,
  primary key (reporting_line_code, post_id)
);

create function office_exists(office uuid, at timestamptz) returns boolean
  language sql stable parallel safe
  return exists (
    select from office o where o.id = office_exists.office and day_begins(o.starts_on) <= at
      and not exists (select from office_end e where e.office_id = o.id and day_ends(e.ends_on) <= at and e.recorded_at <= at));
create function post_exists(post uuid, at timestamptz) returns boolean
  language sql stable parallel safe
  return exists (
    select from post p where p.id = post_exists.post and day_begins(p.starts_on) <= at
      and not exists (select from post_end e where e.post_id = p.id and day_ends(e.ends_on) <= at and e.recorded_at <= at));

create function line_in_force(at timestamptz) returns text
  language sql stable parallel safe
  return (select code from reporting_line
    where day_begins(starts_on) <= at and (ends_on is null or at < day_ends(ends_on)));

-- A role counts in its own office alone: OPSP's in OPSP, administrators and auditors in the registry's.
create function role_in_office(role text, office office) returns text
  language sql immutable parallel safe
  return case
    when role in ('DIRECTOR_OPSP', 'SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER', 'MISSION_SUPPORT_OFFICER', 'TEAM_ASSISTANT')
      and office.code <> 'OPSP' then 'STAFF'
    when role in ('ADMINISTRATOR', 'AUDITOR') and office.kind <> 'REGISTRY' then 'STAFF'
    else role
  end;

-- Who holds which post at an instant, or what one person holds: as holder or acting, in an office that exists then. It is asked for every
-- answer: what post_exists and office_exists say is said in it once more, for a function in a condition is called for row after row.
create function posts_held(at timestamptz, only_person uuid default null)
  returns table (person_id uuid, post_id uuid, role text, acting boolean, office_id uuid, is_head boolean, is_designated boolean)
  language sql stable parallel safe
begin atomic
  select a.person_id, p.id, role_in_office(p.role, o), a.acting, pl.office_id, pl.is_head,
    exists (select from designation d
      where d.office_id = pl.office_id and d.person_id = a.person_id and d.sight_from <= posts_held.at and posts_held.at < d.sight_until)
  from appointment a
  join post p on p.id = a.post_id
  join post_placement pl on pl.post_id = p.id and pl.sight_from <= posts_held.at and posts_held.at < pl.sight_until
  join office o on o.id = pl.office_id
  where a.person_id = any (case when posts_held.only_person is null then array(select id from person) else array[posts_held.only_person] end)
    and a.sight_from <= posts_held.at and posts_held.at < a.sight_until
    and day_begins(p.starts_on) <= posts_held.at and day_begins(o.starts_on) <= posts_held.at
    and not exists (select from post_end e where e.post_id = p.id and day_ends(e.ends_on) <= posts_held.at and e.recorded_at <= posts_held.at)
    and not exists (select from office_end e where e.office_id = o.id and day_ends(e.ends_on) <= posts_held.at and e.recorded_at <= posts_held.at);
end;

-- What the law needs to know about each person, or about one, at an instant.
create function person_facts(at timestamptz, only_person uuid default null)
  returns table (
    person_id uuid, posts uuid[], offices uuid[], confidential_offices uuid[], headed_offices uuid[], line_posts uuid[], roles text[],
    is_director boolean, is_opsp_professional boolean, is_opsp boolean, is_head_of_oversight boolean)
  language sql stable parallel safe
begin atomic
  select h.person_id,
    array_agg(distinct h.post_id order by h.post_id),
    array_agg(distinct h.office_id order by h.office_id),
    coalesce(array_agg(distinct h.office_id order by h.office_id) filter (where h.is_head or h.is_designated), '{}'),
    coalesce(array_agg(distinct h.office_id order by h.office_id) filter (where h.is_head), '{}'),
    coalesce(array_agg(distinct h.post_id order by h.post_id) filter (where rlp.post_id is not null), '{}'),
    array_agg(distinct h.role order by h.role),
    bool_or(h.role = 'DIRECTOR_OPSP' or oic.post_id is not null),
    bool_or(h.role in ('SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER', 'MISSION_SUPPORT_OFFICER')),
    bool_or(h.role in ('DIRECTOR_OPSP', 'SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER', 'MISSION_SUPPORT_OFFICER', 'TEAM_ASSISTANT')),
    bool_or(h.is_head and o.kind = 'OVERSIGHT')
  from posts_held(person_facts.at, person_facts.only_person) h
  join office o on o.id = h.office_id
  left join reporting_line_post rlp on rlp.post_id = h.post_id and rlp.reporting_line_code = line_in_force(person_facts.at)
  left join officer_in_charge oic on oic.post_id = h.post_id
    and oic.sight_from <= person_facts.at and person_facts.at < oic.sight_until
  group by h.person_id;
end;

-- The portals of offices that exist at an instant.
create function portal_facts(at timestamptz)
  returns table (portal_id uuid, code text, office_id uuid)
  language sql stable parallel safe
begin atomic
  select p.id, p.code, p.office_id from portal p
  where p.sight_from <= portal_facts.at and portal_facts.at < p.sight_until and office_exists(p.office_id, portal_facts.at);
end;

-- What the law would know of somebody who held just one post at an instant; nothing where it does not exist then.
create function post_facts(post uuid, at timestamptz)
  returns table (
    posts uuid[], offices uuid[], confidential_offices uuid[], headed_offices uuid[], line_posts uuid[], roles text[],
    is_director boolean, is_opsp_professional boolean, is_opsp boolean, is_head_of_oversight boolean)
  language sql stable parallel safe
begin atomic
  select array[p.id], array[o.id],
    case when pl.is_head then array[o.id] else '{}' end,
    case when pl.is_head then array[o.id] else '{}' end,
    array(select l.post_id from reporting_line_post l where l.post_id = p.id and l.reporting_line_code = line_in_force(post_facts.at)),
    array[role_in_office(p.role, o)],
    role_in_office(p.role, o) = 'DIRECTOR_OPSP' or exists (select from officer_in_charge c
      where c.post_id = p.id and c.sight_from <= post_facts.at and post_facts.at < c.sight_until),
    role_in_office(p.role, o) in ('SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER', 'MISSION_SUPPORT_OFFICER'),
    role_in_office(p.role, o) in ('DIRECTOR_OPSP', 'SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER', 'MISSION_SUPPORT_OFFICER', 'TEAM_ASSISTANT'),
    pl.is_head and o.kind = 'OVERSIGHT'
  from post p
  join post_placement pl on pl.post_id = p.id and pl.sight_from <= post_facts.at and post_facts.at < pl.sight_until
  join office o on o.id = pl.office_id
  where p.id = post_facts.post and post_exists(p.id, post_facts.at) and office_exists(o.id, post_facts.at);
end;
