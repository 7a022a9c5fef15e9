import { Socket } from "node:net";
import { join } from "node:path";
import { Pool, types } from "pg";
import type { CustomTypesConfig, PoolConfig } from "pg";
import { DataSource } from "typeorm";
import type { DataSourceOptions } from "typeorm";
import type { Settings } from "../settings";
import { reach, withOptions } from "./address";
import { APPLICATION } from "./roles";
import { Silence } from "./silence";
import { statementClient } from "./statement-client";
import { SnakeCase } from "./snake-case";
import type { StatementListener } from "./statement-client";
import type { Tickets } from "./tickets";

/** What of the settings a connection depends on. */
export type DatabaseSettings = Pick<Settings, "pool" | "limits">;

/** The registry's database, as the application's role sees it. */
export interface Database {
  /** For reads: one short transaction each. Its statements go out without waiting for one another. */
  reading: Pool;
  /** For the register of what is read: one connection of its own, so that it neither waits behind reads nor is learnt anew by each. */
  registering: Pool;
  /** For acts: TypeORM, with every entity. */
  acting: DataSource;
  /** What every transaction of either is entered with. */
  tickets: Tickets;
  /** Told of every statement that either of the two sends; for tests that count. */
  onStatement?: StatementListener;
  close(): Promise<void>;
}

/** How long to wait for a free connection, or for a new one, in milliseconds. */
const CONNECTING = 5_000;

/** How much longer than the longest statement nothing may come before a connection counts as dead, in milliseconds. */
const SILENCE = 2_000;

/** Opens the pools, and proves that the database lets this login read and act. */
export async function openDatabase(settings: DatabaseSettings, url: string, tickets: Tickets): Promise<Database> {
  const address = withOptions(url, sessionOptions(settings));
  const heard = (text: string) => database.onStatement?.(text);
  const stream = watchedSockets(settings);
  const poolOf = (size: number) =>
    watched(new Pool({ ...poolOptions(address, size), Client: statementClient(heard), stream, pipeline: true }));
  const [reading, registering] = [poolOf(settings.pool.reading), poolOf(1)];
  const acting = new DataSource(
    actingOptions(address, settings.pool.acting, { Client: statementClient(heard, { prepares: true }), stream }),
  );
  const close = async () => {
    await Promise.all([reading.end(), registering.end(), acting.isInitialized ? acting.destroy() : undefined]);
  };
  const database: Database = { reading, registering, acting, tickets, close };
  try {
    await reach(url, () => reading.query("SELECT 1"));
    await acting.initialize();
  } catch (error) {
    await close();
    throw error;
  }
  return database;
}

/** A pool that outlives its connections: one that is lost while it is lent fails the statements that wait for it, and no more. */
function watched(pool: Pool): Pool {
  pool.on("error", ignoreLostConnection);
  pool.on("connect", (connection) => connection.on("error", ignoreLostConnection));
  return pool;
}

/** What every connection begins with: whoever logs in, it is the application's role that acts. */
function sessionOptions({ limits }: DatabaseSettings): Record<string, string> {
  return {
    role: APPLICATION,
    search_path: "public",
    plan_cache_mode: "force_generic_plan",
    timezone: "UTC",
    statement_timeout: String(limits.statementMilliseconds),
    lock_timeout: String(limits.lockMilliseconds),
    idle_in_transaction_session_timeout: String(limits.idleInTransactionMilliseconds),
  };
}

function poolOptions(address: string, size: number): PoolConfig {
  return {
    connectionString: address,
    application_name: "registry",
    max: size,
    connectionTimeoutMillis: CONNECTING,
    types: calendarDates,
  };
}

/** What stands below a connection: how it sends statements, and what it sends them through. */
interface Below {
  readonly Client: ReturnType<typeof statementClient>;
  readonly stream: () => Socket;
}

/**
 * PostgreSQL ends each statement in its time, and says so: a connection on which nothing comes for longer leads nowhere
 * any more, and is broken off, so that what waits on it fails and the next request opens another.
 */
function watchedSockets({ limits }: DatabaseSettings): () => Socket {
  const longest = Math.max(limits.statementMilliseconds, limits.idleInTransactionMilliseconds) + SILENCE;
  return () => {
    const socket = new Socket();
    return socket.setTimeout(longest, () => socket.destroy());
  };
}

function actingOptions(url: string, size: number, below: Below): DataSourceOptions {
  return {
    type: "postgres",
    url,
    entities: [join(__dirname, "../entities/*.{ts,js}")],
    poolSize: size,
    extra: { ...poolOptions(url, size), ...below },
    poolErrorHandler: ignoreLostConnection,
    installExtensions: false,
    namingStrategy: new SnakeCase(),
    logger: new Silence(),
  };
}

/** A date of the calendar stays the text that it is, for as an instant it would move with the time zone. */
const calendarDates = { getTypeParser: parserOf } as CustomTypesConfig;

function parserOf(type: number, format?: "text"): (value: string) => unknown {
  return type === types.builtins.DATE
    ? (day) => day
    : (types.getTypeParser(type, format) as (value: string) => unknown);
}

/** An idle connection that is lost leaves the pool; the next statement opens another, and says so if it cannot. */
function ignoreLostConnection(): void {}
