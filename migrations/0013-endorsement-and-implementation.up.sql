-- Which offices implement recommendations, support that or coordinate it, with the offices that are part of them; a field mission implements what is
-- addressed to it. It is law: rows written by the migrator's role, never by a mutation.
create table implementation_office (
  office_id uuid not null references office,
  task text not null check (task in ('IMPLEMENTS', 'SUPPORTS', 'COORDINATES')),
  source text not null,
  primary key (office_id, task)
);
insert into implementation_office (office_id, task, source)
  select o.id, t.task, 'DPKO/DFS 2015.05 §26 to §31; change of reporting line, 2019'
  from (values ('OMA', 'IMPLEMENTS'), ('POLICE_DIVISION', 'IMPLEMENTS'), ('DFS', 'IMPLEMENTS'), ('DOS', 'IMPLEMENTS'),
    ('OMA', 'SUPPORTS'), ('POLICE_DIVISION', 'SUPPORTS'), ('DFS', 'SUPPORTS'), ('DOS', 'SUPPORTS'), ('DPET', 'SUPPORTS'),
    ('OO', 'COORDINATES'), ('AFRICA', 'COORDINATES'), ('MIDDLE_EAST_ASIA', 'COORDINATES'), ('EUROPE_AMERICAS', 'COORDINATES')) t (code, task)
  join office o on o.code = t.code;

create function may_take_task(office uuid, task text, at timestamptz) returns boolean
  language sql stable parallel safe
begin atomic
  with recursive above as (
    select o.id, o.parent_id from office o where o.id = may_take_task.office
    union
    select o.id, o.parent_id from above a join office o on o.id = a.parent_id)
  select office_exists(may_take_task.office, may_take_task.at) and (
    exists (select from above a join implementation_office i on i.office_id = a.id and i.task = may_take_task.task)
    or may_take_task.task = 'IMPLEMENTS' and exists (select from office o where o.id = may_take_task.office and o.kind = 'MISSION'));
end;

-- Where a recommendation was transferred to, and the last target date that was given: null until then.
alter table recommendation_state add column office_id uuid references office, add column target_on date;

-- Notes, reasons and files of evidence: what they say has the level of the recommendation that they speak of, and is sealed with it.
create table recommendation_words (
  id uuid primary key default gen_random_uuid(),
  part_id uuid not null,
  level text not null,
  text text,
  file_name text,
  media_type text,
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  ciphertext bytea,
  wrapped_key bytea,
  key_id text,
  sha256 bytea not null,
  version integer not null default 1,
  foreign key (part_id, level) references part (id, level) on update cascade,
  unique (id, part_id),
  check ((text is null) <> (ciphertext is null)),
  check ((ciphertext is null) = (wrapped_key is null) and (ciphertext is null) = (key_id is null)),
  check (level <> 'STRICTLY_CONFIDENTIAL' or ciphertext is not null),
  check (ciphertext is null or num_nonnulls(file_name, media_type, file_sha256) = 0),
  check (num_nonnulls(file_name, media_type, file_sha256) in (0, 3))
);
create index recommendation_words_part on recommendation_words (part_id);

-- What a USG has signed of a recommendation: each post of the reporting line once for each matter, and two posts by two persons.
create table recommendation_signature (
  id uuid primary key default gen_random_uuid(),
  part_id uuid not null references part,
  matter text not null check (matter in ('ENDORSEMENT', 'CLOSING', 'TRANSFER')),
  decision text not null,
  from_office_id uuid references office,
  to_office_id uuid references office,
  post_id uuid not null references post,
  person_id uuid not null references person,
  acting boolean not null default false,
  reporting_line_code text not null references reporting_line,
  signed_at timestamptz not null default registry_now(),
  words_id uuid,
  -- Whether it decided: every post of the line of its day has signed then, or one has declined. Told by the database.
  is_last boolean not null default false,
  -- What is signed once: the endorsement, a closing with its outcome, a transfer with its offices.
  matter_key text collate "C" not null generated always as (
    matter || case when matter = 'CLOSING' then ' ' || decision else '' end || coalesce(' ' || from_office_id::text, '') || coalesce(' ' || to_office_id::text, '')) stored,
  foreign key (words_id, part_id) references recommendation_words (id, part_id),
  constraint recommendation_signature_post_once unique (part_id, matter_key, post_id),
  constraint recommendation_signature_two_persons unique (part_id, matter_key, reporting_line_code, person_id),
  check (decision = any (case matter when 'ENDORSEMENT' then array['ENDORSED', 'NOT_ENDORSED']
    when 'CLOSING' then array['OVERTAKEN_BY_EVENTS', 'CLOSED_WITHOUT_IMPLEMENTATION'] else array['TRANSFERRED'] end)),
  check ((matter = 'TRANSFER') = (to_office_id is not null) and (matter = 'TRANSFER') = (from_office_id is not null)),
  check (decision = 'ENDORSED' or words_id is not null)
);

