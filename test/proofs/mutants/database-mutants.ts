import type { Client } from "pg";

import { functionMutants } from "./function-mutants";

/** A change for the worse to the database, how it is undone, and what must tell. */
export interface DatabaseMutant {
  readonly name: string;
  readonly make: string;
  readonly mend: string;
  /** The test by which it is found. */
  readonly killedBy: "rows" | "lists" | "self-check" | "catalog" | "held open";
}

const POLICIES = `
  select tablename as table, policyname as policy, qual,
    format('drop policy if exists %1$I on %2$I; create policy %1$I on %2$I as %3$s for select to registry_app using (%4$s)',
      policyname, tablename, permissive, qual) as mend
  from pg_policies where schemaname = 'public' and 'registry_app' = any(roles) and cmd = 'SELECT' and tablename = any($1)
  order by tablename, policyname`;

/** The tables whose rows are compared with the law's, reader by reader. */
const COMPARED = [
  ...["report", "report_title", "part", "part_content", "circulation", "circulation_paper", "circulation_recipient"],
  ...[
    "circulation_signature",
    "review",
    "person",
    "appointment",
    "designation",
    "officer_in_charge",
    "login",
    "portal",
    "webhook",
    "webhook_gone",
  ],
  ...["notice", "register_entry", "recommendation_progress"],
  ...["work_plan", "work_plan_revision", "work_plan_item", "work_plan_link", "work_plan_sharing"],
  ...["lesson", "lesson_part", "lesson_dissemination"],
];

/** The tables that lists begin with: their parts are compared with those that are read. */
const LISTED = ["listed_part", "circulated_content"];

/** The place behind the bracket that closes the one at this place. */
function closing(text: string, opening: number): number {
  let depth = 0;
  for (let place = opening; place < text.length; place += 1) {
    if (text[place] === "(") depth += 1;
    if (text[place] === ")") depth -= 1;
    if (depth === 0) return place;
  }
  throw new Error(`No bracket closes ${text}.`);
}

/** What a policy asks of the viewer, of which one clause suffices: the policy without each of them. */
function withoutEachClause(qual: string): { clause: string; rest: string }[] {
  const asked = qual.indexOf("WHERE (", qual.indexOf("FROM viewer()"));
  if (!qual.startsWith("(EXISTS") || !qual.includes("FROM viewer()") || asked < 0) return [];
  const [begin, end] = [asked + "WHERE (".length, closing(qual, asked + "WHERE ".length)];
  const clauses: string[] = [""];
  for (let place = begin; place < end; place += 1) {
    if (qual.startsWith(" OR ", place)) {
      clauses.push("");
      place += " OR ".length - 1;
      continue;
    }
    const until = qual[place] === "(" ? closing(qual, place) : place;
    clauses[clauses.length - 1] += qual.slice(place, until + 1);
    place = until;
  }
  if (clauses.length < 2) return [];
  return clauses.map((clause, place) => ({
    clause: clause.replace(/\s+/g, " "),
    rest: `${qual.slice(0, begin)}${clauses.filter((_one, other) => other !== place).join(" OR ")}${qual.slice(end)}`,
  }));
}

/** Every policy dropped, every policy opened, and every clause of one that has several taken out. */
async function ofPolicies(client: Client): Promise<DatabaseMutant[]> {
  const { rows } = await client.query<{ table: string; policy: string; qual: string; mend: string }>(POLICIES, [
    [...COMPARED, ...LISTED],
  ]);
  const finderOf = (table: string, policy: string): DatabaseMutant["killedBy"] => {
    if (policy === "entered") return "catalog";
    return LISTED.includes(table) ? "lists" : "rows";
  };
  return rows.flatMap(({ table, policy, qual, mend }): DatabaseMutant[] => [
    {
      name: `${table} without ${policy}`,
      make: `drop policy "${policy}" on ${table}`,
      mend,
      killedBy: finderOf(table, policy),
    },
    ...withoutEachClause(qual).map(({ clause, rest }): DatabaseMutant => ({
      name: `${table} with ${policy} without ${clause}`,
      make: `alter policy "${policy}" on ${table} using ${rest}`,
      mend,
      killedBy: finderOf(table, policy),
    })),
    {
      name: `${table} with ${policy} for everything`,
      make: `alter policy "${policy}" on ${table} using (true)`,
      mend,
      killedBy: finderOf(table, policy),
    },
  ]);
}

/** Security not forced, or not enabled at all, table by table. */
async function ofTables(client: Client): Promise<DatabaseMutant[]> {
  const { rows } = await client.query<{ table: string }>(
    "select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  return rows.flatMap(({ table }) =>
    ["no force", "disable"].map((change): DatabaseMutant => ({
      name: `${table} with ${change} row level security`,
      make: `alter table ${table} ${change} row level security`,
      mend: `alter table ${table} enable row level security, force row level security`,
      killedBy: "self-check",
    })),
  );
}

/** The indexes that keep a look-up from telling a hidden id from an absent one by its time. */
async function ofIndexes(client: Client, names: readonly string[]): Promise<DatabaseMutant[]> {
  const { rows } = await client.query<{ name: string; mend: string }>(
    "select indexname as name, indexdef as mend from pg_indexes where schemaname = 'public' and indexname = any($1) order by 1",
    [names],
  );
  return rows.map(({ name, mend }) => ({
    name: `without ${name}`,
    make: `drop index ${name}`,
    mend,
    killedBy: "catalog",
  }));
}

const now = (clock: string) =>
  `create or replace function shifted_now(shift interval) returns timestamptz language sql stable parallel safe
     return ${clock} + shift`;

const CLOCK: DatabaseMutant = {
  name: "a clock that stands still in a transaction",
  make: now("now()"),
  mend: now("statement_timestamp()"),
  killedBy: "held open",
};

/** All mutants of a database, in an order of their own. */
export const databaseMutants = async (client: Client, indexes: readonly string[]): Promise<DatabaseMutant[]> => [
  ...(await ofPolicies(client)),
  ...(await functionMutants(client)),
  ...(await ofTables(client)),
  ...(await ofIndexes(client, indexes)),
  CLOCK,
];
