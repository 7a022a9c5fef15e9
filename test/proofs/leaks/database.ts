import { inFiveWays, leaksOf } from "./leak";

/** Functions of the database that answer wrongly. */
export const databaseLeaks = inFiveWays([
  ...leaksOf("migrations/0001-organisation.up.sql", {
    "what nobody has confirmed": [
      "case when confirmed_at is null then 'infinity'::timestamptz",
      "case when confirmed_at is null then day_begins(starts_on)",
    ],
    "what has ended goes on": [
      "return coalesce(least(superseded_at, day_ends(ends_on)), 'infinity'::timestamptz)",
      "return coalesce(superseded_at, 'infinity'::timestamptz)",
    ],
    "designations that have ended": [
      "d.sight_from <= posts_held.at and posts_held.at < d.sight_until)",
      "d.sight_from <= posts_held.at)",
    ],
    "designations by any office": [
      "where d.office_id = pl.office_id and d.person_id = a.person_id",
      "where d.person_id = a.person_id",
    ],
    "designations of others": [
      "where d.office_id = pl.office_id and d.person_id = a.person_id",
      "where d.office_id = pl.office_id",
    ],
    "appointments that have ended": [
      "and a.sight_from <= posts_held.at and posts_held.at < a.sight_until",
      "and a.sight_from <= posts_held.at",
    ],
    "posts that have ended": [
      "and not exists (select from post_end e where e.post_id = p.id and day_ends(e.ends_on) <= posts_held.at and e.recorded_at <= posts_held.at)\n    and not exists (select from office_end e where e.office_id = o.id and day_ends(e.ends_on) <= posts_held.at and e.recorded_at <= posts_held.at);",
      ";",
    ],
    "officers-in-charge whose time is over": [
      "and oic.sight_from <= person_facts.at and person_facts.at < oic.sight_until",
      "and oic.sight_from <= person_facts.at",
    ],
    "portals that nobody has confirmed": [
      "where p.sight_from <= portal_facts.at and portal_facts.at < p.sight_until and office_exists(p.office_id, portal_facts.at)",
      "where office_exists(p.office_id, portal_facts.at)",
    ],
    "every appointment of everyone": [
      "where a.person_id = any (case when posts_held.only_person is null then array(select id from person) else array[posts_held.only_person] end)",
      "where a.person_id = any (array(select id from person))",
    ],
  }),
  ...leaksOf("migrations/0003-circulations.up.sql", {
    "parts that were taken out of a circulation": [
      "and not exists (select from circulation_withholding w where w.circulation_id = c.id and w.part_id = covers_part.part and w.recipient_id is null);",
      ";",
    ],
  }),
]);