-- Progress, row after row: what the implementing or coordinating office reports, and what OPSP verifies or sends back.
create table recommendation_progress (
  id uuid primary key default gen_random_uuid(),
  part_id uuid not null references part,
  number integer not null,
  done text not null check (done in ('REPORTED', 'VERIFIED', 'SENT_BACK')),
  status text not null check (status in ('NOT_STARTED', 'IN_PROGRESS', 'IMPLEMENTED', 'VERIFIED')),
  done_at timestamptz not null default registry_now(),
  person_id uuid not null references person,
  post_id uuid not null references post,
  acting boolean not null default false,
  -- of what is reported: the office for which
  office_id uuid references office,
  words_id uuid,
  target_on date,
  target_words_id uuid,
  unique (part_id, number),
  unique (id, part_id),
  foreign key (words_id, part_id) references recommendation_words (id, part_id),
  foreign key (target_words_id, part_id) references recommendation_words (id, part_id),
  check ((done = 'VERIFIED') = (status = 'VERIFIED')),
  check (done <> 'SENT_BACK' or status = 'IN_PROGRESS'),
  check ((done = 'REPORTED') = (office_id is not null)),
  check (done = 'VERIFIED' or words_id is not null),
  check ((target_on is null) = (target_words_id is null) and (target_on is null or done = 'REPORTED'))
);
create table recommendation_evidence (
  words_id uuid primary key,
  progress_id uuid not null,
  part_id uuid not null,
  foreign key (words_id, part_id) references recommendation_words (id, part_id),
  foreign key (progress_id, part_id) references recommendation_progress (id, part_id)
);
create index recommendation_evidence_progress on recommendation_evidence (progress_id);

-- Consultations with the leadership of the mission that implements.
create table recommendation_consultation (
  id uuid primary key default gen_random_uuid(),
  part_id uuid not null references part,
  office_id uuid not null references office,
  held_on date not null,
  words_id uuid not null,
  recorded_at timestamptz not null default registry_now(),
  recorded_by uuid not null references person,
  post_id uuid references post,
  foreign key (words_id, part_id) references recommendation_words (id, part_id)
);
create index recommendation_consultation_part on recommendation_consultation (part_id);

-- The offices beside the implementing one. Of coordinators the last that was named counts.
create table recommendation_office (
  id uuid primary key default gen_random_uuid(),
  part_id uuid not null references part,
  number integer not null,
  task text not null check (task in ('SUPPORTS', 'COORDINATES')),
  office_id uuid not null references office,
  named_at timestamptz not null default registry_now(),
  named_by uuid not null references person,
  post_id uuid references post,
  unique (part_id, number)
);
create unique index recommendation_office_supports_once on recommendation_office (part_id, office_id) where (task = 'SUPPORTS');

-- Which office was told of which recommendation that it is to implement: once.
create table recommendation_assignment (
  part_id uuid not null references part,
  office_id uuid not null references office,
  post_id uuid not null references post,
  told_at timestamptz not null default registry_now(),
  primary key (part_id, office_id)
);

create function implementer_of(part uuid) returns uuid
  language sql stable parallel safe
  return (select coalesce(s.office_id, c.office_id) from recommendation_state s join part_content c on c.part_id = s.part_id
    where s.part_id = implementer_of.part);
create function coordinator_of(part uuid) returns uuid
  language sql stable parallel safe
  return (select o.office_id from recommendation_office o where o.part_id = coordinator_of.part and o.task = 'COORDINATES' order by o.number desc limit 1);
-- Whether a mission implements, and whether it has ended.
create function is_for_mission(part uuid) returns boolean
  language sql stable parallel safe
  return exists (select from office o where o.id = implementer_of(is_for_mission.part) and o.kind = 'MISSION');
create function implementer_has_ended(part uuid, at timestamptz) returns boolean
  language sql stable parallel safe
  return coalesce(not office_exists(implementer_of(implementer_has_ended.part), implementer_has_ended.at)
    and implementer_of(implementer_has_ended.part) is not null, false);
-- Whether the leadership of the mission that implements now was consulted; a consultation is recorded after the endorsement alone.
create function is_consulted(part uuid) returns boolean
  language sql stable parallel safe
  return exists (select from recommendation_consultation c where c.part_id = is_consulted.part and c.office_id = implementer_of(is_consulted.part));

