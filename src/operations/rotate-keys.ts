import { Client } from "pg";

import type { KeyProvider, Wrapped } from "../access/sealing";
import { reach, withOptions } from "../database/address";
import { KEYS, OWNER } from "../database/roles";
import { RegisterKind } from "../entities/terms";
import { append } from "../register/append";
import { canonicalEntry } from "../register/entry";

/** How many keys are wrapped anew in one transaction: few, for acts on their rows wait so long. */
const BATCH = 50;

/** What holds sealed texts, and the column by which a row of it is known. */
export const HOLDERS = [
  { table: "report_title", id: "report_id" },
  { table: "part_content", id: "part_id" },
  { table: "recommendation_words", id: "id" },
  { table: "lesson", id: "id" },
] as const;
type Holder = (typeof HOLDERS)[number];

/** What a rotation did, and how many keys it had to leave under others: no provider could unwrap them. */
export interface Rotation {
  readonly rotated: number;
  readonly left: number;
}

/**
 * Wraps every key of a strictly confidential title or part, of what was said of one, and of a lesson anew under the provider's current key;
 * the texts stay as they are. Each batch
 * is committed with its entry in the register: what was broken off is taken up by the next call. A row is locked while its key is
 * wrapped anew, so that a server may write it before or after.
 */
export async function rotateKeys(url: string, keys: KeyProvider, batch = BATCH): Promise<Rotation> {
  const client = new Client({ connectionString: withOptions(url, { role: OWNER, timezone: "UTC" }) });
  await reach(url, () => client.connect());
  try {
    let rotated = 0;
    for (const holder of HOLDERS) {
      const turn = new Turn(client, keys, holder, batch);
      while (await turn.next()) rotated += turn.rotated;
    }
    return { rotated, left: await countLeft(client, keys) };
  } finally {
    await client.end();
  }
}

/** One walk through a table, batch after batch, by the ids of its rows. */
class Turn {
  /** How many keys the last batch wrapped anew. */
  rotated = 0;
  private after = "00000000-0000-0000-0000-000000000000";

  constructor(
    private readonly client: Client,
    private readonly keys: KeyProvider,
    private readonly holder: Holder,
    private readonly batch: number,
  ) {}

  /** Does the next batch; false where there is none. */
  async next(): Promise<boolean> {
    const { client, keys } = this;
    await client.query("begin");
    try {
      await client.query(`set local role ${KEYS}`);
      const held = await this.held();
      const anew = held.flatMap((one) => wrappedAnew(keys, one) ?? []);
      await this.keep(anew);
      await client.query(`set local role ${OWNER}`);
      if (anew.length > 0) await append(client, [await entryOf(client, keys.currentKeyId, anew.length)]);
      await client.query("commit");
      this.rotated = anew.length;
      this.after = held.at(-1)?.id ?? this.after;
      return held.length > 0;
    } catch (error) {
      await client.query("rollback");
      throw error;
    }
  }

  private async held(): Promise<Held[]> {
    const { table, id } = this.holder;
    const { rows } = await this.client.query<Held>(
      `select ${id} as id, wrapped_key as "wrappedKey", key_id as "keyId" from ${table}
       where key_id <> $1 and ${id} > $2 order by ${id} limit $3 for update`,
      [this.keys.currentKeyId, this.after, this.batch],
    );
    return rows;
  }

  private async keep(anew: readonly Held[]): Promise<void> {
    const { table, id } = this.holder;
    await this.client.query(
      `update ${table} t set wrapped_key = a.wrapped_key, key_id = a.key_id
       from unnest($1::uuid[], $2::bytea[], $3::text[]) a (id, wrapped_key, key_id) where t.${id} = a.id`,
      [anew.map((one) => one.id), anew.map(({ wrappedKey }) => wrappedKey), anew.map(({ keyId }) => keyId)],
    );
  }
}

/** A key as a row holds it. */
interface Held extends Wrapped {
  readonly id: string;
}

function wrappedAnew(keys: KeyProvider, { id, ...held }: Held): Held | undefined {
  if (!keys.has(held.keyId)) return undefined;
  try {
    return { id, ...keys.wrap(keys.unwrap(held)) };
  } catch {
    return undefined;
  }
}

async function countLeft(client: Client, { currentKeyId }: KeyProvider): Promise<number> {
  await client.query("begin");
  await client.query(`set local role ${KEYS}`);
  const { rows } = await client.query<{ count: string }>(
    `select ${HOLDERS.map(({ table }) => `(select count(*) from ${table} where key_id <> $1)`).join(" + ")} as count`,
    [currentKeyId],
  );
  await client.query("commit");
  return Number(rows[0]!.count);
}

async function entryOf(client: Client, keyId: string, count: number): Promise<string> {
  const { rows } = await client.query<{ now: string }>("select iso_instant(registry_now()) as now");
  return canonicalEntry({
    kind: RegisterKind.ACT,
    person: null,
    portal: null,
    through: null,
    byMigrator: true,
    posts: [],
    instant: rows[0]!.now,
    operation: ["rotateKeys"],
    parts: [],
    reports: [],
    paragraphs: [],
    wrappedAnew: { keyId, count },
  });
}
