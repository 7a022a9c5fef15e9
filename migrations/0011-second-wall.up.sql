-- The second wall: row-level security, forced on every table. A policy bears the number of the paragraph of the access policy that
-- it carries out; what no policy gives does not exist. Who reads is the viewer that a ticket has entered, or nobody.
-- "entered" turns away who has not entered, and "on behalf" narrows a portal that acts for a person to what the portal may read by itself. "owner" is for the functions that
-- work as the owner of the tables, who cannot log in. "act" lets rows be written by acts alone.
do $$
declare
  found record;
begin
  for found in select c.oid::regclass as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  loop
    execute format('alter table %s enable row level security, force row level security', found.name);
  end loop;
end $$;

-- Whether somebody has entered, and not through a portal.
create function asks_alone() returns boolean
  language plpgsql stable parallel restricted as $$
declare
  asking constant public.viewer_facts := public.viewer();
begin
  return asking.caller is not null and not asking.is_through;
end $$;

-- What the viewer is given now, as a view of the owner: row-level security does not nest through it, and it gives the viewer's own rows alone.
create view window_of_viewer as
  select c.circulation_id, c.report_id, c.part_id, c.part_level, c.post_id, c.office_id, c.is_full
  from (select (select viewer()) as v offset 0) asking
  join circulated_part c on c.starts_at <= shifted_now((asking.v).shift) and shifted_now((asking.v).shift) < c.ends_at and (
    -- § 2.7 A post named by an effective circulation reads the parts circulated to it.
    c.post_id = any ((asking.v).posts)
    -- § 2.8 All staff of an office named by an effective circulation read its unclassified parts.
    or c.part_level = 'UNCLASSIFIED' and c.office_id = any ((asking.v).offices)
    -- § 2.8a The head and the designated staff of an office named by an effective circulation read its confidential parts too.
    or c.part_level = 'CONFIDENTIAL' and c.office_id = any ((asking.v).confidential_offices)
    -- § 2.9 A portal reads what its office was circulated with portals allowed, up to confidential.
    or c.part_level in ('UNCLASSIFIED', 'CONFIDENTIAL') and c.portals_allowed and c.office_id = any ((asking.v).portal_offices));
-- The same for the portal that acts on behalf of the viewer; for the functions below alone.
create view window_of_portal as
  select c.circulation_id, c.report_id, c.part_id
  from (select (select viewer()) as v offset 0) asking
  join circulated_part c on c.starts_at <= shifted_now((asking.v).shift) and shifted_now((asking.v).shift) < c.ends_at
    and c.part_level in ('UNCLASSIFIED', 'CONFIDENTIAL') and c.portals_allowed and c.office_id = any ((asking.v).through_offices);
grant select on window_of_viewer to registry_app;

-- What else the viewer is given, as functions of the owner: planned once for a connection, and asked only where nothing before decides.
-- Through a portal they give no more than the portal reads by itself, which is what the first three say.
create function portal_reads_part(part uuid) returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp
  return exists (select from window_of_portal w where w.part_id = portal_reads_part.part);
create function portal_reads_report(report uuid) returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp
  return exists (select from window_of_portal w where w.report_id = portal_reads_report.report);
create function portal_reads_circulation(circulation uuid) returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp
  return exists (select from window_of_portal w where w.circulation_id = portal_reads_circulation.circulation);
-- The reviews of whose teams the viewer is a member.
create function reviews_of_team() returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asking constant viewer_facts := viewer();
begin
  if not (asking.is_opsp and asking.is_in_team) then return '{}'; end if;
  return array(select t.review_id from team_member t where t.post_id = any (asking.posts)
    and t.sight_from <= shifted_now(asking.shift) and shifted_now(asking.shift) < t.sight_until
    and (not asking.is_through or exists (select from report r where r.review_id = t.review_id and portal_reads_report(r.id))));
end $$;
-- The submitted reports for which an office of the viewer has invoked its right to know.
create function reports_of_oversight() returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asking constant viewer_facts := viewer();
begin
  if not asking.has_oversight then return '{}'; end if;
  return array(select o.report_id from oversight_invocation o join report r on r.id = o.report_id and r.status = 'SUBMITTED'
    where o.office_id = any (asking.confidential_offices)
      and o.starts_at <= shifted_now(asking.shift) and shifted_now(asking.shift) < o.ends_at
      and (not asking.is_through or portal_reads_report(o.report_id)));
end $$;
-- The reports of the viewer's teams.
create function reports_of_team() returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  reviews constant uuid[] := reviews_of_team();
begin
  if reviews = '{}' then return '{}'; end if;
  return array(select r.id from report r where r.review_id = any (reviews) and (not (viewer()).is_through or portal_reads_report(r.id)));
end $$;
-- The reports that the viewer reads as a whole: those of the own teams, and by oversight.
create function reports_read_whole() returns uuid[]
  language sql stable parallel restricted
  return reports_of_team() || reports_of_oversight();
