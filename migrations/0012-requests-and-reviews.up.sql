-- Requests for reviews, their direction by the Under-Secretaries-General, and the course of reviews. What is recorded never changes: a date
-- of the course is written once, an end is a column written once, a direction is a row.

-- Which posts may request a review, from a day to a day: a post itself, or every post of a role, of the own mission alone.
create table requesting_right (
  id uuid primary key default gen_random_uuid(),
  post_id uuid references post,
  role text,
  starts_on date not null,
  ends_on date,
  source text not null,
  check (num_nonnulls(post_id, role) = 1),
  check (ends_on >= starts_on)
);
insert into requesting_right (post_id, starts_on, ends_on, source)
  select p.id, greatest(p.starts_on, date '2013-08-15'), e.ends_on, 'DPKO/DFS 2015.05 §12, §43'
  from post p left join post_end e on e.post_id = p.id
  where p.code in ('ASG_OO', 'ASG_OROLSI', 'ASG_DFS', 'DIRECTOR_DPET', 'MILITARY_ADVISER', 'POLICE_ADVISER');
insert into requesting_right (post_id, starts_on, source)
  select p.id, p.starts_on, 'change of reporting line, 2019' from post p
  where p.code in ('ASG_AFRICA', 'ASG_MIDDLE_EAST_ASIA', 'ASG_EUROPE_AMERICAS', 'ASG_DOS');
insert into requesting_right (role, starts_on, source)
  select role, date '2013-08-15', 'DPKO/DFS 2015.05 §12, §43'
  from unnest(array['HEAD_OF_MISSION', 'HEAD_OF_MILITARY_COMPONENT', 'HEAD_OF_POLICE_COMPONENT', 'DIRECTOR_OF_MISSION_SUPPORT']) role;

-- The posts that may request a review on the day of an instant; those of a mission, of that mission alone.
create function entitled_to_request(at timestamptz) returns table (post_id uuid, mission_id uuid)
  language sql stable parallel safe
begin atomic
  select p.id, o.mission_id
  from requesting_right r
  join post p on p.id = r.post_id or p.role = r.role
  join post_placement pl on pl.post_id = p.id and pl.sight_from <= entitled_to_request.at and entitled_to_request.at < pl.sight_until
  join office o on o.id = pl.office_id
  where daterange(r.starts_on, r.ends_on, '[]') @> (entitled_to_request.at at time zone 'UTC')::date
    and (r.role is null or o.mission_id is not null)
    and post_exists(p.id, entitled_to_request.at) and office_exists(o.id, entitled_to_request.at);
end;

create function are_areas(areas text[]) returns boolean
  language sql immutable parallel safe
  return areas <@ array['CONCEPTS_AND_DIRECTIVES', 'INTEGRATED_PLANNING', 'STANDARDS', 'FORCE_AND_POLICE_GENERATION', 'TRAINING',
    'EQUIPMENT_AND_LOGISTICS', 'MEDICAL', 'WELFARE', 'SAFETY_AND_SECURITY'];

