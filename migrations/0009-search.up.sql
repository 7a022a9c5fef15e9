-- Full text by reader. The words of a part stand once for each reader of a kind, post, office or review that may come to read it, so
-- that a search walks the viewer's own words and no others, and its time tells of no others. What it finds is read again under the law.
create table search_entry (
  reader uuid not null,
  part_id uuid not null references part,
  document tsvector not null,
  primary key (part_id, reader)
);
create index search_entry_document on search_entry using gin (reader, document);

-- Readers that are no row: who reads drafts, who reads what is submitted, in reports that are strictly confidential and in others; an
-- office's staff for confidential parts, its portals, and its right to know. All of OPSP reads the others by itself, so that a team's words
-- stand apart only for the first two.
create function search_reader(kind text, id uuid default null) returns uuid
  language sql immutable parallel safe
  return case when kind in ('post', 'staff', 'team') then id else md5(kind || ' ' || coalesce(id::text, ''))::uuid end;

-- Puts the words of parts before those who may come to read them, and before nobody else.
create function place_in_search(parts uuid[]) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  delete from search_entry e where e.part_id = any (place_in_search.parts);
  insert into search_entry (reader, part_id, document)
  select distinct search_reader(reader.kind, reader.id), p.id, s.document
  from part p
  join part_search s on s.part_id = p.id
  cross join lateral (
    select case when p.report_status = 'DRAFT' then 'drafts' when p.report_level = 'STRICTLY_CONFIDENTIAL' then 'strictly confidential'
      else 'submitted' end as kind, null::uuid as id
    union all select 'team', r.review_id from report r
      where r.id = p.report_id and (p.report_status = 'DRAFT' or p.report_level = 'STRICTLY_CONFIDENTIAL')
    union all select 'right to know', o.office_id from oversight_invocation o where o.report_id = p.report_id
    union all
    select k.kind, coalesce(c.post_id, c.office_id)
    from circulated_part c
    cross join lateral (
      select 'post' as kind where c.post_id is not null
      union all select 'staff' where c.office_id is not null and p.level = 'UNCLASSIFIED'
      union all select 'confidential' where c.office_id is not null
      union all select 'portal' where c.office_id is not null and c.portals_allowed
    ) k
    where c.part_id = p.id
  ) reader
  where p.id = any (place_in_search.parts) and p.withdrawn_at is null and p.level <> 'STRICTLY_CONFIDENTIAL' and s.document <> ''::tsvector;
end;

create function follow_in_search() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  case tg_table_name
    when 'part_search' then perform place_in_search(array[new.part_id]);
    when 'part' then perform place_in_search(array[new.id]);
    when 'circulated_part' then perform place_in_search((select array_agg(distinct a.part_id) from added a));
    when 'oversight_invocation' then
      perform place_in_search((select array_agg(p.id) from added a join part p on p.report_id = a.report_id));
  end case;
  return null;
end $$;
create trigger part_search_followed after insert or update of document on part_search
  for each row execute function follow_in_search();
create trigger part_followed_in_search after update of level, report_level, report_status, withdrawn_at on part
  for each row execute function follow_in_search();
create trigger circulated_part_followed_in_search after insert on circulated_part
  referencing new table as added for each statement execute function follow_in_search();
create trigger oversight_followed_in_search after insert on oversight_invocation
  referencing new table as added for each statement execute function follow_in_search();

-- The parts whose words answer a search, before this transaction's viewer. It takes the words and nothing else: who asks comes from the ticket.
-- By what is given for a time alone, it finds what is given now.
create function found_parts(words tsquery) returns setof uuid
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asking constant viewer_facts := viewer();
  always constant uuid[] :=
       array(select search_reader('drafts') where asking.is_director)
    || array(select search_reader('strictly confidential') where asking.is_director or asking.is_under_secretary_general)
    || array(select search_reader('submitted') where asking.is_director or asking.is_under_secretary_general
      or asking.is_opsp_professional or asking.is_team_assistant)
    || reviews_of_team();
  invoked constant uuid[] := reports_of_oversight();
  for_a_time constant uuid[] := asking.posts || asking.offices
    || array(select search_reader('confidential', o) from unnest(asking.confidential_offices) o)
    || array(select search_reader('right to know', o) from unnest(asking.confidential_offices) o)
    || array(select search_reader('portal', o) from unnest(asking.portal_offices) o);
begin
  return query select distinct e.part_id from search_entry e join part p on p.id = e.part_id
    where e.reader = any (always || for_a_time) and e.document @@ words
      and (e.reader = any (always)
        or p.report_status = 'SUBMITTED' and (exists (select from window_of_viewer w where w.part_id = e.part_id)
          or p.report_id = any (invoked)))
      and (not asking.is_through or p.report_status = 'SUBMITTED' and portal_reads_part(e.part_id));
end $$;