create function circulations_of_team() returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  reports constant uuid[] := reports_of_team();
begin
  if reports = '{}' then return '{}'; end if;
  return array(select c.id from circulation c where c.report_id = any (reports)
    and (not (viewer()).is_through or portal_reads_circulation(c.id)));
end $$;
-- The reports of which viewer and portal both read; nothing for who asks alone.
create function reports_both_read() returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asking constant viewer_facts := viewer();
begin
  if not asking.is_through then return '{}'; end if;
  return array(select distinct p.report_id from window_of_portal p
    where asking.is_opsp or asking.is_director or asking.is_under_secretary_general or asking.is_administrator or asking.is_auditor
      or exists (select from window_of_viewer w where w.report_id = p.report_id offset 0)
      or p.report_id = any (reports_of_oversight()));
end $$;

-- Who reads by what they are reads up to a rank: 1 what is submitted and not strictly confidential, 2 what is submitted, 3 drafts, too. The viewer
-- is asked for it once for a statement, and before what was circulated: PostgreSQL tries the policies from the last name to the first.
-- "offset 0" lets it look at the windows of the row at hand, and not at all windows.
create function rank_to_read(status text, level text) returns int
  language sql immutable parallel safe
  return case when status <> 'SUBMITTED' then 3 when level = 'STRICTLY_CONFIDENTIAL' then 2 else 1 end;

-- Up to which rank the viewer reads.
create function rank_of_outlines() returns int
  language plpgsql stable parallel restricted as $$
declare
  asking constant public.viewer_facts := public.viewer();
begin
  return case
    -- § 2.2
    when asking.is_director then 3
    -- § 2.6, § 3.10b
    when asking.is_under_secretary_general or asking.is_administrator or asking.is_team_assistant or asking.is_auditor then 2
    -- § 2.4
    when asking.is_opsp_professional then 1 end;
end $$;
create function rank_of_parts() returns int
  language plpgsql stable parallel restricted as $$
declare
  asking constant public.viewer_facts := public.viewer();
begin
  return case
    -- § 2.2
    when asking.is_director then 3
    -- § 2.6
    when asking.is_under_secretary_general then 2
    -- § 2.4, § 2.5
    when asking.is_opsp_professional or asking.is_team_assistant then 1 end;
end $$;
create function rank_of_covers() returns int
  language plpgsql stable parallel restricted as $$
declare
  asking constant public.viewer_facts := public.viewer();
begin
  return case
    -- § 3.2
    when asking.is_director then 3
    -- § 3.5, § 3.6, § 3.10
    when asking.is_team_assistant or asking.is_under_secretary_general or asking.is_administrator or asking.is_auditor then 2
    -- § 3.4
    when asking.is_opsp_professional then 1 end;
end $$;
create function rank_of_titles() returns int
  language plpgsql stable parallel restricted as $$
declare
  asking constant public.viewer_facts := public.viewer();
begin
  return case
    -- § 3.2
    when asking.is_director then 3
    -- § 3.6
    when asking.is_under_secretary_general then 2
    -- § 3.4, § 3.5a, § 3.10a
    when asking.is_opsp_professional or asking.is_team_assistant or asking.is_administrator or asking.is_auditor then 1 end;
end $$;

-- Chapter 2: parts of reports. The outline of a part goes to who reads the part, and by § 3.10b. What a part is listed by is of what it says.
create policy "§ 2.2, § 2.4, § 2.5, § 2.6, § 3.10b" on part for select to registry_app using (rank_to_read(report_status, report_level) <= (select rank_of_outlines()));
do $$
declare
  about record;
begin
  for about in select * from (values ('part', 'id'), ('part_content', 'part_id'), ('listed_part', 'id')) t (name, part) loop
    if about.name <> 'part' then
      execute format($sql$
        create policy "§ 2.2, § 2.4, § 2.5, § 2.6" on %I for select to registry_app using (rank_to_read(report_status, report_level) <= (select rank_of_parts()));
      $sql$, about.name);
    end if;
    execute format($sql$
      create policy "§ 2.11, § 2.3, § 2.7, § 2.8, § 2.8a, § 2.9" on %1$I for select to registry_app using (
        report_id = any ((select reports_read_whole())::uuid[])
        or report_status = 'SUBMITTED' and exists (select from window_of_viewer w where w.part_id = %1$I.%2$I offset 0));
      create policy "on behalf" on %1$I as restrictive for select to registry_app using (
        not (select (viewer()).is_through) or report_status = 'SUBMITTED' and portal_reads_part(%2$I));
    $sql$, about.name, about.part);
  end loop;
end $$;

-- What belongs to a part is read with it: its words, its state and its links with its content, its missions with its outline.
create policy "with its part" on part_search for select to registry_app
  using (exists (select from part_content c where c.part_id = part_search.part_id));
create policy "with its part" on recommendation_state for select to registry_app
  using (exists (select from part_content c where c.part_id = recommendation_state.part_id));
create policy "with its part" on recommendation_finding for select to registry_app
  using (exists (select from part_content c where c.part_id = recommendation_finding.recommendation_id)
    or exists (select from part_content c where c.part_id = recommendation_finding.finding_id));
