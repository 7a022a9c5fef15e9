import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { withDatabase } from "../../src/database/address";
import { installedBinaries } from "../../src/database/cluster-folder";
import { startEmbeddedPostgres } from "../../src/database/embedded";
import type { EmbeddedPostgres } from "../../src/database/embedded";
import { migrate } from "../../src/database/migrations";
import { installTicketKey } from "../../src/database/tickets";
import { closedFolder, postgresAccount } from "../../src/database/postgres-account";
import { toPostgresLog } from "./sinks";
import { temporaryFolder } from "./temporary-folder";

/** The database that has every migration and no rows but theirs. */
export const TEMPLATE = "registry_template";

/** The login of the server under test: it may do what `registry_app` may, and nothing else. */
export const LOGIN = "registry_test";

/** The key that the template's database knows tickets by. */
export const TICKET_KEY = Buffer.alloc(32, "a key of tickets for tests only");

interface TestCluster {
  folder: ReturnType<typeof temporaryFolder>;
  postgres: EmbeddedPostgres;
}

const held = globalThis as { testCluster?: TestCluster };

/** Starts a server that nothing waits for the disk with: it is fast, and a crash may lose it. */
export async function startTestCluster(): Promise<void> {
  const folder = temporaryFolder("registry-test-");
  const binaries = await reachableBinaries(folder.path);
  const postgres = await startEmbeddedPostgres({ folder: folder.path, durable: false, binaries, log: toPostgresLog });
  held.testCluster = { folder, postgres };
  process.env.TEST_CLUSTER_URL = postgres.url;
  await makeTemplate(postgres.url).catch(async (error: unknown) => {
    await stopTestCluster();
    throw error;
  });
}

export async function stopTestCluster(): Promise<void> {
  if (held.testCluster === undefined) return;
  const { folder, postgres } = held.testCluster;
  await postgres.stop();
  folder.remove();
}

/** Below a folder that PostgreSQL's user may not enter, its programs are copied to one that it may. */
export async function reachableBinaries(folder: string): Promise<string> {
  const installed = installedBinaries();
  if ((await closedFolder(join(installed, "bin"), await postgresAccount())) === undefined) return installed;
  const copy = join(folder, "binaries");
  if (!existsSync(copy)) cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function makeTemplate(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(withDatabase(url, TEMPLATE));
  await installTicketKey(withDatabase(url, TEMPLATE), TICKET_KEY);
  await client.query(`CREATE ROLE ${LOGIN} LOGIN PASSWORD '${LOGIN}' IN ROLE registry_app`);
  await client.end();
}
