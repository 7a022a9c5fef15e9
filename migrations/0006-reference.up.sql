-- What the policy, its history and public sources give: offices, posts, reporting lines, missions. Persons, appointments,
-- logins and portals are entered, and confirmed, by people.
insert into office (code, name, kind, starts_on) values
  ('DPKO', 'Department of Peacekeeping Operations', 'DEPARTMENT', '1992-01-01'),
  ('DFS', 'Department of Field Support', 'DEPARTMENT', '2007-07-01'),
  ('DPO', 'Department of Peace Operations', 'DEPARTMENT', '2019-01-01'),
  ('DOS', 'Department of Operational Support', 'DEPARTMENT', '2019-01-01'),
  ('OPSP', 'Office for Peacekeeping Strategic Partnership', 'HEADQUARTERS_OFFICE', '2013-08-15'),
  ('OO', 'Office of Operations', 'HEADQUARTERS_OFFICE', '1992-01-01'),
  ('OROLSI', 'Office of Rule of Law and Security Institutions', 'HEADQUARTERS_OFFICE', '2007-01-01'),
  ('OMA', 'Office of Military Affairs', 'HEADQUARTERS_OFFICE', '2007-01-01'),
  ('POLICE_DIVISION', 'Police Division', 'HEADQUARTERS_OFFICE', '2000-01-01'),
  ('DPET', 'Policy, Evaluation and Training Division', 'HEADQUARTERS_OFFICE', '2007-01-01'),
  ('AFRICA', 'Regional divisions for Africa (shared by DPPA and DPO)', 'HEADQUARTERS_OFFICE', '2019-01-01'),
  ('MIDDLE_EAST_ASIA', 'Regional divisions for the Middle East, Asia and the Pacific (shared by DPPA and DPO)', 'HEADQUARTERS_OFFICE', '2019-01-01'),
  ('EUROPE_AMERICAS', 'Regional divisions for Europe, Central Asia and the Americas (shared by DPPA and DPO)', 'HEADQUARTERS_OFFICE', '2019-01-01'),
  ('OIOS', 'Office of Internal Oversight Services', 'OVERSIGHT', '1994-01-01'),
  ('REGISTRY', 'The registry of OPSP reports: its administrators and auditors', 'REGISTRY', '2013-08-15');

insert into office_end (office_id, ends_on, recorded_at)
  select id, '2018-12-31', day_begins(starts_on) from office where code in ('DPKO', 'DFS', 'OO');

update office o set parent_id = p.id from office p
  where (o.code, p.code) in (('OO', 'DPKO'), ('POLICE_DIVISION', 'OROLSI'), ('AFRICA', 'DPO'), ('MIDDLE_EAST_ASIA', 'DPO'), ('EUROPE_AMERICAS', 'DPO'));

insert into circulation_headquarters (office_id, source)
  select id, 'DPKO/DFS 2015.05 §12, §21; change of reporting line, 2019' from office
  where code in ('DPKO', 'DFS', 'DPO', 'DOS', 'OPSP', 'OROLSI', 'OMA', 'DPET');

