-- The annual work plan of the Office (DPKO/DFS 2015.05 §19): one for a year, complete by 30 June of it.
create table work_plan (
  id uuid primary key default gen_random_uuid(),
  year integer not null constraint work_plan_one_a_year unique check (year between 2013 and 2199),
  status text not null default 'DRAFT' check (status in ('DRAFT', 'ADOPTED')),
  version integer not null default 1,
  drafted_at timestamptz not null default registry_now(),
  drafted_by uuid references person,
  adopted_at timestamptz,
  adopted_by uuid references person,
  adopted_by_post_id uuid references post,
  check ((status = 'ADOPTED') = (adopted_at is not null)),
  unique (id, status)
);

-- What it anticipates, as adopted (the number 0) and as revised since. A revision states its reason.
create table work_plan_revision (
  id uuid primary key default gen_random_uuid(),
  work_plan_id uuid not null references work_plan,
  number integer not null check (number >= 0),
  reason text,
  anticipated_reviews integer not null check (anticipated_reviews between 0 and 1000),
  anticipated_visits integer not null check (anticipated_visits between 0 and 1000),
  anticipated_reports integer not null check (anticipated_reports between 0 and 1000),
  revised_at timestamptz not null default registry_now(),
  revised_by uuid references person,
  by_post_id uuid references post,
  check ((number = 0) = (reason is null)),
  unique (work_plan_id, number)
);

-- A planned item is in force from one revision until another: what a revision carries on is the same row, with all that came of it.
-- What was taken out of a draft was never in force.
create table work_plan_item (
  id uuid primary key default gen_random_uuid(),
  work_plan_id uuid not null references work_plan,
  from_revision integer not null,
  until_revision integer,
  position integer not null check (position > 0),
  kind text not null check (kind in ('REVIEW', 'VISIT', 'REPORT', 'CONSULTATION', 'ADVICE', 'MONITORING')),
  title text not null,
  -- None: Headquarters.
  mission_id uuid references mission,
  quarter smallint not null check (quarter between 1 and 4),
  check (until_revision > from_revision or until_revision = 0 and from_revision = 0),
  foreign key (work_plan_id, from_revision) references work_plan_revision (work_plan_id, number),
  foreign key (work_plan_id, until_revision) references work_plan_revision (work_plan_id, number),
  unique (id, kind)
);
create index work_plan_item_plan on work_plan_item (work_plan_id);

-- What came of an item: one thing at a time. A correction takes the place of the link before it.
create table work_plan_link (
  id uuid primary key default gen_random_uuid(),
  item_id uuid not null,
  item_kind text not null,
  review_id uuid references review,
  visit_id uuid references visit,
  report_id uuid references report,
  linked_at timestamptz not null default registry_now(),
  linked_by uuid references person,
  by_post_id uuid references post,
  superseded_at timestamptz,
  superseded_by uuid references person,
  foreign key (item_id, item_kind) references work_plan_item (id, kind),
  constraint work_plan_link_fits check (num_nonnulls(review_id, visit_id, report_id) = 1 and case item_kind
    when 'REVIEW' then review_id is not null when 'REPORT' then report_id is not null else (item_kind = 'VISIT') = (visit_id is not null) end)
);
create unique index work_plan_link_one_an_item on work_plan_link (item_id) where superseded_at is null;
create index work_plan_link_review on work_plan_link (review_id);
create index work_plan_link_visit on work_plan_link (visit_id);
create index work_plan_link_report on work_plan_link (report_id);

-- With which office it is shared, since when and until when. Only what is adopted is shared.
create table work_plan_sharing (
  id uuid primary key default gen_random_uuid(),
  work_plan_id uuid not null,
  work_plan_status text not null default 'ADOPTED' check (work_plan_status = 'ADOPTED'),
  office_id uuid not null references office,
  starts_at timestamptz not null default registry_now(),
  ends_at timestamptz not null default 'infinity',
  shared_by uuid references person,
  by_post_id uuid references post,
  ended_by uuid references person,
  check (ends_at >= starts_at),
  foreign key (work_plan_id, work_plan_status) references work_plan (id, status)
);
create unique index work_plan_sharing_once on work_plan_sharing (work_plan_id, office_id) where ends_at = 'infinity';
create index work_plan_sharing_office on work_plan_sharing (office_id);

-- Whether it was complete by 30 June of its year, in UTC days: computed, never stored.
create function work_plan_completion(plan work_plan, at timestamptz) returns text
  language sql stable parallel safe
  return case
    when plan.adopted_at < day_ends(make_date(plan.year, 6, 30)) then 'COMPLETE_IN_TIME'
    when plan.adopted_at is not null then 'COMPLETE_LATE'
    when at < day_ends(make_date(plan.year, 6, 30)) then 'DUE'
    else 'OVERDUE' end;