-- Whole months by the calendar from one day to another: a month ends on the day of its number, or on its last where it has no such day.
create function whole_months(since date, until date) returns integer
  language sql immutable parallel safe
begin atomic
  with m as (select (extract(year from until) * 12 + extract(month from until) - extract(year from since) * 12 - extract(month from since))::int as months)
  select m.months - case when (since + make_interval(months => m.months))::date > until then 1 else 0 end from m;
end;

-- Who, of the line in force, may still sign a matter of a recommendation: the post has not, nor the person for another post of that line.
create function may_decide(part uuid, matter_key text, at timestamptz) returns table (person_id uuid, post_id uuid, acting boolean)
  language sql stable parallel safe
begin atomic
  with line as (select l.post_id from reporting_line_post l where l.reporting_line_code = line_in_force(may_decide.at)),
  signed as (select s.post_id, s.person_id from recommendation_signature s join line on line.post_id = s.post_id
    where s.part_id = may_decide.part and s.matter_key = may_decide.matter_key)
  select h.person_id, h.post_id, h.acting
  from posts_held(may_decide.at) h
  join line on line.post_id = h.post_id
  where not exists (select from signed s where s.post_id = h.post_id or s.person_id = h.person_id);
end;
create function may_close(part uuid, at timestamptz) returns table (person_id uuid)
  language sql stable parallel safe
begin atomic
  select m.person_id from may_decide(may_close.part, 'CLOSING OVERTAKEN_BY_EVENTS', may_close.at) m
  union
  select m.person_id from may_decide(may_close.part, 'CLOSING CLOSED_WITHOUT_IMPLEMENTATION', may_close.at) m;
end;

-- The offices whose staff report progress: the implementing and the coordinating one.
create function offices_reporting(part uuid) returns table (office_id uuid)
  language sql stable parallel safe
begin atomic
  select o from unnest(array[implementer_of(offices_reporting.part), coordinator_of(offices_reporting.part)]) o where o is not null;
end;
-- § 10.20: those of their staff who may report, in which posts: never a Head of Component, nor who holds such a post beside another.
create function may_report(part uuid, at timestamptz, only_person uuid default null)
  returns table (person_id uuid, post_id uuid, acting boolean, office_id uuid, is_head boolean)
  language sql stable parallel safe
begin atomic
  with held as materialized (select h.* from posts_held(may_report.at, may_report.only_person) h)
  select h.person_id, h.post_id, h.acting, h.office_id, h.is_head
  from held h join offices_reporting(may_report.part) o on o.office_id = h.office_id
  where not exists (select from held c where c.person_id = h.person_id and c.role in ('HEAD_OF_MILITARY_COMPONENT', 'HEAD_OF_POLICE_COMPONENT'));
end;
-- Who of OPSP's professional staff has not reported that it is implemented.
create function may_verify(part uuid, at timestamptz) returns table (person_id uuid)
  language sql stable parallel safe
begin atomic
  select distinct h.person_id from posts_held(may_verify.at) h
  where h.role in ('DIRECTOR_OPSP', 'SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER', 'MISSION_SUPPORT_OFFICER') and not exists (select from recommendation_progress p
    where p.part_id = may_verify.part and p.done = 'REPORTED' and p.status = 'IMPLEMENTED' and p.person_id = h.person_id);
end;

-- What is recorded of a recommendation, told as its state.
create function state_on_record(part uuid) returns table (decision text, decided_on date, implementation text, office_id uuid, target_on date)
  language sql stable parallel safe
begin atomic
  select coalesce(d.decision, 'PENDING'), (d.signed_at at time zone 'UTC')::date, coalesce(closed.decision, last.status, 'NOT_STARTED'),
    moved.to_office_id, aimed.target_on
  from (select) one
  left join lateral (select s.decision, s.signed_at from recommendation_signature s
    where s.part_id = state_on_record.part and s.matter = 'ENDORSEMENT' and s.is_last) d on true
  left join lateral (select s.decision from recommendation_signature s
    where s.part_id = state_on_record.part and s.matter = 'CLOSING' and s.is_last) closed on true
  left join lateral (select s.to_office_id from recommendation_signature s
    where s.part_id = state_on_record.part and s.matter = 'TRANSFER' and s.is_last order by s.signed_at desc, s.id limit 1) moved on true
  left join lateral (select p.status from recommendation_progress p
    where p.part_id = state_on_record.part order by p.number desc limit 1) last on true
  left join lateral (select p.target_on from recommendation_progress p
    where p.part_id = state_on_record.part and p.target_on is not null order by p.number desc limit 1) aimed on true;