create policy "with its part" on part_mission for select to registry_app
  using (exists (select from part p where p.id = part_mission.part_id));

-- Chapter 3: covers and titles.
create policy "§ 3.2, § 3.4, § 3.5, § 3.6, § 3.10" on report for select to registry_app using (rank_to_read(status, level) <= (select rank_of_covers()));
create policy "§ 3.11, § 3.3, § 3.7, § 3.8, § 3.8a, § 3.9" on report for select to registry_app using (
  -- § 3.3
  review_id = any ((select reviews_of_team())::uuid[])
  or status = 'SUBMITTED' and (id = any ((select reports_of_oversight())::uuid[])
    or exists (select from window_of_viewer w where w.report_id = report.id offset 0)));
create policy "on behalf" on report as restrictive for select to registry_app using (
  not (select (viewer()).is_through) or status = 'SUBMITTED' and portal_reads_report(id));

create policy "§ 3.2, § 3.4, § 3.5a, § 3.6, § 3.10a" on report_title for select to registry_app using (rank_to_read(status, level) <= (select rank_of_titles()));
create policy "§ 3.11, § 3.3, § 3.7a, § 3.7b, § 3.8b, § 3.9" on report_title for select to registry_app using (
  report_id = any ((select reports_read_whole())::uuid[])
  or status = 'SUBMITTED' and exists (select from window_of_viewer w where w.report_id = report_title.report_id
    -- § 3.7a, § 3.8b, § 3.9; § 3.7b
    and (report_title.level in ('UNCLASSIFIED', 'CONFIDENTIAL') or w.post_id is not null and w.is_full) offset 0));
create policy "on behalf" on report_title as restrictive for select to registry_app using (
  not (select (viewer()).is_through)
  or status = 'SUBMITTED' and level in ('UNCLASSIFIED', 'CONFIDENTIAL') and portal_reads_report(report_id));

-- Chapter 4: circulations.
create policy "§ 4.1" on circulation for select to registry_app
  using ((select v.is_administrator or v.is_director or v.is_team_assistant from viewer() v));
create policy "§ 4.2" on circulation for select to registry_app
  using ((select v.is_under_secretary_general or v.is_auditor from viewer() v));
create policy "§ 4.3" on circulation for select to registry_app using (report_id = any ((select reports_of_team())::uuid[]));
create policy "§ 4.4" on circulation for select to registry_app
  using (exists (select from window_of_viewer w where w.circulation_id = circulation.id offset 0));
create policy "on behalf" on circulation as restrictive for select to registry_app using (
  not (select (viewer()).is_through) or portal_reads_circulation(id));

create policy "§ 4.1" on circulation_recipient for select to registry_app
  using ((select v.is_administrator or v.is_director or v.is_team_assistant from viewer() v));
create policy "§ 4.2" on circulation_recipient for select to registry_app
  using ((select v.is_under_secretary_general or v.is_auditor from viewer() v));
create policy "§ 4.3" on circulation_recipient for select to registry_app using (circulation_id = any ((select circulations_of_team())::uuid[]));
create policy "§ 4.4" on circulation_recipient for select to registry_app using (exists (
  select from window_of_viewer w where w.circulation_id = circulation_recipient.circulation_id
    and (w.post_id = any ((select (viewer()).posts)::uuid[]) and circulation_recipient.post_id = any ((select (viewer()).posts)::uuid[])
      or w.part_level = 'UNCLASSIFIED' and w.office_id = any ((select (viewer()).offices)::uuid[])
        and circulation_recipient.office_id = any ((select (viewer()).offices)::uuid[])
      or w.part_level = 'CONFIDENTIAL' and w.office_id = any ((select (viewer()).confidential_offices)::uuid[])
        and circulation_recipient.office_id = any ((select (viewer()).confidential_offices)::uuid[])
      or w.office_id = any ((select (viewer()).portal_offices)::uuid[])
        and circulation_recipient.office_id = any ((select (viewer()).portal_offices)::uuid[]))));
create policy "on behalf" on circulation_recipient as restrictive for select to registry_app using (not (select (viewer()).is_through)
  or office_id = any ((select (viewer()).through_offices)::uuid[])
    and portal_reads_circulation(circulation_id));

-- Digest, signatures, papers and acts: who sees the whole circulation.
do $$
declare
  name text;
begin
  foreach name in array array['circulation_paper', 'circulation_signature', 'paper_signature', 'circulation_act'] loop
    execute format($sql$
      create policy "§ 4.1" on %1$I for select to registry_app
        using ((select v.is_administrator or v.is_director or v.is_team_assistant from viewer() v));
      create policy "§ 4.2" on %1$I for select to registry_app
        using ((select v.is_under_secretary_general or v.is_auditor from viewer() v));
      create policy "§ 4.3" on %1$I for select to registry_app using (circulation_id = any ((select circulations_of_team())::uuid[]));
      create policy "entered, on behalf" on %1$I as restrictive for select to registry_app using ((select asks_alone()));
    $sql$, name);
  end loop;
