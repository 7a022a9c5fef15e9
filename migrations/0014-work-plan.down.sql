drop policy "§ 13.1" on process_event;
drop policy "§ 13.2, § 13.3" on process_event;
drop policy "§ 13.4" on process_event;
drop policy "act of the work plan, insert" on process_event;
drop table work_plan_sharing, work_plan_link, work_plan_item, work_plan_revision cascade;
drop function act_of_work_plan cascade;
drop function work_plan_completion;
drop table work_plan;
drop function hold_work_plan, hold_work_plan_revision, hold_work_plan_item, hold_work_plan_end;
