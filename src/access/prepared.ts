import type { PoolClient } from "pg";

import { digestOf, preparedName } from "../database/prepared";

/** A statement with its parameters. */
export interface Given {
  readonly text: string;
  readonly values: unknown[];
  /** By what it is known, where that has been found already. */
  readonly digest?: string;
  readonly planForValues?: boolean;
}

/**
 * Sends a statement, prepared and planned once for each connection where it is asked again: planning is most of its time, and a statement
 * has the same text for every viewer with rights of the same kinds.
 */
export async function send<Row>(client: PoolClient, given: Given): Promise<Row[]> {
  const { text, values, planForValues } = given;
  if (planForValues) return sendPlanned(client, { text, values });
  const name = preparedName(client, given.digest ?? digestOf(text));
  return (await client.query<never>(name ? { name, text, values } : { text, values })).rows;
}

/** Has a statement planned for its values, in the transaction at hand. */
async function sendPlanned<Row>(client: PoolClient, statement: { text: string; values: unknown[] }): Promise<Row[]> {
  const [, { rows }] = await Promise.all([
    client.query("set local plan_cache_mode = force_custom_plan"),
    client.query<never>(statement),
  ]);
  return rows;
}