end $$;

-- What is listed, and what was taken out, is read by who reads the circulation and the part's outline; a suspension by who reads the circulation.
create policy "with its circulation" on circulation_part for select to registry_app
  using (exists (select from circulation c where c.id = circulation_part.circulation_id) and exists (select from part p where p.id = part_id));
create policy "with its circulation" on circulation_withholding for select to registry_app
  using (exists (select from circulation c where c.id = circulation_withholding.circulation_id) and exists (select from part p where p.id = part_id));
create policy "§ 4.1, § 4.2" on circulation_suspension for select to registry_app using ((select v.is_administrator or v.is_director
  or v.is_team_assistant or v.is_under_secretary_general or v.is_auditor from viewer() v));
create policy "§ 4.3" on circulation_suspension for select to registry_app using (circulation_id = any ((select circulations_of_team())::uuid[]));
create policy "§ 4.4" on circulation_suspension for select to registry_app
  using (exists (select from window_of_viewer w where w.circulation_id = circulation_suspension.circulation_id offset 0));
create policy "on behalf" on circulation_suspension as restrictive for select to registry_app using (
  not (select (viewer()).is_through) or portal_reads_circulation(circulation_id));

-- The windows of circulations: the reader's own, and all of them for who reads every circulation.
create policy "§ 4.1, § 4.2, § 4.4" on circulated_part for select to registry_app using (exists (select from viewer() v where
  -- § 4.1, § 4.2
  not v.is_through and (v.is_administrator or v.is_director or v.is_team_assistant or v.is_under_secretary_general or v.is_auditor)
  -- § 4.4; on behalf of a person, of what both read.
  or circulated_part.starts_at <= shifted_now(v.shift) and shifted_now(v.shift) < circulated_part.ends_at and (
      circulated_part.post_id = any (v.posts)
      or circulated_part.part_level = 'UNCLASSIFIED' and circulated_part.office_id = any (v.offices)
      or circulated_part.part_level = 'CONFIDENTIAL' and circulated_part.office_id = any (v.confidential_offices)
      or circulated_part.part_level in ('UNCLASSIFIED', 'CONFIDENTIAL') and circulated_part.portals_allowed
        and circulated_part.office_id = any (v.portal_offices || v.through_offices))
    and (not v.is_through or circulated_part.report_id = any ((select reports_both_read())::uuid[]))));

-- What a window tells of its part is of what the part says: read by who is given the window, and on behalf of a person where both read the part.
create policy "§ 2.7, § 2.8, § 2.8a, § 2.9" on circulated_content for select to registry_app using (exists (select from viewer() v
  where circulated_content.starts_at <= shifted_now(v.shift) and shifted_now(v.shift) < circulated_content.ends_at and (
    -- § 2.7
    circulated_content.post_id = any (v.posts)
    -- § 2.8
    or circulated_content.level = 'UNCLASSIFIED' and circulated_content.office_id = any (v.offices)
    -- § 2.8a
    or circulated_content.level = 'CONFIDENTIAL' and circulated_content.office_id = any (v.confidential_offices)
    -- § 2.9
    or circulated_content.level in ('UNCLASSIFIED', 'CONFIDENTIAL') and circulated_content.portals_allowed
      and circulated_content.office_id = any (v.portal_offices || v.through_offices))));
create policy "on behalf" on circulated_content as restrictive for select to registry_app using (not (select (viewer()).is_through)
  or exists (select from part_content c where c.part_id = circulated_content.part_id));

-- Chapter 5: reviews, and the right to know.
create policy "§ 5.1" on review for select to registry_app using ((select not v.is_through
  and (v.is_opsp or v.is_director or v.is_under_secretary_general or v.is_administrator or v.is_auditor) from viewer() v));
create policy "§ 5.1" on team_member for select to registry_app using ((select not v.is_through
  and (v.is_opsp or v.is_director or v.is_under_secretary_general or v.is_administrator or v.is_auditor) from viewer() v));
create policy "§ 2.3" on team_member for select to registry_app using (post_id = any ((select (viewer()).posts)::uuid[]));
create policy "on behalf" on team_member as restrictive for select to registry_app using (not (select (viewer()).is_through)
  or review_id = any ((select reviews_of_team())::uuid[]));
create policy "§ 5.1" on review_mission for select to registry_app using ((select not v.is_through
  and (v.is_opsp or v.is_director or v.is_under_secretary_general or v.is_administrator or v.is_auditor) from viewer() v));
create policy "with its report" on review_mission for select to registry_app
  using (exists (select from report r where r.review_id = review_mission.review_id));
create policy "§ 2.11" on oversight_invocation for select to registry_app
  using (office_id = any ((select (viewer()).confidential_offices)::uuid[]));
create policy "on behalf" on oversight_invocation as restrictive for select to registry_app using (
  not (select (viewer()).is_through) or portal_reads_report(report_id));
