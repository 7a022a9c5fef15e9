-- Levels and grounds of ST/SGB/2007/6, as rows: each with its source, and whether it was checked against the bulletin.
create table classification_level (
  code text primary key check (code in ('UNCLASSIFIED', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL')),
  rank smallint not null unique,
  marking text not null,
  declassified_after_years smallint,
  reviewed_after_years smallint,
  reviewed_every_years smallint,
  source text not null,
  confirmed boolean not null
);
insert into classification_level values
  ('UNCLASSIFIED', 0, 'UNITED NATIONS – UNCLASSIFIED, INTERNAL', null, null, null, 'ST/SGB/2007/6; DPKO/DFS 2015.05 §21', false),
  ('CONFIDENTIAL', 1, 'UNITED NATIONS – CONFIDENTIAL', 20, null, null, 'ST/SGB/2007/6', true),
  ('STRICTLY_CONFIDENTIAL', 2, 'UNITED NATIONS – STRICTLY CONFIDENTIAL', null, 20, 5, 'ST/SGB/2007/6', false);

create table sensitivity_ground (
  code text primary key,
  letter text not null unique,
  meaning text not null,
  source text not null,
  confirmed boolean not null
);
insert into sensitivity_ground values
  ('THIRD_PARTY_CONFIDENCE', 'a', 'Received from a third party under an expectation of confidentiality', 'ST/SGB/2007/6', false),
  ('SAFETY_OR_PRIVACY_OF_PERSONS', 'b', 'Disclosure would endanger the safety or the privacy of persons', 'ST/SGB/2007/6', false),
  ('SECURITY_OF_MEMBER_STATES_OR_OPERATIONS', 'c', 'Disclosure would endanger Member States or the conduct of an operation', 'ST/SGB/2007/6', false),
  ('LEGAL_PRIVILEGE_OR_INVESTIGATION', 'd', 'Legal privilege, or an investigation under way', 'ST/SGB/2007/6', false),
  ('INTERNAL_DELIBERATION', 'e', 'Internal deliberation whose disclosure would harm free decision', 'ST/SGB/2007/6', false),
  ('COMMERCIAL', 'f', 'Commercial interests', 'ST/SGB/2007/6', false),
  ('OTHER_BY_CONTENT_OR_CIRCUMSTANCE', 'g', 'Other, by content or circumstance', 'ST/SGB/2007/6', false);

create function level_rank(level text) returns smallint
  language sql immutable parallel safe
  return case level when 'UNCLASSIFIED' then 0 when 'CONFIDENTIAL' then 1 when 'STRICTLY_CONFIDENTIAL' then 2 end::smallint;

create function are_grounds(grounds text[]) returns boolean
  language sql immutable parallel safe
  return grounds <@ array['THIRD_PARTY_CONFIDENCE', 'SAFETY_OR_PRIVACY_OF_PERSONS', 'SECURITY_OF_MEMBER_STATES_OR_OPERATIONS',
    'LEGAL_PRIVILEGE_OR_INVESTIGATION', 'INTERNAL_DELIBERATION', 'COMMERCIAL', 'OTHER_BY_CONTENT_OR_CIRCUMSTANCE'];

-- Reviews: as much of them as their reports need.
create table review (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('COMPREHENSIVE', 'TARGETED')),
  of_headquarters boolean not null default false,
  requesting_post_id uuid references post,
  requesting_country text,
  direction_reference text not null,
  directed_on date not null,
  opened_at timestamptz not null default registry_now(),
  opened_by uuid references person,
  check (requesting_post_id is null or requesting_country is null),
  unique (id, kind)
);
create table review_mission (
  review_id uuid not null references review,
  mission_id uuid not null references mission,
  primary key (review_id, mission_id)
);
create table team_member (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references review,
  post_id uuid not null references post,
  leads_area text,
  starts_on date not null,
  ends_on date,
  recorded_at timestamptz not null default registry_now(),
  named_by uuid references person,
  superseded_at timestamptz,
  superseded_by uuid references person,
  sight_from timestamptz not null generated always as (sight_begins(starts_on, recorded_at)) stored,
  sight_until timestamptz not null generated always as (sight_ends(ends_on, superseded_at)) stored,
  check (ends_on >= starts_on),
  constraint team_member_once exclude using gist
    (review_id with =, post_id with =, daterange(starts_on, ends_on, '[]') with &&) where (superseded_at is null)
);
create index team_member_review on team_member (review_id, post_id);

-- The cover. Its title, its parts and their content lie in rows of their own, because they are read under other rights.
create table report (
  id uuid primary key default gen_random_uuid(),
  symbol text collate "C" not null unique check (symbol ~ '^OPSP/\d{4}/R-[0-9A-Z]{4,8}$'),
  -- The kind of review belongs to the cover; what else a review says does not.
  review_id uuid not null,
  review_kind text not null,
  status text not null default 'DRAFT' check (status in ('DRAFT', 'SUBMITTED')),
  level text not null references classification_level,
  created_at timestamptz not null default registry_now(),
  submitted_at timestamptz,
  submitted_on date,
  -- The day by which reports are listed, the newest first: of submission; drafts come before all.
  listed_on date not null generated always as (coalesce(submitted_on, 'infinity')) stored,
  version integer not null default 1,
  foreign key (review_id, review_kind) references review (id, kind),
  check ((status = 'SUBMITTED') = (submitted_at is not null)),
  check ((submitted_at is null) = (submitted_on is null)),
  unique (id, level, status),
  unique (id, level, status, listed_on)
);
create index report_newest on report (listed_on desc, id desc);
create index report_review on report (review_id);

-- Beside the title stand the level and the status that it is read by, kept equal by the foreign key.
create table report_title (
  report_id uuid primary key,
  level text not null,
  status text not null,
  title text,
  ciphertext bytea,
  wrapped_key bytea,
  key_id text,
  sha256 bytea not null,
  version integer not null default 1,
  grounds text[] not null default '{}' check (are_grounds(grounds)),
  third_party text,
  third_party_consent text,
  foreign key (report_id, level, status) references report (id, level, status) on update cascade,
  check ((title is null) <> (ciphertext is null)),
  check ((ciphertext is null) = (wrapped_key is null) and (ciphertext is null) = (key_id is null)),
  check (level <> 'STRICTLY_CONFIDENTIAL' or ciphertext is not null)
);

-- The outline of a part. Its report's level, status and day stand beside it, kept equal by the foreign key, so that the
-- database itself holds "no part above its report".
create table part (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null,
  report_level text not null,
  report_status text not null,
  listed_on date not null,
  kind text not null check (kind in ('SECTION', 'FINDING', 'RECOMMENDATION', 'ANNEX', 'CORRIGENDUM')),
  label text collate "C" not null check (label ~ '^[SFRAC]-[0-9A-Z]{4,8}$'),
  level text not null references classification_level,
  position integer not null,
  corrects_id uuid,
  created_at timestamptz not null default registry_now(),
  withdrawn_at timestamptz,
  version integer not null default 1,
  foreign key (report_id, report_level, report_status, listed_on) references report (id, level, status, listed_on) on update cascade,
  constraint part_not_above_its_report check (withdrawn_at is not null or level_rank(level) <= level_rank(report_level)),
  check ((kind = 'CORRIGENDUM') = (corrects_id is not null)),
  unique (report_id, label),
  unique (report_id, position),
  unique (id, level),
  unique (id, report_id),
  unique (id, report_id, report_level, report_status, level, listed_on),
  foreign key (corrects_id, report_id) references part (id, report_id)
);
create index part_corrects on part (corrects_id);

-- The missions a part is about, where its report is about several.
create table part_mission (
  part_id uuid not null references part,
  mission_id uuid not null references mission,
  is_current boolean not null default true,
  primary key (part_id, mission_id)
);
create index part_mission_mission on part_mission (mission_id);

-- Beside the content stands all of the outline that it is read by, kept equal by the foreign key.
create table part_content (
  part_id uuid primary key,
  report_id uuid not null,
  report_level text not null,
  report_status text not null,
  level text not null,
  listed_on date not null,
  text text,
  ciphertext bytea,
  wrapped_key bytea,
  key_id text,
  sha256 bytea not null,
  version integer not null default 1,
  grounds text[] not null default '{}' check (are_grounds(grounds)),
  third_party text,
  third_party_consent text,
  -- of a finding
  area text check (area in ('CONCEPTS_AND_DIRECTIVES', 'INTEGRATED_PLANNING', 'STANDARDS', 'FORCE_AND_POLICE_GENERATION', 'TRAINING',
    'EQUIPMENT_AND_LOGISTICS', 'MEDICAL', 'WELFARE', 'SAFETY_AND_SECURITY')),
  risk text check (risk in ('NONE', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  systemic boolean,
  components text[] check (components <@ array['MILITARY', 'POLICE', 'SUPPORT']),
  difficulties text[] check (difficulties <@ array['HEADQUARTERS', 'MISSION', 'CONTRIBUTING_COUNTRY', 'OTHER']),
  -- of a recommendation
  mandate text check (mandate in ('GAPS_AND_SYSTEMIC_ISSUES', 'SAFETY_SECURITY_WELFARE', 'PARTNERSHIP', 'LESSONS_LEARNED')),
  office_id uuid references office,
  target_on date,
  -- of an annex: the file itself comes with documents and copies
  file_name text,
  media_type text,
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  -- where a demonstration's text comes from
  public_source text,
  foreign key (part_id, report_id, report_level, report_status, level, listed_on)
    references part (id, report_id, report_level, report_status, level, listed_on) on update cascade,
  check ((text is null) <> (ciphertext is null)),
  check ((ciphertext is null) = (wrapped_key is null) and (ciphertext is null) = (key_id is null)),
  check (level <> 'STRICTLY_CONFIDENTIAL' or ciphertext is not null),
  -- the file and the source are sealed with the text
  check (ciphertext is null or num_nonnulls(file_name, media_type, file_sha256, public_source) = 0)
);
create index part_content_newest on part_content (listed_on desc, report_id desc);
create index part_content_area on part_content (area, listed_on desc, report_id desc);
create index part_content_target on part_content (coalesce(target_on, 'infinity'), part_id);
create index part_content_office on part_content (office_id);

create table recommendation_state (
  part_id uuid primary key references part,
  decision text not null default 'PENDING' check (decision in ('PENDING', 'ENDORSED', 'NOT_ENDORSED')),
  decided_on date,
  implementation text not null default 'NOT_STARTED' check (implementation in (
    'NOT_STARTED', 'IN_PROGRESS', 'IMPLEMENTED', 'VERIFIED', 'OVERTAKEN_BY_EVENTS', 'CLOSED_WITHOUT_IMPLEMENTATION'))
);
create table recommendation_finding (
  recommendation_id uuid not null references part,
  finding_id uuid not null references part,
  is_current boolean not null default true,
  primary key (recommendation_id, finding_id)
);
create index recommendation_finding_finding on recommendation_finding (finding_id);

-- Full text over what is not strictly confidential.
create table part_search (
  part_id uuid primary key references part,
  document tsvector not null
);
create index part_search_document on part_search using gin (document);

-- Every level a report or a part ever had, from its first draft: the line of time that past instants are answered from.
create table classification (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references report,
  part_id uuid references part,
  level text not null references classification_level,
  grounds text[] not null default '{}' check (are_grounds(grounds)),
  reason text not null,
  classified_at timestamptz not null default registry_now(),
  classified_by uuid references person,
  by_post_id uuid references post
);
create index classification_report on classification (report_id, classified_at);
create index classification_part on classification (part_id, classified_at);

-- The level of a report or a part at an instant.
create function report_level_at(report uuid, at timestamptz) returns text
  language sql stable parallel safe
  return (select c.level from classification c
    where c.report_id = report_level_at.report and c.part_id is null and c.classified_at <= report_level_at.at
    order by c.classified_at desc, level_rank(c.level) desc limit 1);
create function part_level_at(part uuid, at timestamptz) returns text
  language sql stable parallel safe
  return (select c.level from classification c
    where c.part_id = part_level_at.part and c.classified_at <= part_level_at.at
    order by c.classified_at desc, level_rank(c.level) desc limit 1);

-- What a row is read by comes from the row that it belongs to, whoever writes it.
create function take_place() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'report' then
    new.review_kind := (select v.kind from review v where v.id = new.review_id);
  elsif tg_table_name = 'report_title' then
    select r.level, r.status into new.level, new.status from report r where r.id = new.report_id;
  elsif tg_table_name = 'part' then
    new.listed_on := (select r.listed_on from report r where r.id = new.report_id);
  elsif tg_table_name = 'circulated_part' then
    select p.listed_on, p.position, p.kind into new.listed_on, new.position, new.part_kind from part p where p.id = new.part_id;
  else
    select p.report_id, p.report_level, p.report_status, p.level, p.listed_on
      into new.report_id, new.report_level, new.report_status, new.level, new.listed_on from part p where p.id = new.part_id;
  end if;
  return new;
end $$;
create trigger report_place before insert on report for each row execute function take_place();
create trigger report_title_place before insert on report_title for each row execute function take_place();
create trigger part_place before insert on part for each row execute function take_place();
create trigger part_content_place before insert on part_content for each row execute function take_place();

-- What is submitted does not change: its level, and with it the form in which the text is kept, are all that may.
create function hold_submitted_report() returns trigger language plpgsql as $$
begin
  if old.status = 'SUBMITTED'
     and (to_jsonb(new) - 'level' - 'listed_on') is distinct from (to_jsonb(old) - 'level' - 'listed_on') then
    raise exception 'a submitted report is immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger report_immutable before update on report for each row execute function hold_submitted_report();

create function hold_submitted_part() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.report_status = 'SUBMITTED' and new.kind <> 'CORRIGENDUM' then
      raise exception 'a submitted report takes no part but a corrigendum' using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  if old.report_status = 'SUBMITTED'
     and (to_jsonb(new) - 'level' - 'report_level') is distinct from (to_jsonb(old) - 'level' - 'report_level') then
    raise exception 'a part of a submitted report is immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger part_immutable before insert or update on part for each row execute function hold_submitted_part();

-- Immutable is the plaintext, by its digest: raising a level and rotating a key change the form that it is kept in. A third
-- party's consent is recorded once.
create function hold_submitted_content() returns trigger language plpgsql as $$
declare
  beside constant text[] := array['file_name', 'media_type', 'file_sha256', 'public_source'];
  form constant text[] := array['text', 'title', 'ciphertext', 'wrapped_key', 'key_id', 'level', 'status', 'report_level', 'report_status', 'grounds',
    'third_party_consent'];
  old_row jsonb := to_jsonb(old);
  new_row jsonb := to_jsonb(new);
  submitted constant boolean := 'SUBMITTED' = coalesce(old_row ->> 'report_status', old_row ->> 'status');
begin
  -- What is sealed with the text is null beside it: only where the text stays in clear can the two be compared.
  if num_nulls(old.ciphertext, new.ciphertext) < 2 then
    old_row := old_row - beside;
    new_row := new_row - beside;
  end if;
  if submitted and (new_row - form) is distinct from (old_row - form) then
    raise exception 'what is submitted is immutable' using errcode = 'restrict_violation';
  end if;
  if submitted and old.third_party_consent is not null and new.third_party_consent is distinct from old.third_party_consent then
    raise exception 'a recorded consent is immutable' using errcode = 'restrict_violation';
  end if;
  if submitted and tg_table_name = 'report_title' and (to_jsonb(new) ->> 'title') is not null
     and sha256(convert_to(to_jsonb(new) ->> 'title', 'UTF8')) <> new.sha256 then
    raise exception 'what is submitted is immutable' using errcode = 'restrict_violation';
  end if;
  if submitted and tg_table_name = 'part_content' and (to_jsonb(new) ->> 'text') is not null
     and sha256(convert_to(to_jsonb(new) ->> 'text', 'UTF8')) <> new.sha256 then
    raise exception 'what is submitted is immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger report_title_immutable before update on report_title for each row execute function hold_submitted_content();
create trigger part_content_immutable before update on part_content for each row execute function hold_submitted_content();

-- Links and missions of a submitted part are part of what was submitted; a corrigendum has them from the transaction that adds it.
create function hold_submitted_links() returns trigger language plpgsql as $$
declare
  owner part;
  is_new boolean;
begin
  select * into strict owner from part
    where id = coalesce(to_jsonb(new) ->> 'part_id', to_jsonb(new) ->> 'recommendation_id')::uuid;
  select xmin = pg_current_xact_id()::xid into is_new from part where id = owner.id;
  if owner.report_status = 'SUBMITTED' and not (tg_op = 'INSERT' and owner.kind = 'CORRIGENDUM' and is_new) then
    raise exception 'a part of a submitted report is immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger part_mission_immutable before insert or update on part_mission for each row execute function hold_submitted_links();
create trigger recommendation_finding_immutable before insert or update on recommendation_finding
  for each row execute function hold_submitted_links();

-- What a submitted report is about is part of its cover.
create function hold_reviewed_missions() returns trigger language plpgsql as $$
begin
  if exists (select from report r where r.review_id = new.review_id and r.status = 'SUBMITTED') then
    raise exception 'the missions of a submitted report are immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger review_mission_immutable before insert or update on review_mission for each row execute function hold_reviewed_missions();

-- Whether a report, or a part of it, came from a third party whose consent to declassification is not recorded.
create function awaits_consent(report uuid) returns boolean
  language sql stable parallel safe
  return exists (select from report_title t
      where t.report_id = awaits_consent.report and t.third_party is not null and t.third_party_consent is null)
    or exists (select from part p join part_content c on c.part_id = p.id
      where p.report_id = awaits_consent.report and p.withdrawn_at is null and c.third_party is not null and c.third_party_consent is null);
