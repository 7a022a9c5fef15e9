-- The application's role reads, adds, and writes only the ends of what it added. It deletes nothing, and cannot write the
-- clock, the law or the register.
grant select on all tables in schema public to registry_app;
grant execute on all functions in schema public to registry_app;

grant insert on mission, office, office_end, post, post_end, person, post_placement, appointment, portal, login, designation, officer_in_charge,
  review, review_mission, team_member, report, report_title, part, part_mission, part_content, recommendation_state, recommendation_finding,
  part_search, classification, circulation, circulation_paper, circulation_part, circulation_recipient, circulation_signature, paper_signature,
  circulation_suspension, circulation_act, circulation_withholding, circulated_part, oversight_invocation, notice, idempotency to registry_app;

grant update (confirmed_at, confirmed_by, superseded_at, superseded_by) on post_placement, appointment, portal, login to registry_app;
grant update (superseded_at, superseded_by) on designation, officer_in_charge, team_member to registry_app;
grant update (status, level, submitted_at, submitted_on, version) on report to registry_app;
grant update (title, ciphertext, wrapped_key, key_id, sha256, version, grounds, third_party, third_party_consent) on report_title to registry_app;
grant update (level, version, withdrawn_at) on part to registry_app;
grant update (text, ciphertext, wrapped_key, key_id, sha256, version, grounds, third_party, third_party_consent, area, risk, systemic, components,
  difficulties, mandate, office_id, target_on, file_name, media_type, file_sha256, public_source) on part_content to registry_app;
grant update (document) on part_search to registry_app;
grant update (is_current) on part_mission, recommendation_finding to registry_app;
grant update (request_sha256, outcome, recorded_at) on idempotency to registry_app;
grant update (decision, decided_on, implementation) on recommendation_state to registry_app;
grant update (completed_at, withdrawn_at, declined_at, revoked_at, narrowed_at) on circulation to registry_app;
grant update (confirmed_at) on paper_signature to registry_app;
grant update (lifted_at) on circulation_suspension to registry_app;
grant update (ends_at) on circulated_part to registry_app;