create policy "§ 7.4" on oversight_invocation for select to registry_app using ((select not v.is_through
  and (v.is_director or v.is_under_secretary_general or v.is_auditor or v.is_administrator) from viewer() v));
create policy "§ 7.4" on classification for select to registry_app using ((select not v.is_through
  and (v.is_director or v.is_under_secretary_general or v.is_auditor or v.is_administrator) from viewer() v)
  and exists (select from report r where r.id = classification.report_id));

-- Chapter 6: the organisation. What anyone signed in reads asks only that somebody has entered, which costs nothing: it is looked up for
-- every decision, and whoever could forge that could enter no further.
do $$
declare
  name text;
begin
  foreach name in array array['mission', 'office', 'office_end', 'post', 'post_end', 'post_placement', 'reporting_line', 'reporting_line_post',
    'circulation_headquarters', 'classification_level', 'sensitivity_ground'] loop
    execute format($sql$create policy "§ 6.1" on %I for select to registry_app using (current_setting('registry.viewer', true) <> '')$sql$, name);
  end loop;
  foreach name in array array['person', 'appointment', 'designation', 'officer_in_charge'] loop
    execute format('create policy "§ 6.2" on %I for select to registry_app using ((select v.is_opsp or v.is_director
      or v.is_under_secretary_general or v.is_administrator or v.is_auditor from viewer() v))', name);
    execute format('create policy "entered, on behalf" on %I as restrictive for select to registry_app
      using ((select asks_alone()))', name);
  end loop;
  foreach name in array array['login', 'portal'] loop
    execute format('create policy "§ 6.5" on %I for select to registry_app using ((select v.is_director
      or v.is_under_secretary_general or v.is_administrator or v.is_auditor from viewer() v))', name);
  end loop;
end $$;
-- Who reads everyone by § 6.2 is not looked up by § 6.3, which is tried first: signing asks for everybody who may still sign.
create policy "§ 6.3" on person for select to registry_app using ((select v.headed_offices <> '{}'
    and not (v.is_opsp or v.is_director or v.is_under_secretary_general or v.is_administrator or v.is_auditor) from viewer() v)
  and exists (select from posts_held((select registry_now()), person.id) h where h.office_id = any ((select (viewer()).headed_offices)::uuid[])));
create policy "§ 6.3" on appointment for select to registry_app using ((select (viewer()).headed_offices <> '{}')
  and exists (select from post_placement pl where pl.post_id = appointment.post_id and pl.office_id = any ((select (viewer()).headed_offices)::uuid[])
    and pl.sight_from <= (select registry_now()) and (select registry_now()) < pl.sight_until));
create policy "§ 6.3" on designation for select to registry_app using (office_id = any ((select (viewer()).headed_offices)::uuid[]));
create policy "§ 6.4" on person for select to registry_app using (id = (select (viewer()).person_id));
create policy "§ 6.4" on appointment for select to registry_app using (person_id = (select (viewer()).person_id));
create policy "§ 6.4" on designation for select to registry_app using (person_id = (select (viewer()).person_id));
create policy "entered, on behalf" on login as restrictive for select to registry_app using ((select asks_alone()));
create policy "on behalf" on portal as restrictive for select to registry_app using (not (select (viewer()).is_through)
  or id = (select (viewer()).through_portal_id));
create policy "§ 6.4" on portal for select to registry_app using (id = (select (viewer()).portal_id));
create policy "§ 6.6" on portal for select to registry_app using (office_id = any ((select (viewer()).headed_offices)::uuid[]));
create policy "§ 6.6" on login for select to registry_app using ((select (viewer()).headed_offices <> '{}')
  and office_of_portal(portal_code) = any ((select (viewer()).headed_offices)::uuid[]));

-- Chapter 7: the register, and notices.
create policy "§ 7.1" on register_entry for select to registry_app using ((select (viewer()).is_auditor));
create policy "§ 7.2" on register_entry for select to registry_app using (
  (select (viewer()).is_director) and (parts <> '{}' or reports <> '{}')
  or (select (viewer()).is_under_secretary_general)
    and (exists (select from report r where r.id = any (register_entry.reports) and r.status = 'SUBMITTED')
      or exists (select from part p where p.id = any (register_entry.parts) and p.report_status = 'SUBMITTED')));
create policy "§ 7.3" on register_entry for select to registry_app using (person_id = (select (viewer()).person_id) and kind = 'ANSWER');
create policy "entered, on behalf" on register_entry as restrictive for select to registry_app using ((select asks_alone()));
create policy "auditor's login" on register_entry for select to registry_auditor using (true);
create policy "auditor's login" on register_head for select to registry_auditor using (true);
create policy "§ 7.5" on notice for select to registry_app
  using ((select not v.is_through from viewer() v) and post_id = any ((select (viewer()).posts)::uuid[]));

