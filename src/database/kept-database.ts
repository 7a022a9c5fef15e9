import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Settings } from "../settings";
import { StartError } from "../start-error";
import { withDatabase } from "./address";
import { clusterOf, readPassword, servingProcess } from "./cluster-folder";
import { startEmbeddedPostgres } from "./embedded";

/** The name of the registry's database in the embedded server. */
export const REGISTRY_DATABASE = "registry";

/** A database as it is kept, whether its server runs or not. */
export interface KeptDatabase {
  readonly url: string;
  /** Stops the server again, if it was started for this. */
  release(): Promise<void>;
}

/** Where the embedded server of a data folder keeps its cluster. */
export const postgresFolder = (dataFolder: string) => join(dataFolder, "postgres");

/** The registry's database: the one that DATABASE_URL names, else the embedded one of the data folder. */
export async function keptDatabase({ databaseUrl, migratorDatabaseUrl, dataFolder }: Settings): Promise<KeptDatabase> {
  const url = databaseUrl ?? migratorDatabaseUrl;
  if (url) return { url, release: () => Promise.resolve() };
  const folder = postgresFolder(dataFolder);
  const running = await runningAddress(folder);
  if (running) return { url: withDatabase(running, REGISTRY_DATABASE), release: () => Promise.resolve() };
  const { url: address, firstStart, stop } = await startEmbeddedPostgres({ folder, durable: true });
  if (!firstStart) return { url: withDatabase(address, REGISTRY_DATABASE), release: stop };
  await stop();
  throw new StartError(
    `There is no registry in ${dataFolder} yet: start it once with npm start, or give DATABASE_URL.`,
  );
}

/** The address of a server that runs on the folder now. */
async function runningAddress(folder: string): Promise<string | undefined> {
  if (servingProcess(folder) === undefined) return undefined;
  const [, , , port] = (await readFile(join(clusterOf(folder), "postmaster.pid"), "utf8")).split("\n");
  return `postgres://postgres:${await readPassword(folder)}@127.0.0.1:${port}/postgres`;
}
