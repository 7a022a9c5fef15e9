do $$
declare
  found record;
begin
  for found in select policyname, tablename from pg_policies where schemaname = 'public' and policyname <> 'keys_are_wrapped_anew' loop
    execute format('drop policy %I on %I', found.policyname, found.tablename);
  end loop;
  for found in select c.oid::regclass as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  loop
    execute format('alter table %s disable row level security, no force row level security', found.name);
  end loop;
end $$;
drop function entries_naming, reports_both_read, asks_alone, rank_to_read, rank_of_outlines, rank_of_parts, rank_of_covers, rank_of_titles,
  circulations_of_team, reports_read_whole, reports_of_team, reports_of_oversight, reviews_of_team,
  portal_reads_circulation, portal_reads_report, portal_reads_part;
drop view window_of_viewer, window_of_portal;
alter function take_place() security invoker reset search_path;
alter function hold_submitted_links() security invoker reset search_path;
alter function hold_reviewed_missions() security invoker reset search_path;
alter function hold_proposal() security invoker reset search_path;
alter function follow_in_lists() security invoker reset search_path;
grant execute on function list_windows, place_in_lists to registry_app;
drop trigger part_level_held on part;
drop trigger part_content_level_held on part_content;
drop trigger report_title_level_held on report_title;
drop function office_tells, sees_entry, is_of_line, report_for_oversight, is_demonstration, act_of_office, hold_level;
alter default privileges for role registry_owner grant execute on functions to public;
grant execute on all functions in schema public to public;
grant select on register_head to registry_app;
revoke select on register_entry, register_head from registry_auditor;
grant execute on function register_append to registry_app;
revoke execute on function register_append from registry_register;
revoke execute on function are_grounds, level_rank from registry_keys;