-- The entries that name a part or a report, of those that the viewer reads. Under row-level security their index would not be used.
create function entries_naming(thing uuid) returns setof uuid
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asking constant viewer_facts := viewer();
begin
  if asking.is_through then return; end if;
  -- Who reads their own entries alone is answered from those alone: the time tells nothing of the others.
  if not (asking.is_auditor or asking.is_director or asking.is_under_secretary_general) then
    return query select e.id from register_entry e
      where e.person_id = asking.person_id and e.kind = 'ANSWER' and (thing = any (e.parts) or thing = any (e.reports));
    return;
  end if;
  return query select e.id from register_entry e
    where (e.parts @> array[thing] or e.reports @> array[thing])
      and (asking.is_auditor or asking.is_director or e.person_id = asking.person_id and e.kind = 'ANSWER'
        or exists (select from report r where r.id = any (e.reports) and r.status = 'SUBMITTED')
        or exists (select from part p where p.id = any (e.parts) and p.report_status = 'SUBMITTED'));
end $$;

-- The clock and the names of the migrations say nothing of anybody; the outcome of an act is its caller's.
create policy "for all" on registry_clock for select to registry_app using (true);
create policy "for all" on schema_migration for select to registry_app using (true);
create policy "its caller" on idempotency for select to registry_app using (caller = (select v.caller from viewer() v where not v.is_through));

-- Who has not entered is turned away from every other table, too, by a policy that costs nothing for a row: what somebody asks of a row is
-- tried before a policy that costs more than it, and statistics or plans would tell of it. So "entered" asks of no column.
do $$
declare
  name text;
begin
  for name in select tablename from pg_policies where schemaname = 'public' and 'registry_app' = any (roles) and cmd = 'SELECT'
    group by tablename having not array_agg(policyname::text) && array['§ 6.1', 'for all', 'entered, on behalf']
  loop
    execute format('create policy "entered" on %I as restrictive for select to registry_app using ((select (viewer()).caller) is not null)', name);
  end loop;
end $$;

-- The act under way, where who performs it is of those to whom the access policy gives that act at all; whether it is given for the row is
-- the law's to say.
create function act_of_office() returns text
  language sql stable parallel restricted
  return (select v.act from viewer() v where v.person_id is not null and not v.is_through and case
    -- § 4.9, § 6.7
    when v.act in ('registerMission', 'createOffice', 'endOffice', 'createPost', 'endPost', 'placePost', 'registerPerson', 'appoint', 'endAppointment',
      'registerLogin', 'endLogin', 'registerPortal', 'endPortal', 'recordPaperSignature') then v.is_administrator
    -- § 6.8, § 6.9
    when v.act = 'confirmEntry' then v.is_administrator or v.is_director or v.headed_offices <> '{}'
    -- § 6.10
    when v.act in ('designate', 'endDesignation') then v.headed_offices <> '{}'
    -- § 5.6, § 5.7, § 6.11
    when v.act in ('nameOfficerInCharge', 'endOfficerInCharge', 'reclassify') then v.is_director or v.is_under_secretary_general
    -- § 4.10, § 5.2, § 5.4, § 5.5, § 5.8
    when v.act in ('openReview', 'nameTeamMember', 'endTeamMembership', 'submitReport', 'addCorrigendum', 'recordThirdPartyConsent',
      'confirmPaperSignature') then v.is_director
    -- § 5.3
    when v.act in ('createReport', 'editReport', 'addPart', 'editPart', 'withdrawPart') then v.is_director or v.is_opsp
    -- § 4.5
    when v.act = 'proposeCirculation' then v.is_administrator or v.is_director or v.is_team_assistant
    -- § 4.6, § 4.7, § 4.12, § 4.13
    when v.act in ('signCirculation', 'declineCirculation', 'liftSuspension', 'revokeCirculation') then v.is_under_secretary_general
    -- § 4.11
    when v.act = 'suspendCirculation' then v.is_administrator or v.is_director
    -- § 5.9
    when v.act = 'invokeOversight' then v.is_head_of_oversight
    -- § 4.8, and an entry by whoever entered it.
    else v.act in ('withdrawCirculation', 'withdrawEntry')
  end);

-- What acts write, each what is its own. Any act may lock the rows that it sees.
do $$
declare
  written record;
  command text;
