import { createRequire } from "node:module";
import type { ExecutionResult, GraphQLSchema } from "graphql";
import type { Pool, PoolClient } from "pg";

import { CursorSeal } from "../../src/access/cursor";
import { type DoorParts, Registry } from "../../src/access/door";
import { readKeyFile } from "../../src/access/key-file";
import { type Caller, KnownViewers } from "../../src/access/known-viewers";
import { Seal } from "../../src/access/sealing";
import { registrySchema } from "../../src/app-schema";
import { type Database, openDatabase } from "../../src/database/connection";
import { Tickets } from "../../src/database/tickets";
import { keysIn } from "../../src/secret-file";
import { readSettings } from "../../src/settings";
import type { World } from "../world/world";

/** The registry's own copy of GraphQL: it knows no schema of another. */
const { graphql } = createRequire(require.resolve("../../src/app-schema"))("graphql") as typeof import("graphql");

/** A statement as the registry sends it. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What the registry sent for one question: the statement that answers it, and whether it is planned for its values. */
export interface Asked extends Sent {
  readonly planForValues: boolean;
}

/** Statements here may take as long as they need, in milliseconds: what is measured is how long. */
const PATIENT = { statementMilliseconds: 600_000, idleInTransactionMilliseconds: 600_000 };

/** Cursors that are the keys themselves: the bench says where a page begins, and none is given to anybody. */
class OpenCursors extends CursorSeal {
  override open(cursor: string): string[] {
    return JSON.parse(cursor) as string[];
  }
}

/** The cursor of the registry that lies behind a row of these keys, in a list that belongs to no row. */
export const cursorAfter = (keys: readonly string[]): string => JSON.stringify(["", ...keys]);

/** The registry's own reading short of HTTP: its schema, its door and its connections, on a world. */
export class Asking {
  private constructor(
    readonly database: Database,
    private readonly schema: GraphQLSchema,
    private readonly door: Omit<DoorParts, "reading">,
  ) {}

  static async on(world: World): Promise<Asking> {
    const settings = readSettings([], {});
    const tickets = new Tickets(keysIn(world.ticketKeyFile)[0]!);
    const limits = { ...settings.limits, ...PATIENT };
    const database = await openDatabase({ ...settings, limits }, world.applicationUrl, tickets);
    const keys = readKeyFile(world.keyFile);
    const schema = registrySchema();
    const door = {
      tickets,
      schema,
      seal: new Seal(keys),
      cursors: new OpenCursors(keys.secret),
      viewers: new KnownViewers(),
    };
    return new Asking(database, schema, door);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Asks a question of one root field, and tells by which statement the registry answered it. */
  async statementOf(caller: Caller, source: string, variableValues: Record<string, unknown>): Promise<Asked> {
    const sent: Sent[] = [];
    const registry = await Registry.open({ ...this.door, reading: heard(this.database.reading, sent) }, caller);
    try {
      const entered = sent.length;
      const contextValue = { registry };
      requireAnswer(await graphql({ schema: this.schema, source, variableValues, contextValue }));
      const own = sent.slice(entered);
      const planForValues = own.some(({ text }) => text.includes("force_custom_plan"));
      return { ...own.at(-1)!, planForValues };
    } finally {
      registry.close();
    }
  }
}

/** A pool, each of whose connections tells what is sent over it. */
const heard = (pool: Pool, sent: Sent[]): Pool =>
  ({ connect: async () => hearing(await pool.connect(), sent) }) as unknown as Pool;

/** Connections that tell, each always as the same object: what a connection has prepared is remembered by it. */
const telling = new WeakMap<PoolClient, { client: PoolClient; sent: Sent[] }>();

function hearing(client: PoolClient, sent: Sent[]): PoolClient {
  const known = telling.get(client);
  if (known) {
    known.sent = sent;
    return known.client;
  }
  const query = (...given: Parameters<PoolClient["query"]>) => {
    const [statement, values] = given as unknown as [string | Sent, unknown[] | undefined];
    const { text, values: bound } = typeof statement === "string" ? { text: statement, values } : statement;
    told.sent.push({ text, values: bound ?? [] });
    return client.query(...given);
  };
  const told = { client: Object.assign(Object.create(client) as PoolClient, { query }), sent };
  telling.set(client, told);
  return told.client;
}

function requireAnswer({ errors = [] }: ExecutionResult): void {
  const [first] = errors;
  if (first) throw first.originalError ?? first;
}
