import crypto from "node:crypto";

import type { Client } from "pg";

import type { Random } from "../../policies/random-world";

/** The real instant at which everything of a proof is recorded. */
const RECORDED_AT = "2026-01-15 12:00:00+00";

/**
 * Takes chance and real time out of a database, so that the same acts upon the same rows leave the same bytes: ids are counted, table
 * by table, the registry's clock stands, and what is recorded is recorded at one instant.
 */
export async function determine(client: Client): Promise<void> {
  await client.query(`create function counted_id(of text) returns uuid language plpgsql security definer set search_path = public as $$
    begin
      execute format('create sequence if not exists %I', 'counted_' || of);
      return (lpad(to_hex(hashtext(of)), 8, '0') || '-0000-4000-8000-' || lpad(to_hex(nextval(('counted_' || of)::regclass)), 12, '0'))::uuid;
    end $$`);
  const { rows: defaults } = await client.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_attrdef d join pg_class c on c.oid = d.adrelid
     join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
     where c.relnamespace = 'public'::regnamespace and pg_get_expr(adbin, adrelid) = 'gen_random_uuid()'`,
  );
  for (const { table, column } of defaults)
    await client.query(`alter table ${table} alter column ${column} set default counted_id('${table}')`);
  await rewrite(client, "register_append", (text) =>
    text
      .replaceAll("gen_random_uuid()", "counted_id('entry')")
      .replaceAll("clock_timestamp()", `timestamptz '${RECORDED_AT}'`),
  );
  await rewrite(client, "shifted_now", (text) => text.replace("statement_timestamp()", "'epoch'::timestamptz"));
}

async function rewrite(client: Client, name: string, change: (text: string) => string): Promise<void> {
  const { rows } = await client.query<{ text: string }>(
    "select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace and proname = $1",
    [name],
  );
  const changed = change(rows[0]!.text);
  if (changed === rows[0]!.text) throw new Error(`The function ${name} is not made of chance and time any more.`);
  await client.query(changed);
}

/** Sets the standing clock. */
export async function stand(client: Client, instant: Date): Promise<void> {
  await client.query("update registry_clock set shift = $1::timestamptz - 'epoch'::timestamptz", [instant]);
}

/** Does something while the labels and symbols that the program draws come from a seed. */
export async function drawing<T>(random: Random, work: () => Promise<T>): Promise<T> {
  const source: { randomInt: unknown } = crypto;
  const { randomInt } = crypto;
  source.randomInt = (most: number) => random.below(most);
  try {
    return await work();
  } finally {
    source.randomInt = randomInt;
  }
}