-- A written recommendation that a review be initiated; or the USGs' own motion, which asks for none.
create table review_request (
  id uuid primary key default gen_random_uuid(),
  origin text not null check (origin in ('RECOMMENDED', 'OWN_MOTION')),
  -- By whom: a post, or a contributing country by its letter. Of an own motion the post of the USG who began it.
  post_id uuid references post,
  country text,
  letter_reference text,
  letter_on date,
  kind text not null check (kind in ('COMPREHENSIVE', 'TARGETED')),
  of_headquarters boolean not null,
  areas text[] not null check (are_areas(areas)),
  level text not null check (level in ('UNCLASSIFIED', 'CONFIDENTIAL')),
  reasons text not null,
  submitted_at timestamptz not null default registry_now(),
  submitted_by uuid not null references person,
  directed_at timestamptz,
  declined_at timestamptz,
  declined_by uuid references person,
  declined_by_post_id uuid references post,
  decline_reason text,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  check ((post_id is null) <> (country is null)),
  check (origin = 'RECOMMENDED' or post_id is not null),
  check (num_nonnulls(country, letter_reference, letter_on) in (0, 3)),
  constraint request_ends_once check (num_nonnulls(directed_at, declined_at, withdrawn_at) <= 1),
  check (num_nonnulls(declined_at, declined_by, declined_by_post_id, decline_reason) in (0, 4)),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index review_request_newest on review_request (submitted_at desc, id desc);
create index review_request_post on review_request (post_id);
create table request_mission (
  request_id uuid not null references review_request,
  mission_id uuid not null references mission,
  primary key (request_id, mission_id)
);

-- That a post of the reporting line directs the review: each post once, and two posts by two persons.
create table request_direction (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references review_request,
  post_id uuid not null references post,
  person_id uuid not null references person,
  acting boolean not null,
  reporting_line_code text not null references reporting_line,
  given_at timestamptz not null default registry_now(),
  constraint request_direction_post_once unique (request_id, post_id),
  constraint request_direction_two_persons unique (request_id, reporting_line_code, person_id)
);

create function request_state(request review_request) returns text
  language sql immutable parallel safe
  return case when request.withdrawn_at is not null then 'WITHDRAWN' when request.declined_at is not null then 'DECLINED'
    when request.directed_at is not null then 'DIRECTED' else 'SUBMITTED' end;

-- Who holds a post of the line in force, or acts in it, that has not signed, and has not signed for another: of a matter that such posts
-- sign, each once. What is counted are signatures of posts of that line.
create function may_still_direct(request uuid, at timestamptz) returns table (person_id uuid, post_id uuid, acting boolean)
  language sql stable parallel safe
begin atomic
  with line as (select l.post_id from reporting_line_post l where l.reporting_line_code = line_in_force(may_still_direct.at)),
  given as (select d.post_id, d.person_id from request_direction d join line on line.post_id = d.post_id
    where d.request_id = may_still_direct.request)
  select h.person_id, h.post_id, h.acting
  from posts_held(may_still_direct.at) h
  join line on line.post_id = h.post_id
  where not exists (select from given g where g.post_id = h.post_id or g.person_id = h.person_id);
end;

-- Reviews: the course of each.
alter table review alter column direction_reference drop not null;
alter table review
  add column request_id uuid constraint review_one_of_request unique references review_request,
  add column areas text[] not null default '{}' check (are_areas(areas)),
  add column started_on date,
  add column completed_on date,
  add column debriefed_on date,
  add column announced_at timestamptz,
  add column cancelled_at timestamptz,
  add column cancellation_reason text,
  add constraint review_directed_before_started check (started_on is null or started_on >= directed_on),
  add constraint review_started_before_completed check (completed_on is null or started_on is not null and completed_on >= started_on),
  add constraint review_completed_before_debrief check (debriefed_on is null or completed_on is not null and debriefed_on >= completed_on),
  add constraint review_cancelled_before_completed check (cancelled_at is null or completed_on is null and cancellation_reason is not null);
create index review_newest on review (opened_at desc, id desc);

create table review_partner (
  review_id uuid not null references review,
  office_id uuid not null references office,
  primary key (review_id, office_id)
);

-- To whom a review was announced: the Head of a mission, the post or the office that requested it.
create table review_announcement (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references review,
  post_id uuid references post,
  office_id uuid references office,
  announced_at timestamptz not null default registry_now(),
  check (num_nonnulls(post_id, office_id) = 1)
);
create unique index review_announcement_post on review_announcement (review_id, post_id) where post_id is not null;
create unique index review_announcement_office on review_announcement (review_id, office_id) where office_id is not null;

create table review_cancellation (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references review,
  post_id uuid not null references post,
  person_id uuid not null references person,
  acting boolean not null,
  reporting_line_code text not null references reporting_line,
  reason text not null,
  given_at timestamptz not null default registry_now(),
  constraint review_cancellation_post_once unique (review_id, post_id),
  constraint review_cancellation_two_persons unique (review_id, reporting_line_code, person_id)
);
create function may_still_cancel(review uuid, at timestamptz) returns table (person_id uuid, post_id uuid, acting boolean)
  language sql stable parallel safe
begin atomic
  with line as (select l.post_id from reporting_line_post l where l.reporting_line_code = line_in_force(may_still_cancel.at)),
  given as (select c.post_id, c.person_id from review_cancellation c join line on line.post_id = c.post_id
    where c.review_id = may_still_cancel.review)
  select h.person_id, h.post_id, h.acting
  from posts_held(may_still_cancel.at) h
  join line on line.post_id = h.post_id
  where not exists (select from given g where g.post_id = h.post_id or g.person_id = h.person_id);
end;

create table consultation (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references review,
  party text not null check (party in ('HEADQUARTERS', 'MISSION', 'CONTRIBUTING_COUNTRY')),
  name text not null,
  held_on date not null,
  note text not null,
  recorded_at timestamptz not null default registry_now(),
  recorded_by uuid not null references person,
  constraint consultation_held_before_recorded check (held_on <= (recorded_at at time zone 'UTC')::date)
);
create index consultation_review on consultation (review_id, held_on);
create table visit (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references review,
  mission_id uuid not null references mission,
  starts_on date not null,
  ends_on date not null,
  notified_on date,
  recorded_at timestamptz not null default registry_now(),
  recorded_by uuid not null references person,
  check (ends_on >= starts_on),
  constraint visit_notified_before_recorded check (notified_on <= (recorded_at at time zone 'UTC')::date)
);
create index visit_review on visit (review_id, starts_on);

-- How far a review has come, as everyone who reads it knows; whether it is reported or closed is told by its reports.
create function review_progress(review review) returns text
  language sql immutable parallel safe
  return case when review.cancelled_at is not null then 'CANCELLED' when review.completed_on is not null then 'COMPLETED'
    when review.started_on is not null then 'UNDERWAY' else 'PLANNED' end;
create function review_state(review review) returns text
  language sql stable parallel safe
  return case when review.completed_on is null or not exists (select from report r where r.review_id = review.id and r.status = 'SUBMITTED')
      then review_progress(review)
    when exists (select from report r join part p on p.report_id = r.id and p.kind = 'RECOMMENDATION' and p.withdrawn_at is null
        join recommendation_state s on s.part_id = p.id
      where r.review_id = review.id and r.status = 'SUBMITTED' and s.decision = 'PENDING') then 'REPORTED'
    else 'CLOSED' end;

-- What was done to the objects of the process, by whom, in which post, under which reporting line. It holds no word of what they say.
create table process_event (
  id uuid primary key default gen_random_uuid(),
  object_kind text not null,
  object_id uuid not null,
  done text not null,
  done_at timestamptz not null default registry_now(),
  -- None where the registry itself did it.
  person_id uuid references person,
  post_id uuid references post,
  acting boolean not null default false,
  as_officer_in_charge boolean not null default false,
  reporting_line_code text references reporting_line
);
create index process_event_object on process_event (object_kind, object_id, done_at);

-- What notices tell: later migrations say it anew, with what they add.
create function notice_kinds() returns text[]
  language sql immutable parallel safe
  return array['ENTRY_AWAITS_CONFIRMATION', 'ENTRY_CONFIRMED', 'ENTRY_ENDED', 'OFFICER_IN_CHARGE_NAMED', 'OVERSIGHT_INVOKED',
    'PAPER_SIGNATURE_RECORDED', 'PAPER_SIGNATURE_CONFIRMED', 'SIGNATURE_AWAITED', 'CIRCULATION_GIVEN', 'CIRCULATION_WITHDRAWN',
    'REVIEW_REQUESTED', 'REVIEW_DIRECTED', 'REQUEST_DECLINED', 'REVIEW_ANNOUNCED', 'REVIEW_CANCELLED'];
alter table notice drop constraint notice_kind_check, add constraint notice_kind_known check (kind = any (notice_kinds()));

-- A column that says that something has happened is written once.
create function hold_course() returns trigger language plpgsql as $$
declare
  once constant text[] := tg_argv[0]::text[];
  field text;
begin
  if (to_jsonb(new) - once) is distinct from (to_jsonb(old) - once) then
    raise exception 'what is recorded never changes' using errcode = 'restrict_violation';
  end if;
  foreach field in array once loop
    if to_jsonb(old) ->> field is not null and (to_jsonb(new) ->> field) is distinct from (to_jsonb(old) ->> field) then
      raise exception 'what is recorded never changes' using errcode = 'restrict_violation';
    end if;
  end loop;
  return new;
end $$;
create trigger review_request_held before update on review_request for each row
  execute function hold_course('{directed_at,declined_at,declined_by,declined_by_post_id,decline_reason,withdrawn_at,withdrawn_by}');
create trigger review_held before update on review for each row
  execute function hold_course('{started_on,completed_on,debriefed_on,announced_at,cancelled_at,cancellation_reason}');
do $$
declare
  name text;
begin
  foreach name in array array['request_mission', 'request_direction', 'review_partner', 'review_announcement', 'review_cancellation', 'consultation',
    'visit', 'process_event', 'requesting_right'] loop
    execute format('create trigger %I before update on %I for each row execute function hold_course(''{}'')', name || '_held', name);
  end loop;
end $$;
-- A review begins with the direction of its request.
create function hold_direction() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.request_id is not null and not exists (select from review_request r where r.id = new.request_id and r.directed_at is not null) then
    raise exception 'a review is of a directed request' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger review_directed before insert on review for each row execute function hold_direction();

-- A request is directed, and a review cancelled, when every post of the line in force has said so, whoever writes it.
create function hold_agreement() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not coalesce((select bool_and(case tg_table_name
      when 'review_request' then exists (select from request_direction d where d.request_id = new.id and d.post_id = l.post_id)
      else exists (select from review_cancellation c where c.review_id = new.id and c.post_id = l.post_id) end)
    from reporting_line_post l where l.reporting_line_code = line_in_force(registry_now())), false) then
    raise exception 'every post of the reporting line agrees' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger review_request_agreed before update of directed_at on review_request for each row
  when (new.directed_at is not null and old.directed_at is null) execute function hold_agreement();
create trigger review_agreed before update of cancelled_at on review for each row
  when (new.cancelled_at is not null and old.cancelled_at is null) execute function hold_agreement();

-- The second wall, as of the other tables.
do $$
declare
  name text;
begin
  foreach name in array array['requesting_right', 'review_request', 'request_mission', 'request_direction', 'review_partner', 'review_announcement',
    'review_cancellation', 'consultation', 'visit', 'process_event'] loop
    execute format('alter table %1$I enable row level security, force row level security', name);
    execute format('grant select on %I to registry_app', name);
  end loop;
end $$;
create policy "§ 6.1" on requesting_right for select to registry_app using (current_setting('registry.viewer', true) <> '');

-- § 11.1, § 5.1: OPSP and the USGs read all of it.
create function reads_process() returns boolean
  language plpgsql stable parallel restricted as $$
declare
  asking constant public.viewer_facts := public.viewer();
begin
  return not asking.is_through and (asking.is_opsp or asking.is_director or asking.is_under_secretary_general);
end $$;
-- The requests that posts of the viewer have submitted.
create function requests_submitted() returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asking constant viewer_facts := viewer();
begin
  if asking.is_through or asking.posts = '{}' then return '{}'; end if;
  return array(select r.id from review_request r where r.post_id = any (asking.posts));
end $$;
-- The reviews that were announced to posts and offices of the viewer.
create function reviews_announced() returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asking constant viewer_facts := viewer();
begin
  if asking.is_through or asking.posts = '{}' then return '{}'; end if;
  return array(select a.review_id from review_announcement a where a.post_id = any (asking.posts) or a.office_id = any (asking.offices));
end $$;

create policy "§ 11.1" on review_request for select to registry_app
  using ((select reads_process()) or post_id = any ((select (viewer()).posts)::uuid[]));
do $$
declare
  name text;
begin
  foreach name in array array['request_mission', 'request_direction'] loop
    execute format($sql$create policy "§ 11.1" on %I for select to registry_app
      using ((select reads_process()) or request_id = any ((select requests_submitted())::uuid[]))$sql$, name);
  end loop;
  foreach name in array array['consultation', 'visit', 'review_cancellation'] loop
    execute format('create policy "§ 5.1" on %I for select to registry_app using ((select reads_process()))', name);
  end loop;
  foreach name in array array['review_request', 'request_mission', 'request_direction', 'review_partner', 'review_announcement',
    'review_cancellation', 'consultation', 'visit', 'process_event'] loop
    execute format('create policy "entered, on behalf" on %I as restrictive for select to registry_app using ((select asks_alone()))', name);
  end loop;
end $$;

-- § 5.1, narrowed: administrators and auditors read no review.
drop policy "§ 5.1" on review;
drop policy "§ 5.1" on review_mission;
drop policy "§ 5.1" on team_member;
create policy "§ 5.1" on review for select to registry_app using ((select reads_process()));
create policy "§ 5.1" on review_mission for select to registry_app using ((select reads_process()));
create policy "§ 5.1" on team_member for select to registry_app using ((select reads_process()));
create policy "§ 7.4" on team_member for select to registry_app using ((select not v.is_through
  and (v.is_auditor or v.is_administrator) from viewer() v));
create policy "§ 11.8" on review for select to registry_app using (id = any ((select reviews_announced())::uuid[]));
create policy "§ 11.8" on review_partner for select to registry_app
  using ((select reads_process()) or review_id = any ((select reviews_announced())::uuid[]));
-- Its name puts it after "with its report", which most are read by.
create policy "announced, § 11.8" on review_mission for select to registry_app using (review_id = any ((select reviews_announced())::uuid[]));
create policy "§ 5.1, § 11.8" on review_announcement for select to registry_app
  using ((select reads_process()) or post_id = any ((select (viewer()).posts)::uuid[]) or office_id = any ((select (viewer()).offices)::uuid[]));

create policy "§ 5.1, § 11.1" on process_event for select to registry_app
  using (object_kind in ('REQUEST', 'REVIEW') and (select reads_process())
    or object_kind = 'REQUEST' and object_id = any ((select requests_submitted())::uuid[]));
create policy "§ 2.12" on process_event for select to registry_app
  using (object_kind = 'PART' and exists (select from part_content c where c.part_id = process_event.object_id));
create policy "§ 3.12" on process_event for select to registry_app
  using (object_kind = 'REPORT' and exists (select from report_title t where t.report_id = process_event.object_id));
create policy "§ 11.8" on process_event for select to registry_app
  using (object_kind = 'REVIEW' and done in ('OPENED', 'ANNOUNCED', 'STARTED', 'COMPLETED', 'DEBRIEFED', 'CANCELLED')
    and object_id = any ((select reviews_announced())::uuid[]));

-- § 10.1, § 10.3: who prepares and signs a circulation of a report is told by whom its review was requested.
create function requester_of(report uuid) returns table (requesting_post_id uuid, requesting_country text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select v.requesting_post_id, v.requesting_country from report r join review v on v.id = r.review_id, viewer() asking
  where r.id = requester_of.report and r.status = 'SUBMITTED' and not asking.is_through
    and asking.act in ('proposeCirculation', 'previewCirculation', 'signCirculation', 'confirmPaperSignature')
    and (asking.is_administrator or asking.is_director or asking.is_team_assistant or asking.is_under_secretary_general);
end;

-- The act under way, where it is one of this chapter and given to who performs it.
create function act_of_process() returns text
  language sql stable parallel restricted
  return (select v.act from viewer() v where v.person_id is not null and not v.is_through and case
    -- § 11.2
    when v.act = 'requestReview' then exists (select from entitled_to_request(registry_now()) e where e.post_id = any (v.posts))
    -- § 11.3, § 11.6
    when v.act = 'enterReviewRequest' then v.is_opsp or v.is_director
    when v.act = 'withdrawReviewRequest' then v.posts <> '{}'
    -- § 11.4, § 11.5, § 11.7, § 11.12
    when v.act in ('directReview', 'declineReviewRequest', 'directOnOwnMotion', 'cancelReview') then v.is_under_secretary_general
    -- § 5.2, § 11.9, § 11.10
    when v.act in ('openReview', 'announceReview', 'startReview', 'completeReview', 'recordDebrief') then v.is_director
    -- § 11.11
    when v.act in ('recordConsultation', 'recordVisit') then v.is_director or v.is_opsp
    else false
  end);
do $$
declare
  written record;
begin
  for written in
    select * from (values
      ('review_request', 'insert', array['requestReview', 'enterReviewRequest', 'directOnOwnMotion'],
        'submitted_by = (select person_id from viewer()) and num_nonnulls(directed_at, declined_at, withdrawn_at) = 0 and (post_id is null or post_id = any ((select (viewer()).posts)::uuid[]))'),
      ('review_request', 'update', array['directReview', 'directOnOwnMotion', 'declineReviewRequest', 'withdrawReviewRequest'],
        'case (select act_of_process()) when ''withdrawReviewRequest'' then withdrawn_by = (select person_id from viewer()) when ''declineReviewRequest'' then declined_by = (select person_id from viewer()) else directed_at is not null end'),
      ('request_mission', 'insert', array['requestReview', 'enterReviewRequest', 'directOnOwnMotion'], 'true'),
      ('request_direction', 'insert', array['directReview', 'directOnOwnMotion'],
        'person_id = (select person_id from viewer()) and post_id = any ((select (viewer()).line_posts)::uuid[])'),
      ('review', 'update', array['announceReview', 'startReview', 'completeReview', 'recordDebrief', 'cancelReview'], 'true'),
      ('review_partner', 'insert', array['openReview'], 'true'),
      ('review_announcement', 'insert', array['announceReview'], 'true'),
      ('review_cancellation', 'insert', array['cancelReview'],
        'person_id = (select person_id from viewer()) and post_id = any ((select (viewer()).line_posts)::uuid[])'),
      ('consultation', 'insert', array['recordConsultation'], 'recorded_by = (select person_id from viewer())
        and ((select (viewer()).is_director) or review_id = any ((select reviews_of_team())::uuid[]))'),
      ('visit', 'insert', array['recordVisit'], 'recorded_by = (select person_id from viewer())
        and ((select (viewer()).is_director) or review_id = any ((select reviews_of_team())::uuid[]))')) of_acts (name, command, acts, own)
  loop
    execute format('create policy "act, %s" on %I for %s to registry_app %s with check ((select act_of_process()) = any (%L) and (%s))', written.command,
      written.name, written.command, case written.command when 'insert' then '' when 'update' then
        -- What is written is what the viewer sees: an update that asks for no column is not held to who reads.
        format('using ((select (viewer()).act is not null) and (%s))', case written.name when 'review_request'
          then '(select reads_process()) or post_id = any ((select (viewer()).posts)::uuid[])' else '(select reads_process())' end) end,
      written.acts, written.own);
  end loop;
end $$;
create policy "of a request" on review as restrictive for insert to registry_app with check (request_id is not null);
create function process_tells(act text, told text, object uuid) returns boolean
  language plpgsql stable parallel restricted as $$
begin
  case
    when told = 'REVIEW_REQUESTED' and act in ('requestReview', 'enterReviewRequest', 'directOnOwnMotion')
      or told = 'SIGNATURE_AWAITED' and act in ('requestReview', 'enterReviewRequest', 'directOnOwnMotion')
      then return exists (select from review_request r where r.id = object and r.submitted_by = (select person_id from viewer()));
    when told = 'REVIEW_DIRECTED' and act in ('directReview', 'directOnOwnMotion')
      then return exists (select from review_request r where r.id = object and r.directed_at is not null);
    when told = 'REQUEST_DECLINED' and act = 'declineReviewRequest'
      then return exists (select from review_request r where r.id = object and r.declined_at is not null);
    when told = 'REVIEW_ANNOUNCED' and act = 'announceReview' then return exists (select from review v where v.id = object and v.announced_at is not null);
    when told = 'REVIEW_CANCELLED' and act = 'cancelReview' then return exists (select from review v where v.id = object and v.cancelled_at is not null);
    when told = 'SIGNATURE_AWAITED' and act = 'cancelReview' then return exists (select from review v where v.id = object);
    else return false;
  end case;
end $$;
create policy "act of the process, insert" on notice for insert to registry_app
  with check (process_tells((select act_of_process()), kind, object_id));
-- Whether who asks sees an object of the process. The tables of later migrations are there when it is asked of them.
create function sees_object(kind text, object uuid) returns boolean
  language plpgsql stable parallel restricted as $$
begin
  case kind
    when 'REQUEST' then return exists (select from review_request r where r.id = object);
    when 'REVIEW' then return exists (select from review v where v.id = object);
    when 'REPORT' then return exists (select from report_title t where t.report_id = object);
    when 'PART' then return exists (select from part_content c where c.part_id = object);
    when 'WORK_PLAN' then return exists (select from work_plan p where p.id = object);
    when 'LESSON' then return exists (select from lesson l where l.id = object);
    else return false;
  end case;
end $$;
-- Whether a post is held so now, and a line is the one in force.
create function holds_now(person uuid, post uuid, acting boolean, line text) returns boolean
  language plpgsql stable parallel restricted as $$
begin
  return line is not distinct from line_in_force(registry_now()) and acting = coalesce((select h.acting
    from posts_held(registry_now(), holds_now.person) h where h.post_id = holds_now.post order by h.acting limit 1), false);
end $$;
-- Whoever acts says what was done, in the own name alone; what each act says, and of what it sees, those who have such acts add.
create policy "in the own name" on process_event as restrictive for insert to registry_app
  with check (person_id = (select v.person_id from viewer() v where v.act is not null and not v.is_through)
    and (post_id is null or post_id = any ((select (viewer()).posts)::uuid[])) and (not as_officer_in_charge or (select (viewer()).is_director))
    and holds_now(person_id, post_id, acting, reporting_line_code));
create policy "act of the office, insert" on process_event for insert to registry_app
  with check (sees_object(object_kind, object_id) and ((select act_of_office()), object_kind, done) in (
      ('createReport', 'REPORT', 'DRAFTED'), ('submitReport', 'REPORT', 'SUBMITTED'), ('reclassify', 'REPORT', 'RECLASSIFIED'),
      ('reclassify', 'PART', 'RECLASSIFIED'), ('addCorrigendum', 'PART', 'ADDED'), ('recordThirdPartyConsent', 'REPORT', 'CONSENT_RECORDED'),
      ('recordThirdPartyConsent', 'PART', 'CONSENT_RECORDED')));
create policy "act of the process, insert" on process_event for insert to registry_app
  with check (sees_object(object_kind, object_id) and ((select act_of_process()), object_kind, done) in (
      ('requestReview', 'REQUEST', 'SUBMITTED'), ('enterReviewRequest', 'REQUEST', 'SUBMITTED'), ('directOnOwnMotion', 'REQUEST', 'SUBMITTED'),
      ('directReview', 'REQUEST', 'DIRECTION_GIVEN'), ('directOnOwnMotion', 'REQUEST', 'DIRECTION_GIVEN'),
      ('directReview', 'REQUEST', 'DIRECTED'), ('directOnOwnMotion', 'REQUEST', 'DIRECTED'),
      ('declineReviewRequest', 'REQUEST', 'DECLINED'), ('withdrawReviewRequest', 'REQUEST', 'WITHDRAWN'),
      ('openReview', 'REVIEW', 'OPENED'), ('announceReview', 'REVIEW', 'ANNOUNCED'), ('startReview', 'REVIEW', 'STARTED'),
      ('completeReview', 'REVIEW', 'COMPLETED'), ('recordDebrief', 'REVIEW', 'DEBRIEFED'), ('cancelReview', 'REVIEW', 'CANCELLATION_GIVEN'),
      ('cancelReview', 'REVIEW', 'CANCELLED'), ('recordConsultation', 'REVIEW', 'CONSULTATION_RECORDED'), ('recordVisit', 'REVIEW', 'VISIT_RECORDED')));

do $$
declare
  name text;
begin
  foreach name in array array['requesting_right', 'review_request', 'review_announcement', 'request_direction', 'review_cancellation'] loop
    execute format('create policy "owner" on %I for select to registry_owner using (true)', name);
  end loop;
end $$;
revoke all on function entitled_to_request, are_areas, request_state, may_still_direct, may_still_cancel, review_progress, review_state, reads_process,
  requests_submitted, reviews_announced, requester_of, act_of_process, process_tells, holds_now, sees_object, hold_course, hold_direction, hold_agreement, notice_kinds from public;
grant execute on function entitled_to_request, are_areas, request_state, may_still_direct, may_still_cancel, review_progress, review_state, reads_process,
  requests_submitted, reviews_announced, requester_of, act_of_process, process_tells, holds_now, sees_object, notice_kinds to registry_app;
grant insert on review_request, request_mission, request_direction, review_partner, review_announcement, review_cancellation, consultation, visit
  to registry_app;
grant insert (object_kind, object_id, done, person_id, post_id, acting, as_officer_in_charge, reporting_line_code) on process_event to registry_app;
grant update (directed_at, declined_at, declined_by, declined_by_post_id, decline_reason, withdrawn_at, withdrawn_by) on review_request to registry_app;
grant update (started_on, completed_on, debriefed_on, announced_at, cancelled_at, cancellation_reason) on review to registry_app;