end;

-- A state is what is recorded, and nothing else, whoever writes it.
create function hold_recommendation_state() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  recorded record;
begin
  select r.* into strict recorded from state_on_record(new.part_id) r;
  if (new.decision, new.decided_on, new.implementation, new.office_id, new.target_on)
     is distinct from (recorded.decision, recorded.decided_on, recorded.implementation, recorded.office_id, recorded.target_on) then
    raise exception 'the state of a recommendation is what is recorded of it' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recommendation_state_held before insert or update on recommendation_state for each row execute function hold_recommendation_state();

create function follow_in_state() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update recommendation_state s
    set decision = r.decision, decided_on = r.decided_on, implementation = r.implementation, office_id = r.office_id, target_on = r.target_on
    from state_on_record(new.part_id) r
    where s.part_id = new.part_id and (s.decision, s.decided_on, s.implementation, s.office_id, s.target_on)
      is distinct from (r.decision, r.decided_on, r.implementation, r.office_id, r.target_on);
  return null;
end $$;

-- What belongs to a recommendation comes upon its state, one act after the other. The state is given back locked.
create function recommendation_held(part uuid) returns recommendation_state language plpgsql as $$
declare
  state recommendation_state;
begin
  select * into state from recommendation_state s where s.part_id = recommendation_held.part for update;
  if state.part_id is null or not exists (select from part p where p.id = recommendation_held.part and p.report_status = 'SUBMITTED') then
    raise exception 'only a recommendation of a submitted report is decided on' using errcode = 'restrict_violation';
  end if;
  return state;
end $$;

-- Who does not read the recommendation is turned away before anything is asked of its state: what refuses would tell of it.
create function hold_by_who_reads() returns trigger language plpgsql as $$
begin
  if not exists (select from part_content c where c.part_id = new.part_id) then
    raise exception 'new row violates row-level security policy for table "%"', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- A signature is of a post of the line of its day, by who holds it, upon a state that awaits it; and the database tells which one decides.
create function hold_recommendation_signature() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  state constant recommendation_state := recommendation_held(new.part_id);
begin
  if new.reporting_line_code is distinct from line_in_force(new.signed_at)
     or not exists (select from reporting_line_post l where l.reporting_line_code = new.reporting_line_code and l.post_id = new.post_id)
     or not exists (select from posts_held(new.signed_at, new.person_id) h where h.post_id = new.post_id) then
    raise exception 'only a post of the reporting line signs' using errcode = 'restrict_violation';
  end if;
  if not (case new.matter
    when 'ENDORSEMENT' then state.decision = 'PENDING'
    when 'CLOSING' then state.decision = 'ENDORSED' and state.implementation in ('NOT_STARTED', 'IN_PROGRESS', 'IMPLEMENTED')
    else state.decision = 'ENDORSED' and state.implementation in ('NOT_STARTED', 'IN_PROGRESS', 'IMPLEMENTED')
      and new.from_office_id = implementer_of(new.part_id) and implementer_has_ended(new.part_id, new.signed_at)
      and may_take_task(new.to_office_id, 'IMPLEMENTS', new.signed_at)
  end) then
    raise exception 'the state of the recommendation does not await this signature' using errcode = 'restrict_violation';
  end if;
  new.is_last := new.decision = 'NOT_ENDORSED' or not exists (
    select from reporting_line_post l where l.reporting_line_code = new.reporting_line_code and l.post_id <> new.post_id
      and not exists (select from recommendation_signature s where s.part_id = new.part_id and s.post_id = l.post_id
        and (s.matter, s.decision) = (new.matter, new.decision)
        and (s.from_office_id, s.to_office_id) is not distinct from (new.from_office_id, new.to_office_id)));
  return new;
end $$;
create trigger recommendation_signature_held before insert on recommendation_signature for each row execute function hold_recommendation_signature();
create trigger recommendation_signature_followed after insert on recommendation_signature for each row execute function follow_in_state();

create function progress_rank(status text) returns smallint
  language sql immutable parallel safe
  return case status when 'NOT_STARTED' then 0 when 'IN_PROGRESS' then 1 when 'IMPLEMENTED' then 2 end::smallint;