begin
  for written in
    select * from (values
      ('mission', array['registerMission']),
      ('office', array['registerMission', 'createOffice']),
      ('office_end', array['endOffice']),
      ('post', array['registerMission', 'createPost']),
      ('post_end', array['endPost']),
      ('post_placement', array['registerMission', 'createPost', 'placePost', 'confirmEntry', 'withdrawEntry']),
      ('person', array['registerPerson']),
      ('appointment', array['appoint', 'endAppointment', 'confirmEntry', 'withdrawEntry']),
      ('portal', array['registerPortal', 'endPortal', 'confirmEntry', 'withdrawEntry']),
      ('login', array['registerLogin', 'endLogin', 'endPortal', 'confirmEntry', 'withdrawEntry']),
      ('designation', array['designate', 'endDesignation']),
      ('officer_in_charge', array['nameOfficerInCharge', 'endOfficerInCharge']),
      ('review', array['openReview']),
      ('review_mission', array['openReview']),
      ('team_member', array['nameTeamMember', 'endTeamMembership']),
      ('report', array['createReport', 'editReport', 'submitReport', 'reclassify']),
      ('report_title', array['createReport', 'editReport', 'reclassify', 'recordThirdPartyConsent']),
      ('part', array['addPart', 'editPart', 'withdrawPart', 'addCorrigendum', 'reclassify']),
      ('part_mission', array['addPart', 'editPart', 'addCorrigendum']),
      ('part_content', array['addPart', 'editPart', 'addCorrigendum', 'reclassify', 'recordThirdPartyConsent']),
      ('recommendation_state', array['addPart']),
      ('recommendation_finding', array['addPart', 'editPart']),
      ('part_search', array['addPart', 'editPart', 'withdrawPart', 'addCorrigendum', 'reclassify']),
      ('classification', array['createReport', 'editReport', 'submitReport', 'addPart', 'editPart', 'addCorrigendum', 'reclassify']),
      ('circulation', array['proposeCirculation', 'signCirculation', 'confirmPaperSignature', 'declineCirculation', 'withdrawCirculation',
        'revokeCirculation', 'reclassify']),
      ('circulation_paper', array['proposeCirculation']),
      ('circulation_part', array['proposeCirculation']),
      ('circulation_recipient', array['proposeCirculation']),
      ('circulation_signature', array['signCirculation', 'confirmPaperSignature']),
      ('paper_signature', array['recordPaperSignature', 'confirmPaperSignature']),
      ('circulation_suspension', array['suspendCirculation', 'liftSuspension']),
      ('circulation_act', array['proposeCirculation', 'signCirculation', 'recordPaperSignature', 'confirmPaperSignature', 'declineCirculation',
        'withdrawCirculation', 'suspendCirculation', 'liftSuspension', 'revokeCirculation', 'reclassify']),
      ('circulation_withholding', array['reclassify']),
      ('circulated_part', array['signCirculation', 'confirmPaperSignature', 'suspendCirculation', 'liftSuspension', 'revokeCirculation', 'reclassify',
        'addCorrigendum']),
      ('oversight_invocation', array['invokeOversight']),
      ('idempotency', null)) of_acts (name, acts)
  loop
    foreach command in array array['insert', 'update'] loop
      continue when not has_any_column_privilege('registry_app', written.name, command);
      execute format('create policy "act, %s" on %I for %s to registry_app %s with check (%s)',
        command, written.name, command,
        case command when 'update' then 'using ((select (viewer()).act is not null))' else '' end,
        case
          when written.name = 'idempotency' then 'caller = (select v.caller from viewer() v where v.act is not null)'
          when command = 'update' and 'withdrawEntry' = any (written.acts) then
            format('(select act_of_office()) = any (%L) and ((select act_of_office()) <> ''withdrawEntry'' or superseded_at is not null)', written.acts)
          else format('(select act_of_office()) = any (%L)', written.acts)
        end);
    end loop;
  end loop;
end $$;

-- An act tells posts of what it does, by the kinds that are its own, and of objects that who acts sees. Of an entry it is enough to see any.
-- What is asked is planned by itself, and once for a connection: in the policy all of it would be planned for each notice.
create function sees_entry(entry uuid) returns boolean
  language plpgsql stable parallel restricted as $$
begin
  return exists (select from appointment e where e.id = entry) or exists (select from post_placement e where e.id = entry)
    or exists (select from login e where e.id = entry) or exists (select from portal e where e.id = entry)
    or exists (select from officer_in_charge e where e.id = entry) or exists (select from office e where e.id = entry)
    or exists (select from post e where e.id = entry);
end $$;
-- The posts of the reporting line in force: signatures are awaited of them alone.
create function is_of_line(post uuid) returns boolean
  language plpgsql stable parallel restricted as $$
begin
  return exists (select from reporting_line_post l where l.reporting_line_code = line_in_force(registry_now()) and l.post_id = post);
end $$;
create function office_tells(act text, told text, object uuid) returns boolean
  language plpgsql stable parallel restricted as $$
begin
  case
    when told = 'ENTRY_AWAITS_CONFIRMATION' and act in ('registerMission', 'createPost', 'placePost', 'appoint', 'registerLogin', 'registerPortal')
      or told = 'ENTRY_CONFIRMED' and act = 'confirmEntry' or told = 'OFFICER_IN_CHARGE_NAMED' and act = 'nameOfficerInCharge'
      or told = 'ENTRY_ENDED'
        and act in ('endOffice', 'endPost', 'endAppointment', 'endLogin', 'endPortal', 'endOfficerInCharge', 'withdrawEntry')
      then return sees_entry(object);
    when told = 'PAPER_SIGNATURE_RECORDED' and act = 'recordPaperSignature' or told = 'PAPER_SIGNATURE_CONFIRMED' and act = 'confirmPaperSignature'
      or told = 'CIRCULATION_GIVEN' and act in ('signCirculation', 'confirmPaperSignature', 'liftSuspension')
      or told = 'CIRCULATION_WITHDRAWN' and act in ('suspendCirculation', 'revokeCirculation')
      or told = 'SIGNATURE_AWAITED' and act = 'proposeCirculation'
      then return exists (select from circulation c where c.id = object);
    when told = 'OVERSIGHT_INVOKED' and act = 'invokeOversight' then return exists (select from oversight_invocation o where o.report_id = object);
    when told = 'SIGNATURE_AWAITED' and act = 'submitReport'
      then return exists (select from report r where r.id = object and r.status = 'SUBMITTED');
    else return false;
  end case;
