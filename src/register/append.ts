import type { Receipt } from "./entry";

/** Anything that sends one statement. */
export interface Sender {
  query(text: string, values: unknown[]): Promise<unknown>;
}

interface AppendedRow {
  entry_id: string;
  entry_hash: string;
  sequence: number;
}

/** An entry that was appended: its receipt, and its place. */
export interface Appended extends Receipt {
  sequence: number;
}

const APPEND = "select entry_id, entry_hash, entry_sequence::float8 as sequence from register_append($1::text[])";

/** Appends canonical entries in their order, in the transaction of who sends. */
export async function append(sender: Sender, entries: readonly string[]): Promise<Appended[]> {
  const given = (await sender.query(APPEND, [entries])) as { rows: AppendedRow[] } | AppendedRow[];
  const rows = Array.isArray(given) ? given : given.rows;
  return rows.map((row) => ({ id: row.entry_id, hash: row.entry_hash, sequence: row.sequence }));
}
