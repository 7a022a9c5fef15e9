import type { Client } from "pg";

import type { DatabaseMutant } from "./database-mutants";

/** A function or a view of the second wall, as the database tells of it. */
interface Definition {
  readonly name: string;
  readonly text: string;
}

const FUNCTIONS = `
  select proname as name, pg_get_functiondef(oid) as text from pg_proc
  where pronamespace = 'public'::regnamespace and proname = any($1) order by proname`;

const WINDOWS = `
  select 'window_of_viewer' as name, 'create or replace view window_of_viewer as ' || pg_get_viewdef('window_of_viewer'::regclass) as text`;

/** The functions that say up to which rank a viewer reads. */
const RANKS = ["rank_of_covers", "rank_of_outlines", "rank_of_parts", "rank_of_titles"];

/** What else is asked in one place, with what it is changed to. */
const CHANGES: Readonly<Record<string, readonly (readonly [asked: string, instead: string])[]>> = {
  asks_alone: [["and not asking.is_through", ""]],
  reports_read_whole: [
    ["reports_of_team() || ", ""],
    [" || reports_of_oversight()", ""],
  ],
  reviews_of_team: [
    ["asking.is_opsp and ", ""],
    ["t.post_id = any (asking.posts)", "true"],
    ["t.sight_from <= shifted_now(asking.shift)", "true"],
    ["< t.sight_until", "is not null"],
  ],
  reports_of_oversight: [
    ["o.office_id = any (asking.confidential_offices)", "true"],
    [" and r.status = 'SUBMITTED'", ""],
    ["o.starts_at <= shifted_now(asking.shift)", "true"],
    ["< o.ends_at", "is not null"],
  ],
  window_of_viewer: [
    ["c.post_id = ANY ((asking.v).posts)", "false"],
    ["c.office_id = ANY ((asking.v).offices)", "false"],
    ["c.office_id = ANY ((asking.v).confidential_offices)", "false"],
    ["c.office_id = ANY ((asking.v).portal_offices)", "false"],
    ["c.part_level = 'UNCLASSIFIED'::text", "true"],
    ["c.part_level = 'CONFIDENTIAL'::text", "true"],
    ["c.portals_allowed", "true"],
    ["< c.ends_at", "is not null"],
  ],
};

function changed({ name, text }: Definition, asked: string, instead: string): DatabaseMutant {
  if (text.split(asked).length !== 2) throw new Error(`${name} does not ask "${asked}" once.`);
  return {
    name: `${name} with ${instead === "" ? "nothing" : instead} for ${asked.trim()}`,
    make: text.replace(asked, () => instead),
    mend: text,
    killedBy: "rows",
  };
}

/** Without each of the facts for which a rank is given, and with each rank raised. */
function ofRank(definition: Definition): DatabaseMutant[] {
  const facts = definition.text.match(/asking\.is_\w+/g) ?? [];
  const ranks = [...definition.text.matchAll(/when asking\.is_(?:\w| or asking\.is_)+ then ([12])/g)];
  if (facts.length === 0 || ranks.length === 0) throw new Error(`${definition.name} gives no rank.`);
  return [
    ...facts.map((fact) => changed(definition, fact, "false")),
    ...ranks.map(([clause, rank]) => changed(definition, clause, clause.replace(/\d$/, String(Number(rank) + 1)))),
  ];
}

/** What the functions and the view that policies ask would give with one thing less asked, or one more. */
export async function functionMutants(client: Client): Promise<DatabaseMutant[]> {
  const { rows: functions } = await client.query<Definition>(FUNCTIONS, [[...RANKS, ...Object.keys(CHANGES)]]);
  const { rows: views } = await client.query<Definition>(WINDOWS);
  return [...functions, ...views].flatMap((definition) =>
    RANKS.includes(definition.name)
      ? ofRank(definition)
      : CHANGES[definition.name]!.map(([asked, instead]) => changed(definition, asked, instead)),
  );
}
