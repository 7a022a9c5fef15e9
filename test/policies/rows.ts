import type { Client } from "pg";

import { digestOf } from "../../src/access/sealing";

/** What the makers of rows share. */

export const STRICT = "STRICTLY_CONFIDENTIAL";

/** Rows of one table, given as objects whose values PostgreSQL reads by the table's own types. */
export async function insert(client: Client, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(", ");
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** The uuid that a name gets wherever it is a row. */
export const uuidOf = (name: string) => {
  const hash = digestOf(name).toString("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

/** The id of a post or an office, by its code. */
export type Ids = (code: string) => string;

export const hex = (bytes: Buffer) => `\\x${bytes.toString("hex")}`;
