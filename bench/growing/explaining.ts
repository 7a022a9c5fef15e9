import { type PoolClient, escapeLiteral } from "pg";

import type { Caller } from "../../src/access/known-viewers";
import { backendOf } from "../../src/database/tickets";
import { type FactSender, enter } from "../../src/identity/facts";
import type { Asked, Asking } from "./asking";
import type { Explained } from "./plan";

/** Under this name a statement is prepared, as the registry prepares its own. */
const NAME = "growing";

const element = (value: unknown) => (value === null ? "null" : `"${String(value).replace(/["\\]/g, "\\$&")}"`);

/** A value as it stands among those of `execute`, which takes no parameters. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof Date) return escapeLiteral(value.toISOString());
  return escapeLiteral(Array.isArray(value) ? `{${value.map(element).join(",")}}` : String(value));
}

const senderOf = (client: PoolClient): FactSender => ({
  backend: backendOf(client),
  query: async <Row>(statement: { text: string; values: unknown[] }) => ({
    rows: (await client.query(statement)).rows as Row[],
  }),
});

/** How a statement is explained: how often, and whether each node's time is taken, which slows it down. */
interface Manner {
  readonly runs: number;
  readonly timed: boolean;
}

/** After so many milliseconds a statement that is slow has been run often enough, if it was three times. */
const ENOUGH = 20_000;
const LEAST_RUNS = 3;

/** Has PostgreSQL tell what a statement took, several times, each in a transaction of its own that the reader has entered. */
export async function explain(
  asking: Asking,
  caller: Caller,
  asked: Asked,
  { runs, timed }: Manner,
): Promise<Explained[]> {
  const client = await asking.database.reading.connect();
  const values = asked.values.map(literal).join(", ");
  const explaining = `explain (analyze, buffers, timing ${timed ? "on" : "off"}, format json) execute ${NAME}${values && `(${values})`}`;
  const found: Explained[] = [];
  try {
    await client.query(`prepare ${NAME} as ${asked.text}`);
    const begun = performance.now();
    // The first has to plan, and to read what is not in memory yet.
    for (let run = 0; run <= runs && (run <= LEAST_RUNS || performance.now() - begun < ENOUGH); run += 1) {
      await client.query("begin transaction isolation level repeatable read, read only");
      if (!(await enter(senderOf(client), asking.database.tickets, caller))) throw new Error("This reader is unknown.");
      if (asked.planForValues) await client.query("set local plan_cache_mode = force_custom_plan");
      const { rows } = await client.query<{ "QUERY PLAN": [Explained] }>(explaining);
      await client.query("commit");
      found.push(rows[0]!["QUERY PLAN"][0]);
    }
    await client.query(`deallocate ${NAME}`);
    client.release();
    return found.slice(1);
  } catch (failure) {
    client.release(true);
    throw failure;
  }
}