-- A plan is adopted once; its year and who drafted it never change.
create function hold_work_plan() returns trigger language plpgsql as $$
begin
  if old.status = 'ADOPTED' or (new.id, new.year, new.drafted_at, new.drafted_by) is distinct from (old.id, old.year, old.drafted_at, old.drafted_by) then
    raise exception 'an adopted work plan changes by revisions alone' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger work_plan_held before update on work_plan for each row execute function hold_work_plan();

-- Of a draft the numbers may change; a revision is added to what is adopted, next after the last, and nothing of it changes.
create function hold_work_plan_revision() returns trigger language plpgsql as $$
declare
  status constant text := (select p.status from work_plan p where p.id = new.work_plan_id);
  numbers constant text[] := array['anticipated_reviews', 'anticipated_visits', 'anticipated_reports'];
  last constant int := (select max(r.number) from work_plan_revision r where r.work_plan_id = new.work_plan_id);
begin
  if tg_op = 'INSERT' and (status = 'ADOPTED' and new.number = last + 1 or status = 'DRAFT' and new.number = 0)
    or tg_op = 'UPDATE' and status = 'DRAFT' and (to_jsonb(new) - numbers) = (to_jsonb(old) - numbers) then
    return new;
  end if;
  raise exception 'a revision of a work plan never changes' using errcode = 'restrict_violation';
end $$;
create trigger work_plan_revision_held before insert or update on work_plan_revision for each row execute function hold_work_plan_revision();

-- Items come and go with the draft, and then with a revision, in the transaction that makes it: what it carries is whole with it.
create function hold_work_plan_item() returns trigger language plpgsql as $$
declare
  status constant text := (select p.status from work_plan p where p.id = new.work_plan_id);
  made constant int := case when tg_op = 'INSERT' then new.from_revision else new.until_revision end;
begin
  if tg_op = 'UPDATE' and (old.until_revision is not null or (to_jsonb(new) - 'until_revision') is distinct from (to_jsonb(old) - 'until_revision')) then
    raise exception 'an item of a work plan never changes' using errcode = 'restrict_violation';
  end if;
  if status = 'DRAFT' and made = 0 or status = 'ADOPTED' and made > 0 and exists (select from work_plan_revision r
      where r.work_plan_id = new.work_plan_id and r.number = made and r.xmin = pg_current_xact_id()::xid) then
    return new;
  end if;
  raise exception 'what a revision of a work plan carries never changes' using errcode = 'restrict_violation';
end $$;
create trigger work_plan_item_held before insert or update on work_plan_item for each row execute function hold_work_plan_item();

-- Of a link and of a sharing the end alone is written, once.
create function hold_work_plan_end() returns trigger language plpgsql as $$
declare
  ends constant text[] := array['superseded_at', 'superseded_by', 'ends_at', 'ended_by'];
begin
  if (to_jsonb(new) - ends) is distinct from (to_jsonb(old) - ends)
    or coalesce(to_jsonb(old) ->> 'superseded_at', nullif(to_jsonb(old) ->> 'ends_at', 'infinity')) is not null then
    raise exception 'what is recorded of a work plan never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger work_plan_link_held before update on work_plan_link for each row execute function hold_work_plan_end();
create trigger work_plan_sharing_held before update on work_plan_sharing for each row execute function hold_work_plan_end();

-- The act under way, where who performs it is of those to whom the access policy gives that act at all.
create function act_of_work_plan() returns text
  language sql stable parallel restricted
  return (select v.act from viewer() v where v.person_id is not null and not v.is_through and v.is_director
    -- § 13.7, § 13.8, § 13.9, § 13.10, § 13.11
    and v.act in ('createWorkPlan', 'setWorkPlanItems', 'adoptWorkPlan', 'reviseWorkPlan', 'linkWorkPlanItem', 'shareWorkPlan', 'endWorkPlanSharing'));

-- Who reads: chapter 13. Nothing of it is for portals.
create policy "§ 13.1" on work_plan for select to registry_app using ((select (viewer()).is_director));
create policy "§ 13.2, § 13.3" on work_plan for select to registry_app
  using (status = 'ADOPTED' and (select v.is_opsp or v.is_under_secretary_general from viewer() v));
create policy "§ 13.4" on work_plan for select to registry_app using (exists (select from work_plan_sharing s
  where s.work_plan_id = work_plan.id and s.office_id = any ((select (viewer()).offices)::uuid[])
    and s.starts_at <= (select shifted_now((viewer()).shift)) and (select shifted_now((viewer()).shift)) < s.ends_at));
create policy "§ 13.5" on work_plan_sharing for select to registry_app
  using ((select v.is_director or v.is_opsp or v.is_under_secretary_general from viewer() v));
