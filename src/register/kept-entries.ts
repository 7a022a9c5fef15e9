import type { Client } from "pg";

import { StartError } from "../start-error";
import { Audit, type Evidence } from "./audit";
import type { KeptEntry, Verdict } from "./verify";

const BATCH = 5_000;

const NEXT = `
  select sequence::float8 as sequence, id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, entry, previous, hash,
    json_build_object('kind', kind, 'person', person_id, 'parts', parts, 'reports', reports) as "foundBy"
  from register_entry where (sequence, recorded_at) > ($1::bigint, $2::timestamptz) order by sequence, recorded_at limit ${BATCH}`;

/** Who may read the register, in the order in which a login that may not itself is to become one of them. */
const READERS = ["registry_auditor", "registry_owner"];

/** Does a work in one snapshot of the register, as somebody who may read all of it. */
export async function inSnapshot<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query("begin transaction isolation level repeatable read, read only");
  try {
    await becomeReader(client);
    return await work();
  } finally {
    await client.query("commit");
  }
}

async function becomeReader(client: Client): Promise<void> {
  if (await readsAll(client)) return;
  const { rows } = await client.query<{ role: string }>(
    "select rolname as role from pg_roles where rolname = any($1) and pg_has_role(oid, 'set') order by array_position($1::name[], rolname)",
    [READERS],
  );
  if (!rows[0])
    throw new StartError("The login of DATABASE_URL may not read the register: give an auditor's, or the migrator's.");
  await client.query(`set local role ${rows[0].role}`);
}

async function readsAll(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean }>(
    "select has_table_privilege('register_entry', 'select') and not row_security_active('register_entry') as all",
  );
  return rows[0]!.all;
}

/** Before every number that an entry can have, also one that it should not. */
const FIRST = "-9223372036854775808";

/** The entries as the database keeps them, in their order: a batch at a time. */
export async function* keptEntries(client: Client, after?: number): AsyncGenerator<KeptEntry> {
  for (let last = [after?.toString() ?? FIRST, after === undefined ? "-infinity" : "infinity"]; ;) {
    const { rows } = await client.query<KeptEntry>(NEXT, last);
    yield* rows;
    const final = rows.at(-1);
    if (!final || rows.length < BATCH) return;
    last = [String(final.sequence), final.at];
  }
}

/** The head that the register keeps; undefined for who may not read it. */
async function keptHead(client: Client): Promise<{ sequence: number; hash: string } | undefined> {
  const { rows: may } = await client.query<{ read: boolean }>(
    "select has_table_privilege('register_head', 'select') as read",
  );
  if (!may[0]!.read) return undefined;
  const { rows } = await client.query<{ sequence: number; hash: string }>(
    "select sequence::float8 as sequence, hash from register_head",
  );
  return rows[0] ?? { sequence: 0, hash: "" };
}

/** Holds the register that a database keeps against what is known of it. */
export async function auditKeptRegister(
  client: Client,
  evidence: Evidence = {},
): Promise<{ audit: Audit; verdict: Verdict }> {
  return inSnapshot(client, async () => {
    const audit = new Audit(evidence);
    for await (const entry of keptEntries(client, evidence.after?.sequence)) audit.take(entry);
    return { audit, verdict: audit.verdict(await keptHead(client)) };
  });
}

/** Walks the register as the database keeps it, from its first entry to its head. */
export const verifyKeptRegister = async (client: Client): Promise<Verdict> => (await auditKeptRegister(client)).verdict;
