import { Client } from "pg";

import { StartError } from "../start-error";
import { reach, withOptions } from "./address";
import { BACKUP, prepareDatabase } from "./roles";

/** One instant of the database, held as long as it is dumped. */
export interface Held {
  readonly snapshot: string;
  /** The last entry of the register, and its hash. */
  readonly register: { readonly sequence: number; readonly hash: string };
  /** The major version of the server. */
  readonly major: number;
}

/** Holds one instant of the database by the role that reads everything, while it is worked with. */
export async function holding<T>(url: string, work: (held: Held) => Promise<T>): Promise<T> {
  return connected(withOptions(url, { role: BACKUP }), async (client) => {
    await client.query("begin transaction isolation level repeatable read, read only");
    const { rows } = await client.query<{ sequence: number; hash: string; version: number; snapshot: string }>(
      `select sequence::float8 as sequence, hash, current_setting('server_version_num')::int as version, pg_export_snapshot() as snapshot
       from register_head`,
    );
    const { sequence, hash, version, snapshot } = rows[0]!;
    const done = await work({ snapshot, register: { sequence, hash }, major: Math.floor(version / 10_000) });
    await client.query("commit");
    return done;
  });
}

/** Makes a database ready to be restored into, and gives the major version of its server; one that holds a registry is refused. */
export async function prepareEmpty(url: string): Promise<number> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ there: boolean; version: number }>(
      `select to_regclass('public.schema_migration') is not null as there, current_setting('server_version_num')::int as version`,
    );
    const { there, version } = rows[0]!;
    if (there) throw new StartError("This database holds a registry already: restore into an empty one.");
    await prepareDatabase(client);
    return Math.floor(version / 10_000);
  });
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: "registry backup" });
  await reach(url, () => client.connect());
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