create policy "§ 13.6" on work_plan_sharing for select to registry_app using (office_id = any ((select (viewer()).offices)::uuid[])
  and starts_at <= (select shifted_now((viewer()).shift)) and (select shifted_now((viewer()).shift)) < ends_at);
create policy "with its work plan" on work_plan_revision for select to registry_app
  using (exists (select from work_plan p where p.id = work_plan_revision.work_plan_id));
create policy "with its work plan" on work_plan_item for select to registry_app
  using (exists (select from work_plan p where p.id = work_plan_item.work_plan_id));
-- A link exists for nobody who does not read both.
create policy "§ 13.10" on work_plan_link for select to registry_app
  using (exists (select from work_plan_item i where i.id = work_plan_link.item_id)
    and (exists (select from review v where v.id = work_plan_link.review_id) or exists (select from visit v where v.id = work_plan_link.visit_id)
      or exists (select from report r where r.id = work_plan_link.report_id)));

-- What was done to a plan: not how it was drafted, nor that links exist to what a reader may not see, but to the Director.
create policy "§ 13.1" on process_event for select to registry_app using (object_kind = 'WORK_PLAN' and (select (viewer()).is_director));
create policy "§ 13.2, § 13.3" on process_event for select to registry_app
  using (object_kind = 'WORK_PLAN' and done in ('ADOPTED', 'REVISED', 'SHARED', 'SHARING_ENDED')
    and (select v.is_opsp or v.is_under_secretary_general from viewer() v) and exists (select from work_plan p where p.id = object_id and p.status = 'ADOPTED'));
create policy "§ 13.4" on process_event for select to registry_app
  using (object_kind = 'WORK_PLAN' and done in ('ADOPTED', 'REVISED') and exists (select from work_plan_sharing s
    where s.work_plan_id = process_event.object_id and s.office_id = any ((select (viewer()).offices)::uuid[])
      and s.starts_at <= (select shifted_now((viewer()).shift)) and (select shifted_now((viewer()).shift)) < s.ends_at));

do $$
declare
  written record;
  command text;
begin
  for written in
    select * from (values
      ('work_plan', array['createWorkPlan', 'setWorkPlanItems', 'adoptWorkPlan']),
      ('work_plan_revision', array['createWorkPlan', 'setWorkPlanItems', 'reviseWorkPlan']),
      ('work_plan_item', array['createWorkPlan', 'setWorkPlanItems', 'reviseWorkPlan']),
      ('work_plan_link', array['linkWorkPlanItem']),
      ('work_plan_sharing', array['shareWorkPlan', 'endWorkPlanSharing'])) of_acts (name, acts)
  loop
    execute format('alter table %I enable row level security, force row level security', written.name);
    -- What is read with the plan is turned away with it where a portal asks.
    if written.name in ('work_plan', 'work_plan_sharing') then
      execute format('create policy "entered, on behalf" on %I as restrictive for select to registry_app using ((select asks_alone()))', written.name);
    else
      execute format('create policy "entered" on %I as restrictive for select to registry_app using ((select (viewer()).caller) is not null)', written.name);
    end if;
    foreach command in array array['insert', 'update'] loop
      execute format('create policy "act, %s" on %I for %s to registry_app %s with check ((select act_of_work_plan()) = any (%L))',
        command, written.name, command,
        case command when 'update' then 'using ((select (viewer()).act is not null))' else '' end, written.acts);
    end loop;
  end loop;
end $$;

create policy "act of the work plan, insert" on process_event for insert to registry_app
  with check (object_kind = 'WORK_PLAN' and sees_object(object_kind, object_id)
    and ((select act_of_work_plan()), done) in (('createWorkPlan', 'DRAFTED'), ('setWorkPlanItems', 'ITEMS_SET'), ('adoptWorkPlan', 'ADOPTED'),
      ('reviseWorkPlan', 'REVISED'), ('linkWorkPlanItem', 'LINKED'), ('linkWorkPlanItem', 'LINK_ENDED'), ('shareWorkPlan', 'SHARED'),
      ('endWorkPlanSharing', 'SHARING_ENDED')));

grant select, insert on work_plan, work_plan_revision, work_plan_item, work_plan_link, work_plan_sharing to registry_app;
grant update (status, version, adopted_at, adopted_by, adopted_by_post_id) on work_plan to registry_app;
grant update (anticipated_reviews, anticipated_visits, anticipated_reports) on work_plan_revision to registry_app;
grant update (until_revision) on work_plan_item to registry_app;
grant update (superseded_at, superseded_by) on work_plan_link to registry_app;
grant update (ends_at, ended_by) on work_plan_sharing to registry_app;
grant execute on function act_of_work_plan, work_plan_completion to registry_app;