insert into post (code, name, role, starts_on) values
  ('USG_DPKO', 'Under-Secretary-General for Peacekeeping Operations', 'UNDER_SECRETARY_GENERAL', '1992-01-01'),
  ('USG_DFS', 'Under-Secretary-General for Field Support', 'UNDER_SECRETARY_GENERAL', '2007-07-01'),
  ('USG_DPO', 'Under-Secretary-General for Peace Operations', 'UNDER_SECRETARY_GENERAL', '2019-01-01'),
  ('USG_DOS', 'Under-Secretary-General for Operational Support', 'UNDER_SECRETARY_GENERAL', '2019-01-01'),
  ('ASG_OO', 'Assistant Secretary-General for Operations', 'ASSISTANT_SECRETARY_GENERAL', '1992-01-01'),
  ('ASG_OROLSI', 'Assistant Secretary-General for Rule of Law and Security Institutions', 'ASSISTANT_SECRETARY_GENERAL', '2007-01-01'),
  ('ASG_DFS', 'Assistant Secretary-General for Field Support', 'ASSISTANT_SECRETARY_GENERAL', '2007-07-01'),
  ('ASG_AFRICA', 'Assistant Secretary-General for Africa', 'ASSISTANT_SECRETARY_GENERAL', '2019-01-01'),
  ('ASG_MIDDLE_EAST_ASIA', 'Assistant Secretary-General for the Middle East, Asia and the Pacific', 'ASSISTANT_SECRETARY_GENERAL', '2019-01-01'),
  ('ASG_EUROPE_AMERICAS', 'Assistant Secretary-General for Europe, Central Asia and the Americas', 'ASSISTANT_SECRETARY_GENERAL', '2019-01-01'),
  ('ASG_DOS', 'Assistant Secretary-General for Operational Support', 'ASSISTANT_SECRETARY_GENERAL', '2019-01-01'),
  ('MILITARY_ADVISER', 'Military Adviser', 'MILITARY_ADVISER', '2007-01-01'),
  ('POLICE_ADVISER', 'Police Adviser', 'POLICE_ADVISER', '2000-01-01'),
  ('DIRECTOR_DPET', 'Director, Policy, Evaluation and Training', 'DIRECTOR', '2007-01-01'),
  ('DIRECTOR_OPSP', 'Director, Office for Peacekeeping Strategic Partnership', 'DIRECTOR_OPSP', '2013-08-15'),
  ('OPSP_SENIOR_MILITARY', 'Senior Military Strategic Partnership Officer', 'SENIOR_MILITARY_OFFICER', '2013-08-15'),
  ('OPSP_SENIOR_POLICE', 'Senior Police Strategic Partnership Officer', 'SENIOR_POLICE_OFFICER', '2013-08-15'),
  ('OPSP_MISSION_SUPPORT', 'Mission Support Officer', 'MISSION_SUPPORT_OFFICER', '2013-08-15'),
  ('OPSP_TEAM_ASSISTANT', 'Team Assistant', 'TEAM_ASSISTANT', '2013-08-15'),
  ('HEAD_OF_OIOS', 'Under-Secretary-General for Internal Oversight Services', 'HEAD_OF_OVERSIGHT', '1994-01-01'),
  ('ADMINISTRATOR_1', 'Administrator of the registry', 'ADMINISTRATOR', '2013-08-15'),
  ('ADMINISTRATOR_2', 'Second administrator of the registry', 'ADMINISTRATOR', '2013-08-15'),
  ('AUDITOR', 'Auditor of the register', 'AUDITOR', '2013-08-15');

insert into post_end (post_id, ends_on, recorded_at)
  select id, '2018-12-31', day_begins(starts_on) from post where code in ('USG_DPKO', 'USG_DFS', 'ASG_OO', 'ASG_DFS');

insert into post_placement (post_id, office_id, is_head, starts_on, entered_at, confirmed_at)
  select p.id, o.id, placed.is_head, greatest(p.starts_on, o.starts_on), day_begins(p.starts_on), day_begins(p.starts_on)
  from (values
    ('USG_DPKO', 'DPKO', true), ('USG_DFS', 'DFS', true), ('USG_DPO', 'DPO', true), ('USG_DOS', 'DOS', true),
    ('ASG_OO', 'OO', true), ('ASG_OROLSI', 'OROLSI', true), ('ASG_DFS', 'DFS', false),
    ('ASG_AFRICA', 'AFRICA', true), ('ASG_MIDDLE_EAST_ASIA', 'MIDDLE_EAST_ASIA', true), ('ASG_EUROPE_AMERICAS', 'EUROPE_AMERICAS', true),
    ('ASG_DOS', 'DOS', false), ('MILITARY_ADVISER', 'OMA', true), ('POLICE_ADVISER', 'POLICE_DIVISION', true), ('DIRECTOR_DPET', 'DPET', true),
    ('DIRECTOR_OPSP', 'OPSP', true), ('OPSP_SENIOR_MILITARY', 'OPSP', false), ('OPSP_SENIOR_POLICE', 'OPSP', false),
    ('OPSP_MISSION_SUPPORT', 'OPSP', false), ('OPSP_TEAM_ASSISTANT', 'OPSP', false),
    ('HEAD_OF_OIOS', 'OIOS', true), ('ADMINISTRATOR_1', 'REGISTRY', false), ('ADMINISTRATOR_2', 'REGISTRY', false), ('AUDITOR', 'REGISTRY', false)
  ) placed (post, office, is_head)
  join post p on p.code = placed.post
  join office o on o.code = placed.office;