end $$;
create policy "act, insert" on notice for insert to registry_app with check (office_tells((select act_of_office()), kind, object_id));
create policy "awaited of the line" on notice as restrictive for insert to registry_app with check (kind <> 'SIGNATURE_AWAITED' or is_of_line(post_id));

-- A level that does not fit is refused before a constraint would: what cascades from a report or a part is written as the owner, to
-- whom a constraint shows the row that failed.
create function hold_level() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'part' then
    if new.withdrawn_at is null and level_rank(new.level) > level_rank(new.report_level) then
      raise exception 'a part above its report violates part_not_above_its_report'
        using errcode = 'check_violation', table = 'part', constraint = 'part_not_above_its_report';
    end if;
  elsif new.level = 'STRICTLY_CONFIDENTIAL' and new.ciphertext is null then
    raise exception 'what is strictly confidential and not sealed violates its level' using errcode = 'check_violation', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger part_level_held before update on part for each row execute function hold_level();
create trigger part_content_level_held before update on part_content for each row execute function hold_level();
create trigger report_title_level_held before update on report_title for each row execute function hold_level();

-- What the functions of the owner read and write.
do $$
declare
  name text;
begin
  foreach name in array array['mission', 'office', 'office_end', 'post', 'post_end', 'post_placement', 'appointment', 'portal', 'login', 'person',
    'designation', 'officer_in_charge', 'reporting_line', 'reporting_line_post', 'circulation_headquarters', 'classification_level',
    'sensitivity_ground', 'registry_clock', 'ticket_key', 'facts_mark', 'register_entry', 'register_head', 'search_entry', 'listed_part',
    'circulated_content', 'schema_migration'] loop
    execute format('create policy "owner" on %I to registry_owner using (true) with check (true)', name);
  end loop;
  foreach name in array array['review', 'review_mission', 'report', 'part', 'part_mission', 'part_content', 'part_search', 'recommendation_state',
    'circulation', 'circulated_part', 'circulation_act', 'oversight_invocation', 'team_member'] loop
    execute format('create policy "owner" on %I for select to registry_owner using (true)', name);
  end loop;
end $$;
-- A part is locked, and not written.
create policy "owner, lock" on part for update to registry_owner using (true) with check (false);

-- Triggers hold what is recorded whoever writes: they look at rows that the writer may not see.
alter function take_place() security definer set search_path = pg_catalog, public, pg_temp;
alter function hold_submitted_links() security definer set search_path = pg_catalog, public, pg_temp;
alter function hold_reviewed_missions() security definer set search_path = pg_catalog, public, pg_temp;
alter function hold_proposal() security definer set search_path = pg_catalog, public, pg_temp;
alter function follow_in_lists() security definer set search_path = pg_catalog, public, pg_temp;
revoke execute on function list_windows, place_in_lists from registry_app;

-- § 5.9: the head of OIOS invokes the right to know by symbol, for a report that need not be seen.
create function report_for_oversight(symbol text) returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return (select r.id from report r where r.symbol = report_for_oversight.symbol and r.status = 'SUBMITTED' and (viewer()).is_head_of_oversight
    and (viewer()).act = 'invokeOversight');

-- Whether the rows are a demonstration's, which production refuses.
create function is_demonstration() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return exists (select from registry_clock where shift <> interval '0') or exists (select from login where issuer like 'http://%');

revoke all on all tables in schema public from public;
revoke all on all functions in schema public from public;
alter default privileges for role registry_owner revoke execute on functions from public;
revoke all on ticket_key, facts_mark, search_entry, register_head from registry_app;
grant execute on function viewer, asks_alone, entries_naming, rank_to_read, rank_of_outlines, rank_of_parts, rank_of_covers, rank_of_titles, reviews_of_team, reports_of_team, reports_read_whole, circulations_of_team, reports_of_oversight, portal_reads_part, portal_reads_report,
  portal_reads_circulation, reports_both_read, act_of_office, sees_entry, is_of_line, office_tells, enter, ticket_is_good, found_parts, report_for_oversight, is_demonstration to registry_app;
grant select on register_entry, register_head to registry_auditor;
-- The register's writer writes it, and reads nothing. The application writes what a ticket of the server says.
revoke execute on function register_append from registry_app;
grant execute on function register_append_by_ticket to registry_app;
grant execute on function register_append to registry_register;
-- The constraints of what is written are checked by whoever writes.
grant execute on function are_grounds, level_rank to registry_keys;
