import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { withDatabase } from "../../src/database/address";
import { grantDatabase } from "../../src/database/roles";
import { Tickets } from "../../src/database/tickets";
import { LOGIN, TEMPLATE, TICKET_KEY } from "./cluster";

/** What servers under test enter transactions with. */
export const testTickets = new Tickets(TICKET_KEY);

/** Which of the two walls stands in a test: both, the law in the server alone, or row-level security alone. */
export type Walls = "both" | "law" | "rows";

/** A database of one test's or test file's own. */
export interface TestDatabase {
  /** As the server reaches it: a login that may do what `registry_app` may. */
  url: string;
  /** As its migrator reaches it: the superuser. */
  migratorUrl: string;
  /** Drops it, whoever is still connected. */
  close(): Promise<void>;
}

/** A fresh clone of the migrated database, in some tenths of a second. */
export async function testDatabase({ walls = wallsOfThisRun() }: { walls?: Walls } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asSuperuser(async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
    await grantDatabase(client, name);
  });
  const migratorUrl = withDatabase(clusterUrl(), name);
  const login = new URL(migratorUrl);
  login.username = login.password = LOGIN;
  if (walls === "law") await takeSecondWallAway(migratorUrl);
  const close = () => asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return { url: login.href, migratorUrl, close };
}

/** Leaves a database of a test without row-level security. */
export async function takeSecondWallAway(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`do $$ declare one record; begin
    for one in select oid::regclass as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity loop
      execute format('alter table %s disable row level security', one.name);
    end loop; end $$`);
  await client.end();
}

function wallsOfThisRun(): Walls {
  return (globalThis as { WALLS?: Walls }).WALLS ?? "both";
}

/** An empty database without a migration, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asSuperuser((client) => client.query(`CREATE DATABASE ${name}`));
  const migratorUrl = withDatabase(clusterUrl(), name);
  const close = () => asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return { url: migratorUrl, migratorUrl, close };
}

async function asSuperuser(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: clusterUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function clusterUrl(): string {
  const url = process.env.TEST_CLUSTER_URL;
  if (url === undefined) throw new Error("The tests' PostgreSQL is started by Jest: run npm test.");
  return url;
}
