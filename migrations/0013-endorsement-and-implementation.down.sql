do $$
begin
  delete from notice where kind in ('RECOMMENDATION_ASSIGNED', 'PROGRESS_AWAITED');
  execute format('create or replace function notice_kinds() returns text[] language sql immutable parallel safe return %L::text[]',
    array(select kind from unnest(notice_kinds()) kind where kind not in ('RECOMMENDATION_ASSIGNED', 'PROGRESS_AWAITED')));
end $$;
drop policy "act of implementation, insert" on process_event;
delete from process_event where object_kind = 'PART' and done not in ('ADDED', 'RECLASSIFIED', 'CONSENT_RECORDED');
drop policy "act of implementation, insert" on notice;
drop trigger recommendation_state_held on recommendation_state;
drop policy "owner, write" on recommendation_state;
grant update (decision, decided_on, implementation) on recommendation_state to registry_app;
create policy "act, update" on recommendation_state for update to registry_app
  using ((select (viewer()).act is not null)) with check ((select act_of_office()) = any ('{addPart}'));
drop function heads_to_go_on, assign_recommendations, implementing_heads, heads_of_office, state_on_record, may_verify, may_report, offices_reporting, may_close, may_decide, is_consulted, implementer_has_ended,
  is_for_mission, coordinator_of, implementer_of, may_take_task;
drop table recommendation_assignment, recommendation_office, recommendation_consultation, recommendation_evidence, recommendation_progress,
  recommendation_signature, recommendation_words;
drop function act_of_implementation, hold_words, place_words, hold_recorded, hold_recommendation_office, hold_recommendation_consultation,
  hold_recommendation_evidence, hold_recommendation_progress, progress_rank, hold_recommendation_signature, hold_by_who_reads, recommendation_held, follow_in_state,
  hold_recommendation_state, whole_months;
drop table implementation_office;
-- Lists as they were told before.
create or replace function place_in_lists(parts uuid[]) returns void language plpgsql as $$
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
alter table recommendation_state drop column office_id, drop column target_on;
