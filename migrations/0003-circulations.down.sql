drop function covers_part, may_confirm_paper, gains_by, paper_signatory, awaits_paper, may_still_sign, circulation_state, is_headquarters;
drop table notice, oversight_invocation, circulated_part, circulation_withholding, circulation_act, circulation_suspension, paper_signature,
  circulation_signature, circulation_headquarters, circulation_recipient, circulation_part, circulation_paper, circulation;
drop function hold_proposal, hold_circulation, only_shorten_window;
