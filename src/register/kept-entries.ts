import type { Client } from "pg";

import { ChainWalk, type KeptEntry, type Verdict } from "./verify";

const BATCH = 5_000;

const NEXT = `
  select sequence::float8 as sequence, id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, entry, previous, hash
  from register_entry where sequence > $1 order by sequence limit ${BATCH}`;

/** Walks the register as the database keeps it, from its first entry to its head: one snapshot, a batch at a time. */
export async function verifyKeptRegister(client: Client): Promise<Verdict> {
  await client.query("begin transaction isolation level repeatable read, read only");
  try {
    return await walk(client);
  } finally {
    await client.query("commit");
  }
}

async function walk(client: Client): Promise<Verdict> {
  const chain = new ChainWalk();
  for (let last = -1; ;) {
    const { rows } = await client.query<KeptEntry>(NEXT, [last]);
    for (const entry of rows) {
      const fault = chain.next(entry);
      if (fault) return fault;
    }
    if (rows.length < BATCH) break;
    last = rows.at(-1)!.sequence;
  }
  const { rows: heads } = await client.query<{ sequence: number; hash: string }>(
    "select sequence::float8 as sequence, hash from register_head",
  );
  return chain.end(heads[0] ?? { sequence: 0, hash: "" });
}
