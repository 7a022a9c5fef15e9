import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";

const WORKING = `select count(*)::int as working from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and state <> 'idle'`;
/** How often it is looked, in milliseconds, and how often nothing must be found: between two statements a server rests, too. */
const EVERY = 100;
const TIMES = 3;
/** After so many milliseconds the bench gives up. */
const PATIENCE = 300_000;

/** Resolves once the database works for nobody: what was given up at the end of a measurement must not weigh on the next. */
export async function idle(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    const begun = performance.now();
    for (let idly = 0; idly < TIMES; await pause(EVERY)) {
      const { rows } = await client.query<{ working: number }>(WORKING);
      idly = rows[0]!.working === 0 ? idly + 1 : 0;
      if (performance.now() - begun > PATIENCE) throw new Error("The database does not come to rest.");
    }
  } finally {
    await client.end();
  }
}
