import { createHash } from "node:crypto";
import type { PoolClient } from "pg";

/** A statement with its parameters. */
export interface Given {
  readonly text: string;
  readonly values: unknown[];
  /** By what it is known, where that has been found already. */
  readonly name?: string;
  readonly planForValues?: boolean;
}

/** How many statements one connection keeps prepared: a plan of many tables takes about a megabyte. */
const MOST_PREPARED = 64;

/** Of how many statements it is remembered that they were asked. */
const MOST_REMEMBERED = 4096;

/** Names in the order of their last use, the oldest first. */
class Recent {
  private readonly names = new Set<string>();

  constructor(private readonly most: number) {}

  /** Uses a name; tells whether it was there. */
  use(name: string): boolean {
    const wasThere = this.names.delete(name);
    this.names.add(name);
    return wasThere;
  }

  /** The name that has to go. */
  surplus(): string | undefined {
    if (this.names.size <= this.most) return undefined;
    const [oldest] = this.names;
    this.names.delete(oldest!);
    return oldest;
  }
}

const asked = new Recent(MOST_REMEMBERED);
const prepared = new WeakMap<PoolClient, Recent>();

/**
 * Sends a statement, prepared and planned once for each connection where it is asked again: planning is most of its time, and a statement
 * has the same text for every viewer with rights of the same kinds.
 */
export async function send<Row>(client: PoolClient, given: Given): Promise<Row[]> {
  const { text, values, planForValues } = given;
  if (planForValues) return sendPlanned(client, { text, values });
  const name = given.name ?? nameOf(text);
  const isKnown = asked.use(name);
  asked.surplus();
  if (!isKnown) return (await client.query<never>({ text, values })).rows;
  makeRoom(client, name);
  return (await client.query<never>({ name, text, values })).rows;
}

/** By what a statement is known, whoever asks it. */
export const nameOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** Has a statement planned for its values, in the transaction at hand. */
async function sendPlanned<Row>(client: PoolClient, statement: { text: string; values: unknown[] }): Promise<Row[]> {
  const [, { rows }] = await Promise.all([
    client.query("set local plan_cache_mode = force_custom_plan"),
    client.query<never>(statement),
  ]);
  return rows;
}

/** Nothing waits for what is given up: statements go out in their order. */
function makeRoom(client: PoolClient, name: string): void {
  const names = prepared.get(client) ?? new Recent(MOST_PREPARED);
  prepared.set(client, names);
  if (names.use(name)) return;
  const oldest = names.surplus();
  if (oldest === undefined) return;
  const { parsedStatements } = driverOf(client);
  if (!(oldest in parsedStatements)) return;
  client.query(`deallocate ${client.escapeIdentifier(oldest)}`).catch(() => undefined);
  delete parsedStatements[oldest];
}

/** The driver remembers by name what it has prepared. */
const driverOf = (client: PoolClient) =>
  (client as PoolClient & { connection: { parsedStatements: Record<string, string> } }).connection;
