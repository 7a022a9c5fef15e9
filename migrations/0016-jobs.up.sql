-- The clock that runs. What is due is found by functions that give ids, days and posts alone; notices are made under the law of each post, by
-- the application that has entered as that post; and the registry itself lowers what has been confidential for its years.

-- The job runner's own tables, as pg-boss 10 makes them: a test holds them equal to what the package says. Its payloads are ids.
CREATE SCHEMA IF NOT EXISTS jobs;

CREATE TYPE jobs.job_state AS ENUM (
  'created',
  'retry',
  'active',
  'completed',
  'cancelled',
  'failed'
);

CREATE TABLE jobs.version (
  version int primary key,
  maintained_on timestamp with time zone,
  cron_on timestamp with time zone,
  monitored_on timestamp with time zone
);

CREATE TABLE jobs.queue (
  name text,
  policy text,
  retry_limit int,
  retry_delay int,
  retry_backoff bool,
  expire_seconds int,
  retention_minutes int,
  dead_letter text REFERENCES jobs.queue (name),
  partition_name text,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE jobs.schedule (
  name text REFERENCES jobs.queue ON DELETE CASCADE,
  cron text not null,
  timezone text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE jobs.subscription (
  event text not null,
  name text not null REFERENCES jobs.queue ON DELETE CASCADE,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY(event, name)
);

CREATE TABLE jobs.job (
  id uuid not null default gen_random_uuid(),
  name text not null,
  priority integer not null default(0),
  data jsonb,
  state jobs.job_state not null default('created'),
  retry_limit integer not null default(2),
  retry_count integer not null default(0),
  retry_delay integer not null default(0),
  retry_backoff boolean not null default false,
  start_after timestamp with time zone not null default now(),
  started_on timestamp with time zone,
  singleton_key text,
  singleton_on timestamp without time zone,
  expire_in interval not null default interval '15 minutes',
  created_on timestamp with time zone not null default now(),
  completed_on timestamp with time zone,
  keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
  output jsonb,
  dead_letter text,
  policy text
) PARTITION BY LIST (name);
ALTER TABLE jobs.job ADD PRIMARY KEY (name, id);
CREATE TABLE jobs.archive (LIKE jobs.job);
ALTER TABLE jobs.archive ADD PRIMARY KEY (name, id);
ALTER TABLE jobs.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
CREATE INDEX archive_i1 ON jobs.archive(archived_on);

CREATE FUNCTION jobs.create_queue(queue_name text, options json)
RETURNS VOID AS
$$
DECLARE
  table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
  queue_created_on timestamptz;
BEGIN

  WITH q as (
  INSERT INTO jobs.queue (
    name,
    policy,
    retry_limit,
    retry_delay,
    retry_backoff,
    expire_seconds,
    retention_minutes,
    dead_letter,
    partition_name
  )
  VALUES (
    queue_name,
    options->>'policy',
    (options->>'retryLimit')::int,
    (options->>'retryDelay')::int,
    (options->>'retryBackoff')::bool,
    (options->>'expireInSeconds')::int,
    (options->>'retentionMinutes')::int,
    options->>'deadLetter',
    table_name
  )
  ON CONFLICT DO NOTHING
  RETURNING created_on
  )
  SELECT created_on into queue_created_on from q;

  IF queue_created_on IS NULL THEN
    RETURN;
  END IF;

  EXECUTE format('CREATE TABLE jobs.%I (LIKE jobs.job INCLUDING DEFAULTS)', table_name);

  EXECUTE format('ALTER TABLE jobs.%1$I ADD PRIMARY KEY (name, id)', table_name);
  EXECUTE format('ALTER TABLE jobs.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('ALTER TABLE jobs.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON jobs.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON jobs.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
  EXECUTE format('CREATE INDEX %1$s_i5 ON jobs.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

  EXECUTE format('ALTER TABLE jobs.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
  EXECUTE format('ALTER TABLE jobs.job ATTACH PARTITION jobs.%I FOR VALUES IN (%L)', table_name, queue_name);
END;
$$
LANGUAGE plpgsql;;

CREATE FUNCTION jobs.delete_queue(queue_name text)
RETURNS VOID AS
$$
DECLARE
  table_name varchar;
BEGIN
  WITH deleted as (
    DELETE FROM jobs.queue
    WHERE name = queue_name
    RETURNING partition_name
  )
  SELECT partition_name from deleted INTO table_name;

  EXECUTE format('DROP TABLE IF EXISTS jobs.%I', table_name);
END;
$$
LANGUAGE plpgsql;;
INSERT INTO jobs.version(version) VALUES ('24');

-- Its queues are made here, for registry_jobs makes nothing: what wakes the scan, mails, and those that were given up.
select jobs.create_queue('scan', '{"policy": "short", "retryLimit": 0, "expireInSeconds": 300, "retentionMinutes": 60}');
select jobs.create_queue('mail given up', '{"policy": "standard", "retryLimit": 2, "retryDelay": 30, "retryBackoff": true}');
select jobs.create_queue('mail', '{"policy": "standard", "retryLimit": 8, "retryDelay": 30, "retryBackoff": true, "expireInSeconds": 120,
  "deadLetter": "mail given up"}');

grant usage on schema jobs to registry_jobs;
grant select, insert, update, delete on jobs.job, jobs.archive to registry_jobs;
grant select, update on jobs.version to registry_jobs;
grant select on jobs.queue to registry_jobs;

-- Notices of the clock have the day that they are about, and are made once.
alter table notice add column due_on date;
do $$ begin
  execute format('create or replace function notice_kinds() returns text[] language sql immutable parallel safe return %L::text[]', notice_kinds()
    || array['DEADLINE_NEAR', 'DEADLINE_PASSED', 'CIRCULATION_EXPIRES', 'CIRCULATION_EXPIRED', 'APPOINTMENT_ENDS', 'OFFICER_IN_CHARGE_ENDS',
      'DECLASSIFIED', 'REVIEW_OF_LEVEL_DUE']);
end $$;
-- Two kinds are told by acts, too.
alter table notice add constraint notice_of_the_clock check (kind in ('RECOMMENDATION_ASSIGNED', 'PROGRESS_AWAITED')
  or (due_on is not null) = (kind in ('DEADLINE_NEAR', 'DEADLINE_PASSED', 'CIRCULATION_EXPIRES', 'CIRCULATION_EXPIRED', 'APPOINTMENT_ENDS',
    'OFFICER_IN_CHARGE_ENDS', 'DECLASSIFIED', 'REVIEW_OF_LEVEL_DUE')));
create unique index notice_once on notice (post_id, kind, object_id, due_on) where due_on is not null;
create index notice_newest on notice (noticed_at desc);

-- What the registry itself has lowered, and nobody in a post.
alter table classification add column by_registry boolean not null default false
  check (not by_registry or level = 'UNCLASSIFIED' and num_nonnulls(classified_by, by_post_id) = 0);
create policy "by the registry alone" on classification as restrictive for insert to registry_app with check (not by_registry);
create index classification_by_registry on classification (classified_at) where by_registry;
create index circulation_ending on circulation (valid_until) where completed_at is not null;

-- Where a person is told by e-mail that there is a notice; without an address by none.
alter table person add column email text check (email ~ '^[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}$');

grant update (email) on person to registry_app;
create policy "act, update" on person for update to registry_app using ((select (viewer()).act is not null))
  with check ((select v.act = 'changeEmail' and v.is_administrator and not v.is_through from viewer() v));

-- Since which day the clock has run: what was due before is not told any more.
create table clock_mark (
  only_row boolean primary key default true check (only_row),
  told_since date not null
);
-- The mails that were given to the job runner, each once.
create table notice_mail (
  notice_id uuid not null references notice,
  person_id uuid not null references person,
  queued_at timestamptz not null default clock_timestamp(),
  primary key (notice_id, person_id)
);
alter table clock_mark enable row level security, force row level security;
alter table notice_mail enable row level security, force row level security;

create function registry_today() returns date
  language sql stable parallel safe
  return (registry_now() at time zone 'UTC')::date;
-- The same day so many years later. Of a day that the year does not have it is the next: no day too early.
create function years_after(day date, years integer) returns date
  language sql immutable parallel safe
  return (day + make_interval(years => years))::date
    + case when extract(day from day + make_interval(years => years)) = extract(day from day) then 0 else 1 end;
-- The last day, in UTC, on which something is valid that ends at an instant.
create function last_day_before(until timestamptz) returns date
  language sql immutable parallel safe
  return ((until - interval '1 microsecond') at time zone 'UTC')::date;

-- The posts with the Director's powers, and those of the reporting line.
create function posts_directing() returns table (post_id uuid)
  language sql stable
begin atomic
  select p.id from post p where p.role = 'DIRECTOR_OPSP' and post_exists(p.id, registry_now())
  union select o.post_id from officer_in_charge o where o.sight_from <= registry_now() and registry_now() < o.sight_until;
end;
create function posts_watching() returns table (post_id uuid)
  language sql stable
begin atomic
  select d.post_id from posts_directing() d
  union select l.post_id from reporting_line_post l where l.reporting_line_code = line_in_force(registry_now());
end;

create function start_clock() returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  insert into clock_mark (told_since) values (registry_today()) on conflict do nothing;
end;

-- The sources of what is due: each tells kinds, ids of objects, days and posts, and nothing else. Whether the post may see the object is decided
-- where the notice is made.
-- § 10.42 The last day of a circulation, of an appointment, of an officer-in-charge, of a debrief, of a report and of the implementation of a recommendation is told seven days before it, and on the day after it where the circulation has ended or what was due is missing.
create function due_circulations() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  with ending as materialized (
    select c.id, c.proposed_by_post_id, last_day_before(c.valid_until) as last_day, last_day_before(c.valid_until) < registry_today() as passed
    from clock_mark m join circulation c on c.completed_at is not null and c.valid_until > day_begins(m.told_since)
      and c.valid_until <= day_ends(registry_today() + 7) and num_nonnulls(c.withdrawn_at, c.declined_at, c.revoked_at) = 0)
  select case when e.passed then 'CIRCULATION_EXPIRED' else 'CIRCULATION_EXPIRES' end, e.id, e.last_day, w.post_id
    from ending e cross join posts_watching() w
  union select case when e.passed then 'CIRCULATION_EXPIRED' else 'CIRCULATION_EXPIRES' end, e.id, e.last_day, e.proposed_by_post_id
    from ending e where e.proposed_by_post_id is not null
  union select 'CIRCULATION_EXPIRES', e.id, e.last_day, coalesce(r.post_id, h.post_id)
    from ending e join circulation_recipient r on r.circulation_id = e.id
    left join post_placement h on h.office_id = r.office_id and h.is_head and h.sight_from <= registry_now() and registry_now() < h.sight_until
    where not e.passed and (r.post_id is not null or h.post_id is not null);
end;
create function due_appointments() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select 'APPOINTMENT_ENDS', a.id, a.ends_on, w.post_id from clock_mark m
    join appointment a on a.ends_on between greatest(m.told_since, registry_today()) and registry_today() + 7 and a.superseded_at is null and a.confirmed_at is not null
    cross join posts_watching() w;
end;
create function due_officers_in_charge() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select 'OFFICER_IN_CHARGE_ENDS', o.id, o.ends_on, w.post_id from clock_mark m
    join officer_in_charge o on o.ends_on between greatest(m.told_since, registry_today()) and registry_today() + 7 and o.superseded_at is null
    cross join posts_watching() w;
end;
-- The clocks of a review, § 10.42: whom the second is told to is for § 11.13 to decide.
create function told_of_review(review uuid) returns table (post_id uuid)
  language sql stable
begin atomic
  select w.post_id from posts_watching() w
  union select t.post_id from team_member t
    where t.review_id = told_of_review.review and t.sight_from <= registry_now() and registry_now() < t.sight_until;
end;
create function due_debriefs() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select case when v.completed_on + 7 < registry_today() then 'DEADLINE_PASSED' else 'DEADLINE_NEAR' end, v.id, v.completed_on + 7, t.post_id
  from clock_mark m join review v on v.completed_on + 7 >= m.told_since and v.completed_on <= registry_today()
  cross join lateral told_of_review(v.id) t
  where v.cancelled_at is null and v.debriefed_on is null;
end;
create function due_reports() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select case when v.completed_on + 42 < registry_today() then 'DEADLINE_PASSED' else 'DEADLINE_NEAR' end, v.id, v.completed_on + 42, t.post_id
  from clock_mark m join review v on v.completed_on + 42 >= m.told_since and v.completed_on + 35 <= registry_today()
  cross join lateral told_of_review(v.id) t
  where v.cancelled_at is null and not exists (select from report r where r.review_id = v.id and r.status = 'SUBMITTED');
end;
-- The heads of the offices that implement and coordinate a recommendation; § 10.20 no Head of Component is accountable for it.
create function heads_accountable(part uuid) returns table (post_id uuid)
  language sql stable
begin atomic
  select distinct h.post_id from (values (implementer_of(heads_accountable.part)), (coordinator_of(heads_accountable.part))) o (office_id)
  cross join lateral heads_of_office(o.office_id) h (post_id);
end;
-- The target date of an endorsed recommendation: told to who directs, and to the heads of the offices that implement and coordinate it.
create function due_targets() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  with due as materialized (
    select s.part_id, coalesce(s.target_on, c.target_on) as target from clock_mark m
    join recommendation_state s on s.decision = 'ENDORSED' and s.implementation in ('NOT_STARTED', 'IN_PROGRESS')
    join part_content c on c.part_id = s.part_id and coalesce(s.target_on, c.target_on) between m.told_since and registry_today() + 7)
  select case when d.target < registry_today() then 'DEADLINE_PASSED' else 'DEADLINE_NEAR' end, d.part_id, d.target, t.post_id from due d
  cross join lateral (
    select w.post_id from posts_watching() w
    union select h.post_id from heads_accountable(d.part_id) h) t;
end;
-- § 10.45 The heads of the offices that implement and coordinate an endorsed recommendation that is not implemented are told when nothing of it was reported for 90 days since its endorsement or its last update, and every 90 days on.
create function due_progress() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  with due as materialized (
    select s.part_id, silent.since + (registry_today() - silent.since) / 90 * 90 as day, m.told_since from clock_mark m
    join recommendation_state s on s.decision = 'ENDORSED' and s.implementation in ('NOT_STARTED', 'IN_PROGRESS')
    cross join lateral (select greatest(s.decided_on, max((p.done_at at time zone 'UTC')::date)) as since
      from recommendation_progress p where p.part_id = s.part_id) silent
    where silent.since <= registry_today() - 90)
  select 'PROGRESS_AWAITED', d.part_id, d.day, h.post_id from due d
  cross join lateral heads_accountable(d.part_id) h
  where d.day >= d.told_since;
end;
-- § 10.46 The head of the office that implements an endorsed recommendation is told so, each office once, when it is endorsed and a circulation lets the office read it.
-- Acts tell it where they let it read at once; the clock, where a window begins later.
create function due_assignments() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select 'RECOMMENDATION_ASSIGNED', s.part_id, (h.reads_since at time zone 'UTC')::date, h.post_id from clock_mark m
  join recommendation_state s on s.decision = 'ENDORSED' and s.implementation in ('NOT_STARTED', 'IN_PROGRESS')
    and not exists (select from recommendation_assignment a where a.part_id = s.part_id and a.office_id = implementer_of(s.part_id))
  cross join lateral implementing_heads(s.part_id) h
  where h.reads_since >= day_begins(m.told_since);
end;
-- What the clock tells of it is noted as told, and of an act and the clock one tells it: before what is told is held to policies, so that who tells
-- is asked first, and learns nothing.
create function hold_by_clock() returns trigger language plpgsql as $$
begin
  if (select v.act from viewer() v) is distinct from 'tellPost' or not exists (select from recommendation_state s where s.part_id = new.object_id) then
    raise exception 'new row violates row-level security policy for table "notice"' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger notice_by_clock before insert on notice for each row
  when (new.kind = 'RECOMMENDATION_ASSIGNED' and new.due_on is not null) execute function hold_by_clock();
create function follow_in_assignments() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into recommendation_assignment (part_id, office_id, post_id) values (new.object_id, implementer_of(new.object_id), new.post_id)
    on conflict do nothing;
  return case when found then new end;
end $$;
create trigger notice_followed_in_assignments before insert on notice for each row
  when (new.kind = 'RECOMMENDATION_ASSIGNED' and new.due_on is not null) execute function follow_in_assignments();
-- § 10.41 A strictly confidential report is due for review of its level 20 years after its date and every 5 years after: the Director is told.
create function due_level_reviews() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select 'REVIEW_OF_LEVEL_DUE', r.id, last_due.day, d.post_id
  from classification_level l
  join report r on r.level = l.code and r.status = 'SUBMITTED' and r.listed_on <= registry_today() - make_interval(years => l.reviewed_after_years)
  cross join lateral (
    select max(years_after(r.submitted_on, l.reviewed_after_years + l.reviewed_every_years * n)) as day
    from generate_series(0, extract(year from age(registry_today(), r.submitted_on))::int / l.reviewed_every_years) n
    where years_after(r.submitted_on, l.reviewed_after_years + l.reviewed_every_years * n) <= registry_today()) last_due
  cross join posts_directing() d
  where l.reviewed_after_years is not null and last_due.day is not null;
end;
-- § 10.40
create function due_declassified() returns table (kind text, object_id uuid, due_on date, post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select distinct 'DECLASSIFIED', c.report_id, (c.classified_at at time zone 'UTC')::date, w.post_id
  from clock_mark m join classification c on c.by_registry and c.classified_at >= day_begins(m.told_since)
  cross join posts_watching() w;
end;

-- § 10.40 The registry itself declassifies a confidential report, and each confidential part of a report, 20 years after the report's date, or as soon after as no third party's consent is missing and no circulation stands in the way.
-- The parts of a report that nothing keeps at confidential: § 10.7 and § 10.8, as whoever lowers a part is held to them.
create function parts_to_declassify(report uuid) returns setof uuid
  language sql stable
begin atomic
  select p.id from part p join part_content w on w.part_id = p.id
  where p.report_id = parts_to_declassify.report and p.withdrawn_at is null and p.level = 'CONFIDENTIAL'
    and (w.third_party is null or w.third_party_consent is not null)
    -- What came from a third party as a whole came from it in each part.
    and not exists (select from report_title t where t.report_id = p.report_id and t.third_party is not null and t.third_party_consent is null)
    and not exists (select from circulation c join circulation_recipient r on r.circulation_id = c.id and r.office_id is not null
      where c.report_id = p.report_id and num_nonnulls(c.withdrawn_at, c.declined_at, c.revoked_at) = 0
        and (c.valid_until is null or c.valid_until > registry_now()) and covers_part(c, p.id)
        and not exists (select from circulation_withholding h where h.circulation_id = c.id and h.part_id = p.id and h.recipient_id = r.id));
end;
-- Whether nothing keeps a report itself at confidential once such parts are lowered: § 10.8 and § 10.9.
create function report_to_declassify(report uuid) returns boolean
  language sql stable
  return exists (select from report r join report_title t on t.report_id = r.id
    where r.id = report_to_declassify.report and r.level = 'CONFIDENTIAL' and (t.third_party is null or t.third_party_consent is not null)
      and not exists (select from part p where p.report_id = r.id and p.withdrawn_at is null and p.level <> 'UNCLASSIFIED'
        and p.id not in (select parts_to_declassify(r.id))));
create function reports_to_declassify() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select r.id from classification_level l join report r on r.status = 'SUBMITTED'
    and r.listed_on <= registry_today() - make_interval(years => l.declassified_after_years)
    and years_after(r.submitted_on, l.declassified_after_years) <= registry_today()
  where l.code = 'CONFIDENTIAL' and (report_to_declassify(r.id) or exists (select from parts_to_declassify(r.id)))
  order by r.submitted_on, r.id;
end;
-- Lowers what can be lowered of one report that is due, and gives the ids of what was: the report's own where it was. One that an act holds is left for later.
create function declassify(report uuid) returns table (part_ids uuid[], is_lowered boolean, done_at text)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  why constant text := 'declassified by the registry, its years at confidential being over (§ 10.40)';
begin
  perform from report r where r.id = declassify.report for no key update skip locked;
  if not found or declassify.report not in (select reports_to_declassify()) then return; end if;
  part_ids := array(select parts_to_declassify(declassify.report));
  is_lowered := report_to_declassify(declassify.report);
  done_at := iso_instant(registry_now());
  update part p set level = 'UNCLASSIFIED' where p.id = any (part_ids);
  update part_content w set grounds = '{}' where w.part_id = any (part_ids);
  if is_lowered then
    update report r set level = 'UNCLASSIFIED' where r.id = declassify.report;
    update report_title t set grounds = '{}' where t.report_id = declassify.report;
    insert into classification (report_id, level, reason, by_registry) values (declassify.report, 'UNCLASSIFIED', why, true);
  end if;
  insert into classification (report_id, part_id, level, reason, by_registry)
    select declassify.report, lowered, 'UNCLASSIFIED', why, true from unnest(part_ids) lowered;
  insert into process_event (object_kind, object_id, done, reporting_line_code)
    select 'PART', lowered, 'DECLASSIFIED', line_in_force(registry_now()) from unnest(part_ids) lowered
    union all select 'REPORT', declassify.report, 'DECLASSIFIED', line_in_force(registry_now()) where is_lowered;
  return next;
end $$;

-- The mails that are still to be given to the job runner: of the notices of seven days, to who holds the post now and has an address.
create function mails_to_queue() returns table (notice_id uuid, person_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select distinct n.id, p.id from notice n
  join posts_held(registry_now()) h on h.post_id = n.post_id
  join person p on p.id = h.person_id and p.email is not null
  where n.noticed_at > registry_now() - interval '7 days'
    and not exists (select from notice_mail m where m.notice_id = n.id and m.person_id = p.id);
end;
-- What a mail says, and where it goes: nothing where the person holds the post no more.
create function mail_to_send(notice uuid, person uuid) returns table (kind text, address text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select n.kind, p.email from notice n join notice_mail m on m.notice_id = n.id and m.person_id = mail_to_send.person
  join person p on p.id = m.person_id and p.email is not null
  where n.id = mail_to_send.notice and exists (select from posts_held(registry_now(), p.id) h where h.post_id = n.post_id);
end;

-- Enters the transaction as a post and nobody in it, by the server's ticket: what who held just this post may see, and no act but telling it.
create function enter_post(ticket text, seal text) returns setof login_facts
  language plpgsql volatile parallel unsafe security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  said constant jsonb := take_ticket(enter_post.ticket, enter_post.seal);
  post constant uuid := said ->> 'post';
  bearer login_facts;
  now constant timestamptz := registry_now();
begin
  for bearer in
    select 1, microseconds(now)::float8, line_in_force(now), null::uuid, null::uuid, null::uuid, f.posts, f.offices, f.confidential_offices,
      f.headed_offices, f.line_posts, f.roles, f.is_director, f.is_opsp_professional, f.is_opsp, f.is_head_of_oversight, null::boolean, null::boolean, null::text
    from post_facts(post, now) f
  loop
    perform seal_viewer(row(null, null, bearer.posts, bearer.offices, bearer.confidential_offices, bearer.headed_offices, bearer.line_posts, '{}',
      bearer.is_director, bearer.is_opsp, bearer.is_opsp_professional, 'TEAM_ASSISTANT' = any (bearer.roles), bearer.line_posts <> '{}',
      'ADMINISTRATOR' = any (bearer.roles), 'AUDITOR' = any (bearer.roles), bearer.is_head_of_oversight, true, true, false, null, '{}', 'tellPost',
      encode(sha256(convert_to('post ' || post, 'UTF8')), 'hex'), clock_shift(), (said ->> 'ends')::numeric + 60000)::viewer_facts);
    return next bearer;
  end loop;
end $$;

-- § 10.43 A notice of the clock is made once, for a post that by itself may see its object at that instant, and says no more than its kind, its object and a day.
create policy "§ 10.43" on notice for insert to registry_app with check (
  (select v.act = 'tellPost' from viewer() v) and post_id = any ((select (viewer()).posts)::uuid[]) and due_on is not null
  and (exists (select from circulation c where c.id = object_id) or exists (select from report r where r.id = object_id)
    or sees_object('REVIEW', object_id) or sees_object('PART', object_id) or sees_entry(object_id)));

-- An update that asks for no column is held to no policy of reading, so that the number of its rows, or what refuses them, would tell of rows that
-- are hidden. So every update is held to what is read, by the policies of reading as they are now; later migrations that add policies do it again.
create function hold_updates_to_reading() returns void language plpgsql as $$
declare
  written record;
begin
  for written in
    select p.tablename as name, string_agg('(' || p.qual || ')', ' or ' order by p.policyname desc) filter (where p.permissive = 'PERMISSIVE') as given,
      coalesce(string_agg(' and (' || p.qual || ')', '' order by p.policyname) filter (where p.permissive = 'RESTRICTIVE'), '') as narrowed
    from pg_policies p
    where p.schemaname = 'public' and p.cmd = 'SELECT' and 'registry_app' = any (p.roles) and exists (select from pg_policies u
      where u.schemaname = 'public' and u.tablename = p.tablename and u.cmd = 'UPDATE' and 'registry_app' = any (u.roles))
    group by p.tablename
  loop
    execute format('drop policy if exists "as it is read" on %I', written.name);
    execute format('create policy "as it is read" on %I as restrictive for update to registry_app using ((%s)%s) with check (true)',
      written.name, written.given, written.narrowed);
  end loop;
end $$;
revoke all on function hold_updates_to_reading from public;
select hold_updates_to_reading();

create policy "a day is of the clock" on notice as restrictive for insert to registry_app
  with check (due_on is null or (select (viewer()).act) = 'tellPost');

-- What registry_jobs may see and write itself: which notices there are, by ids, and the mails that it has queued.
create policy "which there are" on notice for select to registry_jobs using (true);
create policy "its own" on notice_mail to registry_jobs using (true) with check (true);
grant select (post_id, kind, object_id, due_on) on notice to registry_jobs;
grant select (notice_id, person_id), insert (notice_id, person_id) on notice_mail to registry_jobs;

-- What the functions above read and write as the owner.
create policy "owner" on clock_mark to registry_owner using (true) with check (true);
do $$
declare
  name text;
begin
  foreach name in array array['notice', 'notice_mail', 'classification', 'report_title', 'circulation_part', 'circulation_recipient',
    'circulation_withholding'] loop
    execute format('create policy "owner" on %I for select to registry_owner using (true)', name);
  end loop;
end $$;
create policy "owner, declassification" on report for update to registry_owner using (status = 'SUBMITTED') with check (level = 'UNCLASSIFIED');
create policy "owner, declassification" on report_title for update to registry_owner using (status = 'SUBMITTED') with check (level = 'UNCLASSIFIED');
create policy "owner, declassification" on part for update to registry_owner
  using (report_status = 'SUBMITTED') with check (level = 'UNCLASSIFIED');
create policy "owner, declassification" on part_content for update to registry_owner
  using (report_status = 'SUBMITTED') with check (level = 'UNCLASSIFIED');
create policy "owner, declassification" on classification for insert to registry_owner with check (by_registry);
create policy "owner, declassification" on process_event for insert to registry_owner with check (person_id is null and done = 'DECLASSIFIED');

grant execute on function enter_post to registry_app;
grant execute on function start_clock, due_circulations, due_appointments, due_officers_in_charge, due_debriefs, due_reports, due_targets, due_progress, due_assignments, due_level_reviews, due_declassified, reports_to_declassify, declassify,
  mails_to_queue, mail_to_send, register_append_by_ticket to registry_jobs;
