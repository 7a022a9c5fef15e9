import type { Client } from "pg";

import { Random } from "../../policies/random-world";
import type { World } from "../../policies/world";

/** Values that break what is careless: of SQL, of patterns, of JSON, of Unicode, of calendars. */
const WORDS = [
  "100 % of _all_ \\ of it",
  'it\'s "quoted" -- and ended; drop table report',
  "caf\u00e9 composed",
  "cafe\u0301 decomposed",
  "\u{1F5FA} beyond the first plane, \u202Eturned\u202C and\u200Bjoined",
  "two\nlines\tand a tab",
  "null",
  "{}[]$1 ${x} :param ?",
  "\u0130 and \u00df, which change their length with their case",
  "convoys ".repeat(40),
];

/** The same world with such texts, titles and purposes; some of them nothing but that, and some the same as others. */
export function hostile(world: World, seed: number): World {
  const random = new Random(seed);
  const bent = (text: string) =>
    random.chance(0.5) ? `${text} ${random.pick(WORDS)}` : random.chance(0.2) ? random.pick(WORDS) : text;
  return {
    ...world,
    reports: world.reports.map((report) => ({
      ...report,
      title: bent(report.title),
      parts: report.parts.map((part) => ({ ...part, text: bent(part.text) })),
    })),
    circulations: world.circulations.map((one) => ({ ...one, purpose: bent(one.purpose) })),
  };
}

/** Ends that are written as none, beginnings before all time and before whatever is asked of the past, and rows that are there twice. */
const BENDING = [
  "update circulation set valid_until = 'infinity' where valid_until is null and $1(id)",
  "update circulation set valid_from = '-infinity' where valid_from is null and $1(id)",
  "update appointment set ends_on = 'infinity' where ends_on is null and $1(id)",
  "update appointment set starts_on = '-infinity' where ends_on is null and confirmed_at is not null and $1(id)",
  "update designation set ends_on = 'infinity' where ends_on is null and $1(id)",
  "update designation set starts_on = '0044-03-15 BC' where $1(id)",
  "update team_member set ends_on = 'infinity', starts_on = '-infinity' where ends_on is null and $1(id)",
  "insert into circulated_part (circulation_id, report_id, part_id, part_level, post_id, office_id, listed_on, position, part_kind, is_full, portals_allowed, copies_allowed, starts_at, ends_at) select circulation_id, report_id, part_id, part_level, post_id, office_id, listed_on, position, part_kind, is_full, portals_allowed, copies_allowed, starts_at, ends_at from circulated_part where $1(id)",
  "update circulated_part set starts_at = '-infinity' where starts_at < registry_now() - interval '101 days' and $1(id)",
];

/** What may be nothing at all, and is: every column that allows it and that the policy does not speak of. */
const EMPTIED = {
  part_content: ["third_party_consent", "public_source"],
  report_title: ["third_party_consent"],
  appointment: ["entered_by", "confirmed_by", "contributing_country", "mission_leadership"],
  designation: ["designated_by"],
  officer_in_charge: ["named_by"],
  circulation: ["proposed_by"],
  circulation_act: ["person_id", "post_id", "reason"],
  review: ["requesting_post_id", "requesting_country"],
};

/** Bends a third of the rows, past the triggers that keep such values out. */
export async function hostileRows(client: Client, seed: number): Promise<void> {
  const some = (id: string) => `hashtextextended(${id}::text, ${seed}) % 3 = 0`;
  await client.query("begin");
  await client.query("set local session_replication_role = replica");
  for (const statement of BENDING) await client.query(statement.replace("$1(id)", some("id")));
  await client.query("select place_in_lists(array(select id from part))");
  for (const [table, columns] of Object.entries(EMPTIED))
    for (const column of columns) await client.query(`update ${table} x set ${column} = null where ${some("x")}`);
  await client.query("commit");
}