-- Progress only grows, step by step, of what is endorsed and neither verified nor closed; who reported it does not verify it.
create function hold_recommendation_progress() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  state constant recommendation_state := recommendation_held(new.part_id);
begin
  new.number := 1 + coalesce((select max(p.number) from recommendation_progress p where p.part_id = new.part_id), 0);
  if state.decision <> 'ENDORSED' or not (case new.done
    when 'REPORTED' then state.implementation in ('NOT_STARTED', 'IN_PROGRESS')
      and progress_rank(new.status) - progress_rank(state.implementation) in (0, 1)
    else state.implementation = 'IMPLEMENTED'
  end) then
    raise exception 'the state of the recommendation does not await this' using errcode = 'restrict_violation';
  end if;
  if new.done = 'REPORTED' and not exists (select from may_report(new.part_id, new.done_at, new.person_id) m
      where m.post_id = new.post_id and m.office_id = new.office_id) then
    raise exception 'progress is reported by the staff of the office, and by no Head of Component' using errcode = 'restrict_violation';
  end if;
  if new.done = 'REPORTED' and new.status <> 'NOT_STARTED' and is_for_mission(new.part_id) and not is_consulted(new.part_id) then
    raise exception 'a mission is consulted before it begins' using errcode = 'restrict_violation';
  end if;
  if new.done <> 'REPORTED' and not exists (select from posts_held(new.done_at, new.person_id) h where h.post_id = new.post_id
      and h.role in ('DIRECTOR_OPSP', 'SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER', 'MISSION_SUPPORT_OFFICER')) then
    raise exception 'only OPSP verifies' using errcode = 'restrict_violation';
  end if;
  if new.done = 'VERIFIED' and exists (select from recommendation_progress p
      where p.part_id = new.part_id and p.done = 'REPORTED' and p.status = 'IMPLEMENTED' and p.person_id = new.person_id) then
    raise exception 'who reported it does not verify it' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recommendation_progress_held before insert on recommendation_progress for each row execute function hold_recommendation_progress();
create trigger recommendation_progress_followed after insert on recommendation_progress for each row execute function follow_in_state();

-- Evidence is of what is reported, in the transaction that reports it.
create function hold_recommendation_evidence() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from recommendation_progress p where p.id = new.progress_id and p.done = 'REPORTED' and p.xmin = pg_current_xact_id()::xid) then
    raise exception 'evidence is given with what it shows' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recommendation_evidence_held before insert on recommendation_evidence for each row execute function hold_recommendation_evidence();

create function hold_recommendation_consultation() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  state constant recommendation_state := recommendation_held(new.part_id);
begin
  if state.decision <> 'ENDORSED' or state.implementation not in ('NOT_STARTED', 'IN_PROGRESS', 'IMPLEMENTED') or not is_for_mission(new.part_id)
     or new.office_id is distinct from implementer_of(new.part_id) or new.held_on <= state.decided_on
     or new.held_on > (new.recorded_at at time zone 'UTC')::date then
    raise exception 'a mission is consulted after the endorsement' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recommendation_consultation_held before insert on recommendation_consultation
  for each row execute function hold_recommendation_consultation();

create function hold_recommendation_office() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  state constant recommendation_state := recommendation_held(new.part_id);
begin
  if state.decision = 'NOT_ENDORSED' or state.implementation not in ('NOT_STARTED', 'IN_PROGRESS', 'IMPLEMENTED')
     or not may_take_task(new.office_id, new.task, new.named_at) then
    raise exception 'this office does not take that task' using errcode = 'restrict_violation';
  end if;
  new.number := 1 + coalesce((select max(o.number) from recommendation_office o where o.part_id = new.part_id), 0);
  return new;
end $$;
create trigger recommendation_office_held before insert on recommendation_office for each row execute function hold_recommendation_office();

create function hold_recorded() returns trigger language plpgsql as $$
begin
  raise exception 'what is recorded of a recommendation never changes' using errcode = 'restrict_violation';
end $$;
create trigger recommendation_signature_immutable before update on recommendation_signature for each row execute function hold_recorded();
create trigger recommendation_progress_immutable before update on recommendation_progress for each row execute function hold_recorded();
create trigger recommendation_evidence_immutable before update on recommendation_evidence for each row execute function hold_recorded();
create trigger recommendation_consultation_immutable before update on recommendation_consultation for each row execute function hold_recorded();
create trigger recommendation_office_immutable before update on recommendation_office for each row execute function hold_recorded();

-- Words take the level of their recommendation. Immutable is what they say, by its digest; the form in which it is kept follows the level.
create function place_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  select p.level into new.level from part p where p.id = new.part_id and p.kind = 'RECOMMENDATION';
  return new;
end $$;
create function hold_words() returns trigger language plpgsql as $$
declare
  form constant text[] := array['text', 'ciphertext', 'wrapped_key', 'key_id', 'level'];
  beside constant text[] := array['file_name', 'media_type', 'file_sha256'];
  old_row jsonb := to_jsonb(old) - form;
  new_row jsonb := to_jsonb(new) - form;
