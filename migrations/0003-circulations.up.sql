-- A circulation as it was proposed. Nothing of it changes; what happens to it is recorded beside it.
create table circulation (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references report,
  is_full boolean not null,
  valid_from timestamptz,
  valid_until timestamptz,
  purpose text not null,
  portals_allowed boolean not null,
  copies_allowed boolean not null,
  proposed_at timestamptz not null default registry_now(),
  proposed_by uuid references person,
  proposed_by_post_id uuid references post,
  -- Each of these is written once, by the act of that name.
  completed_at timestamptz,
  withdrawn_at timestamptz,
  declined_at timestamptz,
  revoked_at timestamptz,
  -- Since when a full circulation counts as one of listed parts, because something was raised to strictly confidential.
  narrowed_at timestamptz,
  check (valid_until > valid_from),
  unique (id, report_id)
);
create index circulation_report on circulation (report_id, proposed_at desc);
create index circulation_newest on circulation (proposed_at desc, id desc);

-- What its recipients may not see lies in a row of its own.
create table circulation_paper (
  circulation_id uuid primary key references circulation,
  digest text not null check (digest ~ '^[0-9a-f]{64}$')
);

create table circulation_part (
  circulation_id uuid not null,
  report_id uuid not null,
  part_id uuid not null,
  primary key (circulation_id, part_id),
  foreign key (circulation_id, report_id) references circulation (id, report_id),
  foreign key (part_id, report_id) references part (id, report_id)
);
create index circulation_part_part on circulation_part (part_id);

create table circulation_recipient (
  id uuid primary key default gen_random_uuid(),
  circulation_id uuid not null references circulation,
  post_id uuid references post,
  office_id uuid references office,
  relevance text not null check (relevance in (
    'ASSISTANT_SECRETARY_GENERAL', 'HEADQUARTERS_OFFICE', 'HEAD_OF_HEADQUARTERS_OFFICE', 'REQUESTER', 'OFFICE_OF_REQUESTER', 'HEAD_OF_MISSION')),
  check ((post_id is null) <> (office_id is null)),
  unique nulls not distinct (circulation_id, post_id, office_id)
);
create index circulation_recipient_post on circulation_recipient (post_id);
create index circulation_recipient_office on circulation_recipient (office_id);

-- The closed list of recipients: the Headquarters offices of the departments, with the offices that are part of them. It is
-- law: rows written by the migrator's role, never by a mutation.
create table circulation_headquarters (
  office_id uuid primary key references office,
  source text not null
);
create function is_headquarters(office uuid) returns boolean
  language sql stable parallel safe
begin atomic
  with recursive above as (
    select o.id, o.parent_id from office o where o.id = is_headquarters.office and o.kind in ('DEPARTMENT', 'HEADQUARTERS_OFFICE')
    union
    select o.id, o.parent_id from above a join office o on o.id = a.parent_id)
  select exists (select from above a join circulation_headquarters h on h.office_id = a.id);
end;

