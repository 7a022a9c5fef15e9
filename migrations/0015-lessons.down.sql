drop policy "§ 14.1" on process_event;
drop policy "§ 14.2" on process_event;
drop policy "§ 14.3" on process_event;
drop policy "act of a lesson, insert" on process_event;
drop trigger part_followed_in_lessons on part;
drop function reads_what_lesson_quotes, act_of_lesson cascade;
drop table lesson_dissemination, lesson_part, lesson;
drop function lessons_given, follow_in_lessons, hold_lesson, hold_lesson_part;
