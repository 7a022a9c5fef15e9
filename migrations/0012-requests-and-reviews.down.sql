drop policy "act of the process, insert" on notice;
drop policy "act, update" on review;
drop policy "of a request" on review;
drop policy "§ 11.8" on review;
drop policy "announced, § 11.8" on review_mission;
drop policy "§ 7.4" on team_member;
do $$
declare
  name text;
begin
  foreach name in array array['review', 'review_mission', 'team_member'] loop
    execute format('drop policy "§ 5.1" on %I', name);
    execute format('create policy "§ 5.1" on %I for select to registry_app using ((select not v.is_through
      and (v.is_opsp or v.is_director or v.is_under_secretary_general or v.is_administrator or v.is_auditor) from viewer() v))', name);
  end loop;
end $$;
revoke update (started_on, completed_on, debriefed_on, announced_at, cancelled_at, cancellation_reason) on review from registry_app;
drop trigger review_directed on review;
drop trigger review_held on review;
drop trigger review_agreed on review;
drop function review_state, review_progress, may_still_cancel, may_still_direct, request_state, requester_of;
drop table process_event, visit, consultation, review_cancellation, review_announcement, review_partner, request_direction, request_mission;
drop index review_newest;
alter table review drop column request_id, drop column areas, drop column started_on, drop column completed_on, drop column debriefed_on,
  drop column announced_at, drop column cancelled_at, drop column cancellation_reason;
alter table review alter column direction_reference set not null;
drop table review_request;
drop function process_tells, holds_now, sees_object, act_of_process, entitled_to_request;
drop table requesting_right;
drop function reviews_announced, requests_submitted, reads_process, hold_agreement, hold_direction, hold_course, are_areas;
alter table notice drop constraint notice_kind_known, add constraint notice_kind_check check (kind in ('ENTRY_AWAITS_CONFIRMATION',
  'ENTRY_CONFIRMED', 'ENTRY_ENDED', 'OFFICER_IN_CHARGE_NAMED', 'OVERSIGHT_INVOKED', 'PAPER_SIGNATURE_RECORDED', 'PAPER_SIGNATURE_CONFIRMED',
  'SIGNATURE_AWAITED', 'CIRCULATION_GIVEN', 'CIRCULATION_WITHDRAWN'));
drop function notice_kinds;
