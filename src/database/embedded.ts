import { once } from "node:events";
import { mkdir, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StartError } from "../start-error";
import {
  clusterOf,
  ensureCluster,
  forgetDeadProcess,
  installedBinaries,
  readPassword,
  servingProcess,
} from "./cluster-folder";
import { postgresAccount, requireReachable } from "./postgres-account";
import type { Account } from "./postgres-account";
import { runPostgres } from "./postgres-process";

/** How long a server that is just ending may take to leave its folder, in milliseconds. */
const LEAVING = 2_000;

/** Where and how to run the embedded server. */
export interface EmbeddedOptions {
  /** Holds the cluster and its password; made when it is missing. */
  folder: string;
  /** A free port of the loopback interface when none is given. */
  port?: number;
  /** False only for tests: then nothing waits for the disk, and a crash may lose the cluster. */
  durable: boolean;
  /** The folder with PostgreSQL's programs, when it is not the installed one. */
  binaries?: string;
  /** Told what PostgreSQL writes to its log. */
  log?: (text: string) => void;
}

/** A PostgreSQL server of our own, on the loopback interface. */
export interface EmbeddedPostgres {
  /** The superuser's address of the database `postgres`, password included. */
  url: string;
  /** Whether the cluster was made by this start. */
  firstStart: boolean;
  /** Shuts the server down cleanly; statements under way are rolled back. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a folder. It ends by `stop()` only, or when this process dies, however it dies:
 * it lies in a session of its own, out of reach of the terminal's Ctrl-C.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = await postgresAccount();
  const folder = await openFolder(options.folder, account);
  const binaries = options.binaries ?? installedBinaries();
  await requireReachable(join(binaries, "bin"), account);
  await refuseFolderInUse(folder);
  const firstStart = await ensureCluster(folder, binaries, account).catch(couldNotMake(folder));
  await forgetDeadProcess(folder);
  const port = options.port ?? (await freePort());
  const program = join(binaries, "bin", "postgres");
  const { durable, log } = options;
  const stop = await runPostgres({ program, cluster: clusterOf(folder), port, durable, account, log });
  const url = `postgres://postgres:${await readPassword(folder)}@127.0.0.1:${port}/postgres`;
  return { url, firstStart, stop };
}

async function openFolder(path: string, account: Account): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
  } catch {
    throw new StartError(`The data folder ${path} cannot be made: name one that can be written, with DATA_FOLDER.`);
  }
  const folder = await realpath(path);
  await requireReachable(folder, account);
  return folder;
}

async function refuseFolderInUse(folder: string): Promise<void> {
  const patience = Date.now() + LEAVING;
  while (servingProcess(folder) !== undefined && Date.now() < patience) await pause(100);
  const pid = servingProcess(folder);
  if (pid === undefined) return;
  throw new StartError(
    `The data folder ${folder} is in use by another registry (process ${pid}): stop that one first, or name another folder with DATA_FOLDER.`,
  );
}

function couldNotMake(folder: string): (error: Error & { stderr?: string }) => never {
  return (error) => {
    if (error instanceof StartError) throw error;
    const reason = (error.stderr ?? error.message).trim().split("\n")[0];
    throw new StartError(`PostgreSQL could not make its cluster in ${folder}: ${reason}.`);
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