-- History: DPKO and DFS together until the end of 2018, the Department of Peace Operations from 2019 on.
insert into reporting_line (code, name, starts_on, ends_on) values
  ('DUAL', 'The Under-Secretaries-General for Peacekeeping Operations and for Field Support', '2013-08-15', '2018-12-31'),
  ('SINGLE', 'The Under-Secretary-General for Peace Operations', '2019-01-01', null);
insert into reporting_line_post
  select line, p.id from (values ('DUAL', 'USG_DPKO'), ('DUAL', 'USG_DFS'), ('SINGLE', 'USG_DPO')) signs (line, post) join post p on p.code = signs.post;

-- Missions, from public lists. A month that is not known for certain says so under date_confidence.
insert into mission (acronym, name, kind, area, country_code, started_in, planned_end_on, head_title, source, date_confidence, note) values
  ('UNTSO', 'United Nations Truce Supervision Organization', 'PEACEKEEPING', 'Middle East (Egypt, Israel, Jordan, Lebanon, Syrian Arab Republic)', null, '1948-05', null, 'Head of Mission/Chief of Staff', 'wikimili.com/en/Timeline_of_United_Nations_peacekeeping_missions (start year); a public list of mission locations (name, area, note); nepalnews.com (Gauchat: "head of mission and chief of staff")', 'year confirmed; month: May from memory (resolution 50 of 29 May), June in the UN timeline read (scribd 62937492)', 'Regional area: no single host state; military observers only; regular budget.'),
  ('UNMOGIP', 'United Nations Military Observer Group in India and Pakistan', 'PEACEKEEPING', 'Jammu and Kashmir (India and Pakistan)', null, '1949-01', null, 'Chief Military Observer and Head of Mission', 'wikimili.com/en/Timeline_of_United_Nations_peacekeeping_missions (start year); a public list of mission locations (name, area, note)', 'year and month confirmed (scribd 62937492); head title from memory', 'Area is disputed: store as area text, not as a country.'),
  ('UNFICYP', 'United Nations Peacekeeping Force in Cyprus', 'PEACEKEEPING', 'Cyprus', 'CYP', '1964-03', null, 'SRSG and Head of Mission', 'wikimili.com/en/Timeline_of_United_Nations_peacekeeping_missions (start year); haberport.com (Diagne: SRSG and head of UNFICYP)', 'year and month confirmed (scribd 62937492)', ''),
  ('UNDOF', 'United Nations Disengagement Observer Force', 'PEACEKEEPING', 'Golan (Syrian Arab Republic)', null, '1974-06', null, 'Head of Mission and Force Commander', 'ubique.americangeo.org current UN peacekeeping operations map (start year); a public list of mission locations (name, area, note)', 'year confirmed; month and head title from memory', 'Area of separation; one person holds HoM and HOMC.'),
  ('UNIFIL', 'United Nations Interim Force in Lebanon', 'PEACEKEEPING', 'Southern Lebanon', 'LBN', '1978-03', '2026-12-31', 'Head of Mission and Force Commander', 'ubique.americangeo.org current UN peacekeeping operations map (start year); thehawk.in and tass.com/world/2008699 on S/RES/2790 (28 Aug 2025)', 'year confirmed; planned end confirmed; month and head title from memory', 'Three separate dates: operations cease, drawdown ends, liquidation ends.'),
  ('MINURSO', 'United Nations Mission for the Referendum in Western Sahara', 'PEACEKEEPING', 'Western Sahara', 'ESH', '1991-04', null, 'SRSG and Head of Mission', 'ubique.americangeo.org current UN peacekeeping operations map (start year); a public list of mission locations (name, area, note)', 'year confirmed; month confirmed by educationobservers.blogspot.com', 'Non-self-governing territory.'),
  ('UNMIK', 'United Nations Interim Administration Mission in Kosovo', 'PEACEKEEPING', 'Kosovo', null, '1999-06', null, 'SRSG and Head of Mission', 'ubique.americangeo.org current UN peacekeeping operations map (start year); usmuslims.com (Due: SRSG and Head of UNMIK, Jan 2025)', 'year confirmed; month from memory', 'No official ISO code; use area text.'),
  ('UNMIL', 'United Nations Mission in Liberia', 'PEACEKEEPING', 'Liberia', 'LBR', '2003-10', null, 'SRSG and Head of Mission', 'unmil.unmissions.org ("established in October 2003 ... completed its mandate on 30 March 2018")', 'start and end confirmed', 'UN lists often give September 2003 (resolution 1509) as the start.'),
  ('UNOCI', 'United Nations Operation in Côte d''Ivoire', 'PEACEKEEPING', 'Côte d''Ivoire', 'CIV', '2004-04', null, 'SRSG and Head of Mission', 'ubique.americangeo.org current UN peacekeeping operations map (start year); news.un.org/en/story/2013/05/439992 (Koenders: SRSG and head of UNOCI)', 'year confirmed; start month and end date from memory', ''),
  ('MINUSTAH', 'United Nations Stabilization Mission in Haiti', 'PEACEKEEPING', 'Haiti', 'HTI', '2004-06', null, 'SRSG and Head of Mission', 'reliefweb.int MINUJUSTH completes its mandate; kurv.com (AP, April 2017)', 'start month confirmed; end "mid-October 2017" confirmed, the 15th from memory', 'Succeeded by MINUJUSTH.'),
  ('UNAMID', 'African Union-United Nations Hybrid Operation in Darfur', 'HYBRID', 'Darfur (Sudan)', 'SDN', '2007-07', null, 'Joint Special Representative and Head of Mission', 'ubique.americangeo.org current UN peacekeeping operations map (start year); a public list of mission locations (name, area, note)', 'start year and end date confirmed; month from memory', 'Liquidation went on after the mandate ended: keep records open for a closed mission.'),
  ('MONUSCO', 'United Nations Organization Stabilization Mission in the Democratic Republic of the Congo', 'PEACEKEEPING', 'Democratic Republic of the Congo', 'COD', '2010-07', null, 'SRSG and Head of Mission', 'ubique.americangeo.org current UN peacekeeping operations map (start year); mediaguinee.org (Keita, Jan 2021)', 'year confirmed; month from memory', 'Succeeded MONUC. Contains the Force Intervention Brigade.'),
  ('UNISFA', 'United Nations Interim Security Force for Abyei', 'PEACEKEEPING', 'Abyei', null, '2011-06', null, 'Head of Mission and Force Commander (acting, varies)', 'ubique.americangeo.org current UN peacekeeping operations map (start year); a public list of mission locations (name, area, note)', 'year confirmed; month and head title from memory', 'Area claimed by Sudan and South Sudan.'),
  ('UNMISS', 'United Nations Mission in South Sudan', 'PEACEKEEPING', 'South Sudan', 'SSD', '2011-07', null, 'SRSG and Head of Mission', 'ubique.americangeo.org current UN peacekeeping operations map (start year); nyaellisricketts.com copy of UN DPO page (Shearer: SRSG and Head)', 'year confirmed; month from memory', ''),
  ('MINUSMA', 'United Nations Multidimensional Integrated Stabilization Mission in Mali', 'PEACEKEEPING', 'Mali', 'MLI', '2013-04', null, 'SRSG and Head of Mission', 'newsukraine.rbc.ua 1 Jan 2024; africachinapresscentre.org on S/RES/2690; peacekeeping.un.org/en/minusma-continues-its-gradual-exit-mali', 'start (S/RES/2100, 25 Apr 2013), mandate end 30 June 2023 and withdrawal 31 Dec 2023 confirmed', 'Mandate ended 2023-06-30; withdrawal done 2023-12-31; liquidation from 2024-01-01 led by DOS.'),
  ('MINUSCA', 'United Nations Multidimensional Integrated Stabilization Mission in the Central African Republic', 'PEACEKEEPING', 'Central African Republic', 'CAF', '2014-04', null, 'SRSG and Head of Mission', 'ubique.americangeo.org current UN peacekeeping operations map (start year); a public list of mission locations (name, area, note)', 'year confirmed; month from memory', ''),
  ('MINUJUSTH', 'United Nations Mission for Justice Support in Haiti', 'PEACEKEEPING', 'Haiti', 'HTI', '2017-10', null, 'SRSG and Head of Mission', 'reliefweb.int MINUJUSTH completes its mandate (15 Oct 2019)', 'start month and end date confirmed; head title from memory', 'Police only (formed police units). Followed by BINUH, a special political mission.'),
  ('UNAMA', 'United Nations Assistance Mission in Afghanistan', 'SPECIAL_POLITICAL', 'Afghanistan', 'AFG', '2002-03', null, 'SRSG and Head of Mission', 'educationobservers.blogspot.com (Aug 2013: "DPKO directs one political mission")', 'DPKO direction in 2013 confirmed; dates from memory', 'Special political mission, not peacekeeping; listed because DPKO directed it in 2013. The move to DPA (about 2014) is from memory.');

