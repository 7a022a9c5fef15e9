import { Client } from "pg";

import type { KeyProvider } from "../access/sealing";
import { reach, withOptions } from "../database/address";
import { KEYS, OWNER } from "../database/roles";
import { HOLDERS } from "./rotate-keys";

const SEALED = HOLDERS.map(({ table }) => `select key_id from ${table} where key_id is not null`).join(" union all ");

/** How many strictly confidential titles and parts, and lessons, are under keys that the provider does not have: they open to nobody. */
export async function countWithoutKey(url: string, keys: KeyProvider): Promise<number> {
  const client = new Client({ connectionString: withOptions(url, { role: OWNER }), application_name: "registry keys" });
  await reach(url, () => client.connect());
  try {
    await client.query("begin read only");
    await client.query(`set local role ${KEYS}`);
    const { rows } = await client.query<{ keyId: string; count: string }>(
      `select key_id as "keyId", count(*) as count from (${SEALED}) sealed group by key_id`,
    );
    await client.query("commit");
    return rows.filter(({ keyId }) => !keys.has(keyId)).reduce((sum, { count }) => sum + Number(count), 0);
  } finally {
    await client.end();
  }
}
