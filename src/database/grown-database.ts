import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { reach, withDatabase } from "./address";

/** How often to ask, and how long, for the last connections to a database to be gone, in milliseconds. */
const ASK_EVERY = 50;
const PATIENCE = 5_000;

const IN_USE = "55006";

/** Whether the cluster has a database of that name. */
export async function hasDatabase(clusterUrl: string, name: string): Promise<boolean> {
  return inCluster(clusterUrl, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    return rowCount === 1;
  });
}

/**
 * Makes a database that is there whole or not at all: it grows under another name and takes its own at the end, so that
 * one whose growing was broken off is never taken for a whole one. While it grows nothing waits for the disk.
 */
export async function growDatabase(
  clusterUrl: string,
  name: string,
  grow: (url: string) => Promise<unknown>,
): Promise<void> {
  await inCluster(clusterUrl, async (client) => {
    const growing = client.escapeIdentifier(`${name}_growing`);
    await client.query(`drop database if exists ${growing} with (force)`);
    await client.query(`create database ${growing}`);
    await client.query(`alter database ${growing} set synchronous_commit = off`);
    await grow(withDatabase(clusterUrl, `${name}_growing`));
    await client.query(`alter database ${growing} reset synchronous_commit`);
    await onceUnused(() => client.query(`alter database ${growing} rename to ${client.escapeIdentifier(name)}`));
  });
}

/** A connection that was closed is gone from the server a moment later. */
async function onceUnused(act: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      await act();
      return;
    } catch (failure) {
      if ((failure as { code?: string }).code !== IN_USE || Date.now() > until) throw failure;
      await pause(ASK_EVERY);
    }
  }
}

async function inCluster<T>(clusterUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: clusterUrl, application_name: "registry" });
  await reach(clusterUrl, () => client.connect());
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