insert into office (code, name, kind, mission_id, starts_on)
  select acronym, name, 'MISSION', id, (started_in || '-01')::date from mission;
insert into office_end (office_id, ends_on, recorded_at)
  select o.id, ended.ends_on::date, day_begins(o.starts_on) from (values
    ('UNMIL', '2018-03-30'),
    ('UNOCI', '2017-06-30'),
    ('MINUSTAH', '2017-10-15'),
    ('UNAMID', '2020-12-31'),
    ('MINUSMA', '2023-12-31'),
    ('MINUJUSTH', '2019-10-15')
  ) ended (acronym, ends_on)
  join office o on o.code = ended.acronym;

insert into post (code, name, role, starts_on)
  select kind.prefix || '_' || m.acronym, case kind.role when 'HEAD_OF_MISSION' then m.head_title else kind.title end || ', ' || m.acronym, kind.role, o.starts_on
  from mission m
  join office o on o.mission_id = m.id
  cross join (values
    ('HOM', 'HEAD_OF_MISSION', 'Head of Mission'),
    ('HOMC', 'HEAD_OF_MILITARY_COMPONENT', 'Head of Military Component'),
    ('HOPC', 'HEAD_OF_POLICE_COMPONENT', 'Head of Police Component'),
    ('DMS', 'DIRECTOR_OF_MISSION_SUPPORT', 'Director of Mission Support')) kind (prefix, role, title);
insert into post_placement (post_id, office_id, is_head, starts_on, entered_at, confirmed_at)
  select p.id, o.id, p.role = 'HEAD_OF_MISSION', p.starts_on, day_begins(p.starts_on), day_begins(p.starts_on)
  from post p
  join mission m on p.code in ('HOM_' || m.acronym, 'HOMC_' || m.acronym, 'HOPC_' || m.acronym, 'DMS_' || m.acronym)
  join office o on o.mission_id = m.id;
