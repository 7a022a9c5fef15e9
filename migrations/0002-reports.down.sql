drop function awaits_consent, report_level_at, part_level_at;
drop table classification, part_search, recommendation_finding, recommendation_state, part_content, part_mission, part, report_title, report,
  team_member, review_mission, review, sensitivity_ground, classification_level;
drop function take_place, hold_reviewed_missions, hold_submitted_links, hold_submitted_content, hold_submitted_part, hold_submitted_report, are_grounds, level_rank;
