import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { withDatabase } from "../../src/database/address";
import { grantDatabase } from "../../src/database/roles";
import { LOGIN, TEMPLATE } from "./cluster";

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
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asSuperuser(async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
    await grantDatabase(client, name);
  });
  const migratorUrl = withDatabase(clusterUrl(), name);
  const login = new URL(migratorUrl);
  login.username = LOGIN;
  login.password = LOGIN;
  const close = () => asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return { url: login.href, migratorUrl, close };
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
