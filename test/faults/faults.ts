import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";

import { openDatabase } from "../../src/database/connection";
import { type Limits, readSettings } from "../../src/settings";
import { cast } from "../operations/life";
import { World } from "../operations/world";
import { testDatabase, testTickets } from "../support/database";
import { testIssuer } from "../support/issuer";
import { type Answer, TestRegistry } from "../support/registry";

/** What an answer without content looks like, whatever has failed. */
export function expectUnavailable({ status, headers, data, body, code }: Answer): void {
  expect({ status, code, data }).toEqual({ status: 503, code: "UNAVAILABLE", data: null });
  expect(Object.keys(body)).toEqual(["errors"]);
  expect(Object.keys(body.errors[0].extensions)).toEqual(["code"]);
  expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.stringify(body)).not.toMatch(/canary|select|insert|relation|postgres|lock|connection|\bat .*\.ts/i);
}

/** Another session, which holds what it was told to hold until it lets go. */
export class Holder {
  private constructor(private readonly client: Client) {}

  static async of(url: string, ...statements: string[]): Promise<Holder> {
    const client = new Client({ connectionString: url });
    client.on("error", () => undefined);
    await client.connect();
    await client.query("begin");
    for (const statement of statements) await client.query(statement);
    return new Holder(client);
  }

  async letGo(): Promise<void> {
    await this.client.query("rollback");
    await this.client.end();
  }
}

type Asking = Pick<TestRegistry, "sql">;

const WAITING = `select pid from pg_stat_activity
  where application_name = 'registry' and datname = current_database() and wait_event_type = 'Lock'`;

/** The backends of the registry that wait for a lock, once there is one. */
export async function waitingBackends(registry: Asking): Promise<number[]> {
  for (;;) {
    const found = await registry.sql<{ pid: number }>(WAITING);
    if (found.length > 0) return found.map(({ pid }) => pid);
    await pause(10);
  }
}

const BUSY = `select from pg_stat_activity where application_name = 'registry' and datname = current_database() and state <> 'idle'`;

/** Resolves when no backend of the registry is in a transaction any more. */
export async function allAtRest(registry: Asking): Promise<void> {
  while ((await registry.sql(BUSY)).length > 0) await pause(10);
}

/** A registry with its readers that has one connection to read with and one to act with: what leaks into one is met by the next. */
export async function narrowWorld(limits: Partial<Limits> = {}): Promise<World> {
  const [test, issuer] = await Promise.all([testDatabase(), testIssuer()]);
  const superuser = new Client({ connectionString: test.migratorUrl });
  await superuser.connect();
  const settings = readSettings([], {});
  const pool = { reading: 1, acting: 1 };
  const database = await openDatabase({ pool, limits: { ...settings.limits, ...limits } }, test.url, testTickets);
  const registry = await new TestRegistry({ test, database, issuer, superuser }).open();
  await registry.begin("2016-06-01T12:00:00Z");
  await cast(registry);
  return new World(registry).learn();
}
