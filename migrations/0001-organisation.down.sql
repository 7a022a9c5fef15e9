drop function post_facts, portal_facts, person_facts, posts_held, role_in_office, line_in_force, post_exists, office_exists;
drop table reporting_line_post, reporting_line, officer_in_charge, designation, login, portal, appointment, post_placement,
  person, post_end, post, office_end, office, mission;
drop function sight_ends, sight_begins, day_ends, day_begins, iso_instant, microseconds, registry_now, shifted_now, clock_shift;
drop table registry_clock;
