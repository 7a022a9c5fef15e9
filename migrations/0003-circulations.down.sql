drop trigger review_mission_followed_in_lists on review_mission;
drop trigger part_mission_followed_in_lists on part_mission;
drop trigger recommendation_state_followed_in_lists on recommendation_state;
drop trigger part_content_followed_in_lists on part_content;
drop trigger part_content_listed on part_content;
drop trigger part_followed_in_lists on part;
drop function list_windows, covers_part, may_confirm_paper, gains_by, paper_signatory, awaits_paper, may_still_sign, circulation_state, is_headquarters;
drop table notice, oversight_invocation, listed_part, circulated_content, circulated_part, circulation_withholding, circulation_act, circulation_suspension, paper_signature,
  circulation_signature, circulation_headquarters, circulation_recipient, circulation_part, circulation_paper, circulation;
drop function hold_proposal, hold_circulation, only_shorten_window, follow_in_lists, place_in_lists;