begin
  if num_nulls(old.ciphertext, new.ciphertext) < 2 then
    old_row := old_row - beside;
    new_row := new_row - beside;
  end if;
  if new_row is distinct from old_row or new.text is not null and sha256(convert_to(new.text, 'UTF8')) <> new.sha256 then
    raise exception 'what is recorded of a recommendation never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recommendation_words_place before insert on recommendation_words for each row execute function place_words();
create trigger recommendation_words_immutable before update on recommendation_words for each row execute function hold_words();
create trigger recommendation_words_level_held before update on recommendation_words for each row execute function hold_level();

-- Lists tell the office that implements now, and the target that counts now.
create or replace function place_in_lists(parts uuid[]) returns void language plpgsql as $$
begin
  perform from part p where p.id = any (parts) order by p.id for update;
  delete from listed_part l where l.id = any (parts);
  insert into listed_part (id, about, report_id, report_level, report_status, level, listed_on, kind, position, area, risk, systemic, components,
    decision, implementation, implemented_by, due)
  select p.id, a.about, p.report_id, p.report_level, p.report_status, p.level, p.listed_on, p.kind, p.position, coalesce(c.area, ''), c.risk,
    c.systemic, c.components, s.decision, coalesce(s.implementation, ''), coalesce(s.office_id, c.office_id), coalesce(s.target_on, c.target_on, 'infinity')
  from part p
  join part_content c on c.part_id = p.id
  left join recommendation_state s on s.part_id = p.id
  cross join lateral (
    select '00000000-0000-0000-0000-000000000000'::uuid as about
    union all
    select m.mission_id from part_mission m where m.part_id = p.id and m.is_current
    union all
    select m.mission_id from report r join review_mission m on m.review_id = r.review_id
      where r.id = p.report_id and not exists (select from part_mission m where m.part_id = p.id and m.is_current)) a
  where p.id = any (parts) and p.kind in ('FINDING', 'RECOMMENDATION') and p.withdrawn_at is null;
  delete from circulated_content c using circulated_part w where w.part_id = any (parts) and c.window_id = w.id;
  perform list_windows(array(select w.id from circulated_part w where w.part_id = any (parts)));
end $$;

-- The act under way, where who performs it is of those to whom chapter 12 gives it at all.
create function act_of_implementation() returns text
  language sql stable parallel restricted
  return (select v.act from viewer() v where v.person_id is not null and not v.is_through and case
    -- § 12.2, § 12.3, § 12.9, § 12.10
    when v.act in ('endorseRecommendation', 'declineRecommendation', 'closeRecommendation', 'transferRecommendation') then v.is_under_secretary_general
    -- § 12.4
    when v.act = 'nameImplementationOffice' then v.is_director
    -- § 12.5
    when v.act = 'recordImplementationConsultation' then v.is_director or v.is_opsp
    -- § 12.6, § 12.6a
    when v.act = 'reportProgress' then v.offices <> '{}'
    -- § 12.7, § 12.8
    when v.act in ('verifyImplementation', 'sendBackImplementation') then v.is_director or v.is_opsp_professional
  end);

-- The posts that head an office, none of a component's (§ 10.20), while it and they exist.
create function heads_of_office(office uuid) returns setof uuid
  language sql stable
begin atomic
  select pl.post_id from post_placement pl
  join post h on h.id = pl.post_id and h.role not in ('HEAD_OF_MILITARY_COMPONENT', 'HEAD_OF_POLICE_COMPONENT')
  where pl.office_id = heads_of_office.office and pl.is_head and pl.sight_from <= registry_now() and registry_now() < pl.sight_until
    and post_exists(pl.post_id, registry_now()) and office_exists(pl.office_id, registry_now());
end;

-- The heads of the office, or of the mission, that implements a recommendation now, where both exist, and since when circulations let the office read it; null where none does.
create function implementing_heads(part uuid) returns table (office_id uuid, post_id uuid, reads_since timestamptz)
  language sql stable
begin atomic
  select office.id, h.post_id, given.since
  from recommendation_state s
  join part_content c on c.part_id = s.part_id
  cross join lateral (select coalesce(s.office_id, c.office_id) as id) office
  cross join lateral heads_of_office(office.id) h (post_id)
  cross join lateral (select min(w.starts_at) as since from circulated_part w
    where w.part_id = s.part_id and w.starts_at <= registry_now() and registry_now() < w.ends_at
      and (w.post_id = h.post_id or w.office_id = office.id and w.part_level <> 'STRICTLY_CONFIDENTIAL')) given
  where s.part_id = implementing_heads.part;