create table circulation_signature (
  id uuid primary key default gen_random_uuid(),
  circulation_id uuid not null references circulation,
  post_id uuid not null references post,
  person_id uuid references person,
  acting boolean not null default false,
  reporting_line_code text not null references reporting_line,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  signed_at timestamptz not null default registry_now(),
  -- of a signature on paper
  memorandum_reference text,
  memorandum_on date,
  scan_sha256 text check (scan_sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz,
  recorded_by uuid references person,
  confirmed_by uuid references person,
  unique (circulation_id, post_id),
  check (num_nonnulls(memorandum_reference, memorandum_on, scan_sha256, recorded_at, recorded_by, confirmed_by) in (0, 6)),
  check (confirmed_by <> recorded_by)
);

-- A signature on paper, recorded and not yet confirmed: it does not count.
create table paper_signature (
  id uuid primary key default gen_random_uuid(),
  circulation_id uuid not null references circulation,
  post_id uuid not null references post,
  memorandum_reference text not null,
  memorandum_on date not null,
  scan_sha256 text not null check (scan_sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz not null default registry_now(),
  recorded_by uuid references person,
  confirmed_at timestamptz,
  unique (circulation_id, post_id)
);

create table circulation_suspension (
  id uuid primary key default gen_random_uuid(),
  circulation_id uuid not null references circulation,
  suspended_at timestamptz not null default registry_now(),
  lifted_at timestamptz
);
create unique index circulation_suspension_one_open on circulation_suspension (circulation_id) where (lifted_at is null);

-- What was done to a circulation, by whom, in which post, and why.
create table circulation_act (
  id uuid primary key default gen_random_uuid(),
  circulation_id uuid not null references circulation,
  act text not null check (act in ('PROPOSED', 'SIGNED', 'COMPLETED', 'DECLINED', 'WITHDRAWN', 'PAPER_RECORDED', 'PAPER_CONFIRMED',
    'SUSPENDED', 'LIFTED', 'REVOKED', 'NARROWED')),
  done_at timestamptz not null default registry_now(),
  person_id uuid references person,
  post_id uuid references post,
  reason text
);
create index circulation_act_circulation on circulation_act (circulation_id, done_at);

-- Parts taken out of a circulation for good: for one recipient, or for every one where none is named.
create table circulation_withholding (
  id uuid primary key default gen_random_uuid(),
  circulation_id uuid not null references circulation,
  part_id uuid not null references part,
  recipient_id uuid references circulation_recipient,
  withheld_at timestamptz not null default registry_now(),
  unique nulls not distinct (circulation_id, part_id, recipient_id)
);

-- What recipients may read: a row for each part, recipient and window of validity. Written by completing, lifting and adding a
-- corrigendum; a window ends by its own date or by suspending, revoking or raising, which bring its end forward.
create table circulated_part (
  id uuid primary key default gen_random_uuid(),
  circulation_id uuid not null references circulation,
  report_id uuid not null,
  part_id uuid not null,
  part_level text not null,
  post_id uuid references post,
  office_id uuid references office,
  -- Where the part stands in a recipient's lists: never changes, for what is submitted does not.
  listed_on date not null,
  position integer not null,
  part_kind text not null,
  is_full boolean not null,
  portals_allowed boolean not null,
  copies_allowed boolean not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null default 'infinity',
  foreign key (part_id, report_id) references part (id, report_id),
  foreign key (part_id, part_level) references part (id, level) on update cascade,
  check ((post_id is null) <> (office_id is null)),
  check (ends_at >= starts_at)
);
create index circulated_part_part on circulated_part (part_id);
create index circulated_part_report on circulated_part (report_id);
create index circulated_part_circulation on circulated_part (circulation_id);
create index circulated_part_post on circulated_part (post_id, report_id) where (post_id is not null);
create index circulated_part_office on circulated_part (office_id, report_id) where (office_id is not null);
create index circulated_part_portal on circulated_part (office_id, report_id) where (portals_allowed);
-- A recipient's lists begin here: with what else decides whether a window counts, so that nothing else is looked at.
create index circulated_part_post_newest on circulated_part (post_id, listed_on desc, report_id desc, position, part_id)
  include (part_kind, part_level, office_id, starts_at, ends_at, portals_allowed, is_full) where (post_id is not null);
create index circulated_part_office_newest on circulated_part (office_id, listed_on desc, report_id desc, position, part_id)
  include (part_kind, part_level, post_id, starts_at, ends_at, portals_allowed, is_full) where (office_id is not null);
create trigger circulated_part_place before insert on circulated_part for each row execute function take_place();

-- A window may be shortened, and nothing else.
create function only_shorten_window() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'ends_at' - 'part_level') is distinct from (to_jsonb(old) - 'ends_at' - 'part_level') or new.ends_at > old.ends_at then
    raise exception 'a window of a circulation can only be shortened' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger circulated_part_only_shortened before update on circulated_part for each row execute function only_shorten_window();

-- Findings and recommendations as they are listed: with whatever their lists are filtered and ordered by, so that the lists of who reads them for
-- what they are begin here. A part has one row for each mission that it is about, its own current ones or else its review's, and one that
-- stands for any. Where it has no area or no status, '' stands for none, and where it has no target, infinity for its day. What it is read by
-- is kept equal by the foreign key.
create table listed_part (
  id uuid not null,
  about uuid not null,
  report_id uuid not null,
  report_level text not null,
  report_status text not null,
  level text not null,
  listed_on date not null,
  kind text not null check (kind in ('FINDING', 'RECOMMENDATION')),
  position integer not null,
  area text not null,
  risk text,
  systemic boolean,
  components text[],
  decision text,
  implementation text not null,
  implemented_by uuid,
  due date not null,
  primary key (id, about),
  foreign key (id, report_id, report_level, report_status, level, listed_on)
    references part (id, report_id, report_level, report_status, level, listed_on) on update cascade
);
create index listed_part_findings on listed_part (about, area, listed_on desc, report_id desc, position, id)
  include (report_status, report_level, level) where (kind = 'FINDING');
create index listed_part_recommendations on listed_part (about, implementation, due, id)
  include (report_id, report_status, report_level, level) where (kind = 'RECOMMENDATION');

-- What windows tell of the findings and recommendations that they give: the same for each window, so that a recipient's lists begin here.
create table circulated_content (
  window_id uuid not null references circulated_part,
  about uuid not null,
  post_id uuid,
  office_id uuid,
  level text not null,
  portals_allowed boolean not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  report_id uuid not null,
  part_id uuid not null,
  kind text not null check (kind in ('FINDING', 'RECOMMENDATION')),
  listed_on date not null,
  position integer not null,
  area text not null,
  risk text,
  systemic boolean,
  components text[],
  decision text,
  implementation text not null,
  implemented_by uuid,
  due date not null,
  primary key (window_id, about)
);
create index circulated_content_post_findings on circulated_content (post_id, about, area, listed_on desc, report_id desc, position, part_id)
  include (level, office_id, starts_at, ends_at, portals_allowed) where (post_id is not null and kind = 'FINDING');
create index circulated_content_office_findings on circulated_content (office_id, about, area, listed_on desc, report_id desc, position, part_id)
  include (level, post_id, starts_at, ends_at, portals_allowed) where (office_id is not null and kind = 'FINDING');
create index circulated_content_post_recommendations on circulated_content (post_id, about, implementation, due, part_id)
  include (level, office_id, starts_at, ends_at, portals_allowed) where (post_id is not null and kind = 'RECOMMENDATION');
create index circulated_content_office_recommendations on circulated_content (office_id, about, implementation, due, part_id)
  include (level, post_id, starts_at, ends_at, portals_allowed) where (office_id is not null and kind = 'RECOMMENDATION');

-- Writes what windows tell of their parts, of which what is submitted is given.
create function list_windows(windows uuid[]) returns void
  language sql
begin atomic
  insert into circulated_content (window_id, about, post_id, office_id, level, portals_allowed, starts_at, ends_at, report_id, part_id, kind,
    listed_on, position, area, risk, systemic, components, decision, implementation, implemented_by, due)
  select w.id, l.about, w.post_id, w.office_id, w.part_level, w.portals_allowed, w.starts_at, w.ends_at, w.report_id, w.part_id, l.kind,
    l.listed_on, l.position, l.area, l.risk, l.systemic, l.components, l.decision, l.implementation, l.implemented_by, l.due
  from circulated_part w join listed_part l on l.id = w.part_id and l.report_status = 'SUBMITTED'
  where w.id = any (list_windows.windows);
end;

-- Lists parts anew, and what all of their windows tell. A window that is being written holds its part by its key: the two wait for each other.
create function place_in_lists(parts uuid[]) returns void language plpgsql as $$
begin
  perform from part p where p.id = any (parts) order by p.id for update;
  delete from listed_part l where l.id = any (parts);
  insert into listed_part (id, about, report_id, report_level, report_status, level, listed_on, kind, position, area, risk, systemic, components,
    decision, implementation, implemented_by, due)
  select p.id, a.about, p.report_id, p.report_level, p.report_status, p.level, p.listed_on, p.kind, p.position, coalesce(c.area, ''), c.risk,
    c.systemic, c.components, s.decision, coalesce(s.implementation, ''), c.office_id, coalesce(c.target_on, 'infinity')
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

create function follow_in_lists() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'circulated_part' then
      if tg_op = 'INSERT' then
        perform list_windows(array(select a.id from added a));
      else
        update circulated_content c set level = w.part_level, ends_at = w.ends_at from changed w
          where c.window_id = w.id and (c.level, c.ends_at) is distinct from (w.part_level, w.ends_at);
      end if;
    when 'part' then perform place_in_lists(array[new.id]);
    when 'review_mission' then
      perform place_in_lists(array(select p.id from report r join part p on p.report_id = r.id where r.review_id = new.review_id));
    else perform place_in_lists(array[new.part_id]);
  end case;
  return null;
end $$;
create trigger circulated_part_listed after insert on circulated_part
  referencing new table as added for each statement execute function follow_in_lists();
create trigger circulated_part_followed_in_lists after update on circulated_part
  referencing new table as changed for each statement execute function follow_in_lists();
create trigger part_followed_in_lists after update of report_status, withdrawn_at on part for each row
  when ((old.report_status, old.withdrawn_at) is distinct from (new.report_status, new.withdrawn_at)) execute function follow_in_lists();
create trigger part_content_listed after insert on part_content for each row execute function follow_in_lists();
create trigger part_content_followed_in_lists after update of area, risk, systemic, components, office_id, target_on on part_content for each row
  when ((old.area, old.risk, old.systemic, old.components, old.office_id, old.target_on)
    is distinct from (new.area, new.risk, new.systemic, new.components, new.office_id, new.target_on)) execute function follow_in_lists();
create trigger recommendation_state_followed_in_lists after insert or update on recommendation_state
  for each row execute function follow_in_lists();
create trigger part_mission_followed_in_lists after insert or update on part_mission for each row execute function follow_in_lists();
create trigger review_mission_followed_in_lists after insert or update on review_mission for each row execute function follow_in_lists();

-- A proposal never changes: each of its ends is written once.
create function hold_circulation() returns trigger language plpgsql as $$
declare
  ends constant text[] := array['completed_at', 'withdrawn_at', 'declined_at', 'revoked_at', 'narrowed_at'];
  field text;
begin
  if (to_jsonb(new) - ends) is distinct from (to_jsonb(old) - ends) then
    raise exception 'a proposal never changes' using errcode = 'restrict_violation';
  end if;
  foreach field in array ends loop
    if to_jsonb(old) ->> field is not null and (to_jsonb(new) ->> field) is distinct from (to_jsonb(old) ->> field) then
      raise exception 'what is recorded of a circulation never changes' using errcode = 'restrict_violation';
    end if;
  end loop;
  return new;
end $$;
create trigger circulation_immutable before update on circulation for each row execute function hold_circulation();

-- Its scope and its recipients are what was proposed: once that is recorded nothing is added to them.
create function hold_proposal() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE'
     or exists (select from circulation_act a where a.circulation_id = new.circulation_id and a.act = 'PROPOSED') then
    raise exception 'a proposal never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger circulation_paper_immutable before insert or update on circulation_paper for each row execute function hold_proposal();
create trigger circulation_part_immutable before insert or update on circulation_part for each row execute function hold_proposal();
create trigger circulation_recipient_immutable before insert or update on circulation_recipient
  for each row execute function hold_proposal();

create function circulation_state(c circulation, at timestamptz) returns text
  language sql stable parallel safe
  return case
    when c.withdrawn_at <= at then 'WITHDRAWN'
    when c.declined_at <= at then 'DECLINED'
    when c.revoked_at <= at then 'REVOKED'
    when c.valid_until <= at then 'EXPIRED'
    when c.completed_at is null or c.completed_at > at then
      case when exists (select from circulation_signature s where s.circulation_id = c.id and s.signed_at <= at)
        then 'PARTLY_SIGNED' else 'PROPOSED' end
    when exists (select from circulation_suspension s where s.circulation_id = c.id and s.suspended_at <= at
      and (s.lifted_at is null or s.lifted_at > at)) then 'SUSPENDED'
    when c.valid_from > at then 'NOT_YET_VALID'
    else 'SIGNED'
  end;

-- OIOS's right to know, invoked for one report.
create table oversight_invocation (
  id uuid primary key default gen_random_uuid(),
  office_id uuid not null references office,
  report_id uuid not null references report,
  reason text not null,
  starts_at timestamptz not null default registry_now(),
  ends_at timestamptz not null,
  invoked_by uuid references person,
  by_post_id uuid references post,
  check (ends_at > starts_at and ends_at <= starts_at + interval '30 days')
);
create index oversight_invocation_report on oversight_invocation (report_id, office_id);

-- Notices to posts: ids and kinds, never content.
create table notice (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references post,
  kind text not null check (kind in ('ENTRY_AWAITS_CONFIRMATION', 'ENTRY_CONFIRMED', 'ENTRY_ENDED', 'OFFICER_IN_CHARGE_NAMED',
    'OVERSIGHT_INVOKED', 'PAPER_SIGNATURE_RECORDED', 'PAPER_SIGNATURE_CONFIRMED', 'SIGNATURE_AWAITED', 'CIRCULATION_GIVEN', 'CIRCULATION_WITHDRAWN')),
  object_id uuid not null,
  noticed_at timestamptz not null default registry_now()
);
create index notice_post on notice (post_id, noticed_at desc, id desc);

-- Who holds a post of the reporting line in force that has not signed, and has not signed for another post of that line.
create function may_still_sign(circulation uuid, at timestamptz) returns table (person_id uuid, post_id uuid, acting boolean)
  language sql stable parallel safe
begin atomic
  with line as (select l.post_id from reporting_line_post l where l.reporting_line_code = line_in_force(may_still_sign.at)),
  signed as (select s.post_id, s.person_id from circulation_signature s join line on line.post_id = s.post_id
    where s.circulation_id = may_still_sign.circulation)
  select h.person_id, h.post_id, h.acting
  from posts_held(may_still_sign.at) h
  join line on line.post_id = h.post_id
  where not exists (select from signed s where s.post_id = h.post_id or s.person_id = h.person_id);
end;

-- The posts of the line in force of which neither a signature is given nor one on paper recorded.
create function awaits_paper(circulation uuid, at timestamptz) returns table (post_id uuid)
  language sql stable parallel safe
begin atomic
  select l.post_id from reporting_line_post l
  where l.reporting_line_code = line_in_force(awaits_paper.at)
    and not exists (select from circulation_signature s where s.circulation_id = awaits_paper.circulation and s.post_id = l.post_id)
    and not exists (select from paper_signature p where p.circulation_id = awaits_paper.circulation and p.post_id = l.post_id);
end;

-- Who signed on paper, as far as that can count at an instant: may still sign, and held the post on the day of the memorandum.
create function paper_signatory(paper uuid, at timestamptz) returns table (person_id uuid, acting boolean)
  language sql stable parallel safe
begin atomic
  select m.person_id, m.acting
  from paper_signature p
  cross join lateral may_still_sign(p.circulation_id, paper_signatory.at) m
  where p.id = paper_signatory.paper and p.confirmed_at is null and m.post_id = p.post_id
    and exists (select from appointment a
      where a.post_id = p.post_id and a.person_id = m.person_id and a.confirmed_at is not null
        and daterange(a.starts_on, a.ends_on, '[]') @> p.memorandum_on
        and (a.superseded_at is null or a.superseded_at > day_begins(p.memorandum_on)))
  order by m.acting limit 1;
end;

-- Who gains by a circulation: holds a recipient post, or a post of a recipient office.
create function gains_by(circulation uuid, person uuid, at timestamptz) returns boolean
  language sql stable parallel safe
  return exists (select from circulation_recipient r join posts_held(gains_by.at) h on h.post_id = r.post_id or h.office_id = r.office_id
    where r.circulation_id = gains_by.circulation and h.person_id = gains_by.person);

-- Who, of those who hold posts, may confirm a signature on paper that can count: another than who recorded it, and none who gains.
create function may_confirm_paper(circulation uuid, at timestamptz) returns table (person_id uuid)
  language sql stable parallel safe
begin atomic
  with paper as materialized (select p.id, p.recorded_by from paper_signature p
    where p.circulation_id = may_confirm_paper.circulation and exists (select from paper_signatory(p.id, may_confirm_paper.at))),
  held as materialized (select h.* from posts_held(may_confirm_paper.at) h where exists (select from paper)),
  gaining as (select h.person_id from held h join circulation_recipient r on r.post_id = h.post_id or r.office_id = h.office_id
    where r.circulation_id = may_confirm_paper.circulation)
  select distinct h.person_id
  from paper cross join held h
  where h.person_id is distinct from paper.recorded_by and h.person_id not in (select g.person_id from gaining g);
end;

-- Whether a circulation covers a part: listed, or of a report in full; and not taken out of it.
create function covers_part(c circulation, part uuid) returns boolean
  language sql stable parallel safe
  return (case when c.is_full
      then c.narrowed_at is null or exists (select from part p where p.id = covers_part.part and p.created_at <= c.narrowed_at)
      else exists (select from circulation_part l where l.circulation_id = c.id and l.part_id = covers_part.part) end)
    and not exists (select from circulation_withholding w where w.circulation_id = c.id and w.part_id = covers_part.part and w.recipient_id is null);
