import { createHash } from "node:crypto";
import type { PoolClient } from "pg";

/** A statement with its parameters. */
interface Given {
  readonly text: string;
  readonly values: unknown[];
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
export async function send<Row>(client: PoolClient, { text, values, planForValues }: Given): Promise<Row[]> {
  if (planForValues) return sendPlanned(client, { text, values });
  const name = createHash("sha256").update(text).digest("base64url");
  const isKnown = asked.use(name);
  asked.surplus();
  if (!isKnown) return (await client.query<never>({ text, values })).rows;
  await makeRoom(client, name);
  return (await client.query<never>({ name, text, values })).rows;
}

/** Has a statement planned for its values, in the transaction at hand. */
async function sendPlanned<Row>(client: PoolClient, statement: { text: string; values: unknown[] }): Promise<Row[]> {
  const [, { rows }] = await Promise.all([
    client.query("set local plan_cache_mode = force_custom_plan"),
    client.query<never>(statement),
  ]);
  return rows;
}

async function makeRoom(client: PoolClient, name: string): Promise<void> {
  const names = prepared.get(client) ?? new Recent(MOST_PREPARED);
  prepared.set(client, names);
  if (names.use(name)) return;
  const oldest = names.surplus();
  if (oldest === undefined) return;
  const { parsedStatements } = driverOf(client);
  if (!(oldest in parsedStatements)) return;
  await client.query(`deallocate ${client.escapeIdentifier(oldest)}`);
  delete parsedStatements[oldest];
}

/** The driver remembers by name what it has prepared. */
const driverOf = (client: PoolClient) =>
  (client as PoolClient & { connection: { parsedStatements: Record<string, string> } }).connection;
