-- What updates were held to.
do $$
declare
  name text;
begin
  for name in select tablename from pg_policies where schemaname = 'public' and policyname = 'as it is read' loop
    execute format('drop policy "as it is read" on %I', name);
  end loop;
end $$;
drop function hold_updates_to_reading;
revoke execute on function register_append_by_ticket from registry_jobs;
drop policy "owner, declassification" on classification;
drop policy "by the registry alone" on classification;
drop policy "owner, declassification" on part_content;
drop policy "owner, declassification" on part;
drop policy "owner, declassification" on report_title;
drop policy "owner, declassification" on report;
do $$
declare
  name text;
begin
  foreach name in array array['notice', 'classification', 'report_title', 'circulation_part', 'circulation_recipient', 'circulation_withholding'] loop
    execute format('drop policy "owner" on %I', name);
  end loop;
end $$;
drop policy "owner, declassification" on process_event;
delete from process_event where done = 'DECLASSIFIED';
drop policy "§ 10.43" on notice;
drop policy "which there are" on notice;
revoke select (post_id, kind, object_id, due_on) on notice from registry_jobs;
drop function enter_post, mail_to_send, mails_to_queue, declassify, reports_to_declassify, report_to_declassify, parts_to_declassify,
  due_declassified, due_level_reviews, due_assignments, due_progress, due_targets, heads_accountable, due_reports, due_debriefs, told_of_review, due_officers_in_charge, due_appointments, due_circulations, start_clock, posts_watching, posts_directing, last_day_before,
  years_after, registry_today;
drop table notice_mail, clock_mark;
drop policy "act, update" on person;
alter table person drop column email;
drop index circulation_ending;
alter table classification drop column by_registry;
-- The notices of the clock go with it.
alter table notice no force row level security;
delete from notice where due_on is not null;
alter table notice force row level security;
drop policy "a day is of the clock" on notice;
drop trigger notice_followed_in_assignments on notice;
drop trigger notice_by_clock on notice;
drop function follow_in_assignments, hold_by_clock;
drop index notice_newest;
drop index notice_once;
alter table notice drop constraint notice_of_the_clock, drop column due_on;
do $$ begin
  execute format('create or replace function notice_kinds() returns text[] language sql immutable parallel safe return %L::text[]',
    array(select kind from unnest(notice_kinds()) kind where kind not in ('DEADLINE_NEAR', 'DEADLINE_PASSED', 'CIRCULATION_EXPIRES',
      'CIRCULATION_EXPIRED', 'APPOINTMENT_ENDS', 'OFFICER_IN_CHARGE_ENDS', 'DECLASSIFIED', 'REVIEW_OF_LEVEL_DUE')));
end $$;
drop schema jobs cascade;