end;

-- § 10.46 The head of the office that implements an endorsed recommendation is told so, each office once, when it is endorsed and a circulation lets the office read it.
create function assign_recommendations(parts uuid[]) returns table (part_id uuid, post_id uuid)
  language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  insert into recommendation_assignment (part_id, office_id, post_id)
  select s.part_id, h.office_id, h.post_id
  from recommendation_state s cross join lateral implementing_heads(s.part_id) h
  where s.part_id = any (assign_recommendations.parts) and (select coalesce(act_of_implementation(), act_of_office())) in ('endorseRecommendation', 'transferRecommendation',
      'signCirculation', 'confirmPaperSignature', 'liftSuspension', 'addCorrigendum', 'reclassify')
    and s.decision = 'ENDORSED' and s.implementation in ('NOT_STARTED', 'IN_PROGRESS')
    and h.reads_since is not null
  on conflict do nothing
  returning recommendation_assignment.part_id, recommendation_assignment.post_id;
end;

-- The heads who are to be told that an implementation was sent back, by who does so in this transaction: those who read it, by a circulation or for being of the line.
create function heads_to_go_on(part uuid) returns table (post_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select h.post_id from implementing_heads(heads_to_go_on.part) h
  where exists (select from recommendation_progress p where p.part_id = heads_to_go_on.part and p.done = 'SENT_BACK'
      and p.person_id = (select (viewer()).person_id) and p.xmin = pg_current_xact_id()::xid)
    and (h.reads_since is not null or h.post_id in (select l.post_id from reporting_line_post l where l.reporting_line_code = line_in_force(registry_now())));
end;

-- Notices tell two things more.
do $$
begin
  execute format('create or replace function notice_kinds() returns text[] language sql immutable parallel safe return %L::text[]',
    notice_kinds() || array['RECOMMENDATION_ASSIGNED', 'PROGRESS_AWAITED']);
end $$;

do $$
declare
  written record;
begin
  for written in
    -- What is written in whose name is written by that person.
    select * from (values
      ('recommendation_words', null, array['endorseRecommendation', 'declineRecommendation', 'closeRecommendation', 'transferRecommendation',
        'recordImplementationConsultation', 'reportProgress', 'verifyImplementation', 'sendBackImplementation']),
      ('recommendation_signature', 'person_id', array['endorseRecommendation', 'declineRecommendation', 'closeRecommendation', 'transferRecommendation']),
      ('recommendation_progress', 'person_id', array['reportProgress', 'verifyImplementation', 'sendBackImplementation']),
      ('recommendation_evidence', null, array['reportProgress']),
      ('recommendation_consultation', 'recorded_by', array['recordImplementationConsultation']),
      ('recommendation_office', 'named_by', array['nameImplementationOffice'])) of_acts (name, done_by, acts)
  loop
    execute format($sql$
      alter table %1$I enable row level security, force row level security;
      create policy "§ 12.1" on %1$I for select to registry_app using (exists (select from part_content c where c.part_id = %1$I.part_id));
      create policy "entered" on %1$I as restrictive for select to registry_app using ((select (viewer()).caller) is not null);
      create policy "act, insert" on %1$I for insert to registry_app
        with check ((select act_of_implementation()) = any (%2$L) and exists (select from part_content c where c.part_id = %1$I.part_id)
          %3$s);
      create policy "owner" on %1$I for select to registry_owner using (true);
      create trigger %4$I before insert on %1$I for each row execute function hold_by_who_reads();
      revoke all on %1$I from public;
      grant select on %1$I to registry_app;
    $sql$, written.name, written.acts,
      case when written.done_by is not null then format('and %I = (select (viewer()).person_id)', written.done_by) else '' end,
      -- In the order of their names it comes before those that look at the state.
      written.name || '_by_who_reads');
  end loop;
end $$;
-- What a text is kept as follows the level of its part.
create policy "act, update" on recommendation_words for update to registry_app
  using ((select (viewer()).act is not null)) with check ((select act_of_office()) = 'reclassify');
-- § 12.5
create policy "of the team" on recommendation_consultation as restrictive for insert to registry_app with check ((select (viewer()).is_director)
  or exists (select from part p where p.id = recommendation_consultation.part_id and p.report_id = any ((select reports_of_team())::uuid[])));
create policy "act of implementation, insert" on notice for insert to registry_app with check (case kind
  when 'RECOMMENDATION_ASSIGNED' then coalesce((select act_of_implementation()), (select act_of_office())) in ('endorseRecommendation', 'transferRecommendation',
    'signCirculation', 'confirmPaperSignature', 'liftSuspension', 'addCorrigendum', 'reclassify')
  when 'PROGRESS_AWAITED' then (select act_of_implementation()) = 'sendBackImplementation' and post_id in (select h.post_id from heads_to_go_on(object_id) h)
  when 'SIGNATURE_AWAITED' then (select act_of_implementation()) in ('closeRecommendation', 'transferRecommendation')
  else false end and sees_object('PART', object_id));
create policy "act of implementation, insert" on process_event for insert to registry_app
  with check (object_kind = 'PART' and sees_object(object_kind, object_id)
    and ((select act_of_implementation()), done) in (
      ('endorseRecommendation', 'ENDORSEMENT_SIGNED'), ('endorseRecommendation', 'ENDORSED'),
      ('declineRecommendation', 'ENDORSEMENT_SIGNED'), ('declineRecommendation', 'NOT_ENDORSED'),
      ('nameImplementationOffice', 'OFFICE_NAMED'), ('recordImplementationConsultation', 'CONSULTED'), ('reportProgress', 'PROGRESS_REPORTED'),
      ('verifyImplementation', 'VERIFIED'), ('sendBackImplementation', 'SENT_BACK'), ('closeRecommendation', 'CLOSING_SIGNED'),
      ('closeRecommendation', 'OVERTAKEN_BY_EVENTS'), ('closeRecommendation', 'CLOSED_WITHOUT_IMPLEMENTATION'),
      ('transferRecommendation', 'TRANSFER_SIGNED'), ('transferRecommendation', 'TRANSFERRED')));
create policy "owner, write" on recommendation_state for update to registry_owner using (true) with check (true);

alter table implementation_office enable row level security, force row level security;
create policy "§ 6.1" on implementation_office for select to registry_app using (current_setting('registry.viewer', true) <> '');
create policy "owner" on implementation_office for select to registry_owner using (true);
alter table recommendation_assignment enable row level security, force row level security;
create policy "owner" on recommendation_assignment to registry_owner using (true) with check (true);
revoke all on implementation_office, recommendation_assignment from public, registry_app;
grant select on implementation_office to registry_app;

-- Times, numbers and what decides are the database's to say; the state of a recommendation follows what is recorded, and is written by nobody else.
grant insert (id, part_id, text, file_name, media_type, file_sha256, ciphertext, wrapped_key, key_id, sha256) on recommendation_words to registry_app;
grant insert (part_id, matter, decision, from_office_id, to_office_id, post_id, person_id, acting, reporting_line_code, words_id)
  on recommendation_signature to registry_app;
grant insert (part_id, done, status, person_id, post_id, acting, office_id, words_id, target_on, target_words_id) on recommendation_progress to registry_app;
grant insert on recommendation_evidence to registry_app;
grant insert (part_id, office_id, held_on, words_id, recorded_by, post_id) on recommendation_consultation to registry_app;
grant insert (part_id, task, office_id, named_by, post_id) on recommendation_office to registry_app;
grant update (text, file_name, media_type, file_sha256, ciphertext, wrapped_key, key_id) on recommendation_words to registry_app;
revoke update (decision, decided_on, implementation) on recommendation_state from registry_app;
drop policy "act, update" on recommendation_state;
revoke all on function may_take_task, implementer_of, coordinator_of, is_for_mission, implementer_has_ended, is_consulted, whole_months, may_decide, may_close,
  offices_reporting, may_report, may_verify, state_on_record, hold_recommendation_state, follow_in_state, recommendation_held,
  hold_by_who_reads, hold_recommendation_signature, progress_rank, hold_recommendation_progress, hold_recommendation_evidence, hold_recommendation_consultation,
  hold_recommendation_office, hold_recorded, place_words, hold_words, heads_of_office, implementing_heads, assign_recommendations, heads_to_go_on, act_of_implementation from public;
grant execute on function may_take_task, implementer_of, coordinator_of, is_for_mission, implementer_has_ended, is_consulted, whole_months, may_decide, may_close,
  offices_reporting, may_report, may_verify, assign_recommendations, heads_to_go_on, act_of_implementation to registry_app;

-- Who wraps keys anew sees of sealed words which key they are under, and writes that alone.
grant select (id, wrapped_key, key_id), update (wrapped_key, key_id) on recommendation_words to registry_keys;
create policy keys_are_wrapped_anew on recommendation_words to registry_keys using (key_id is not null) with check (key_id is not null);
