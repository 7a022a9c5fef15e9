import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
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
import { Account, postgresAccount, requireReachable } from "./postgres-account";

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
  const postgres = await serve({ ...options, program: join(binaries, "bin", "postgres"), folder, port, account });
  const url = `postgres://postgres:${await readPassword(folder)}@127.0.0.1:${port}/postgres`;
  return { url, firstStart, stop: () => shutDown(postgres) };
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

interface Serving {
  program: string;
  folder: string;
  port: number;
  durable: boolean;
  account: Account;
}

async function serve({ program, folder, port, durable, account }: Serving): Promise<ChildProcess> {
  const postgres = spawn(program, ["-D", clusterOf(folder), "-p", String(port), ...runningSettings(durable)], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { LC_ALL: "C", TZ: "UTC" },
  });
  watchOver(postgres, account);
  await untilReady(postgres, port);
  postgres.stderr?.removeAllListeners("data").resume();
  letGo(postgres);
  return postgres;
}

/** Statements never reach PostgreSQL's log, for they may carry what is classified. */
function runningSettings(durable: boolean): string[] {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "log_min_error_statement=panic",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
    "timezone=UTC",
  ];
  if (!durable) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off");
  return settings.flatMap((setting) => ["-c", setting]);
}

async function untilReady(postgres: ChildProcess, port: number): Promise<void> {
  let log = "";
  await new Promise<void>((resolve, reject) => {
    postgres.stderr?.on("data", (text: Buffer) => {
      log = (log + text.toString()).slice(-10_000);
      if (log.includes("ready to accept connections")) resolve();
    });
    postgres.once("error", reject);
    postgres.once("exit", () => reject(new StartError(whyItEnded(log, port))));
  });
}

function whyItEnded(log: string, port: number): string {
  if (log.includes("Address already in use")) return `The port ${port} is in use: PostgreSQL needs another one.`;
  const reason = /FATAL:\s+(.*)/.exec(log)?.[1] ?? log.trim().split("\n").at(-1) ?? "no reason was given";
  return `PostgreSQL could not start: ${reason}.`;
}

/** A small shell that waits for this process to be gone and then shuts PostgreSQL down, so that none is orphaned. */
function watchOver(postgres: ChildProcess, account: Account): void {
  const script = 'read -r word; [ "$word" = done ] || kill -INT "$1"';
  const watch = spawn("/bin/sh", ["-c", script, "sh", String(postgres.pid)], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watch.stdin?.on("error", () => undefined);
  postgres.once("exit", () => watch.stdin?.end("done\n"));
  letGo(watch);
}

/** A child process that is let go does not keep this one from ending. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stderr]) (stream as Socket | null)?.unref();
}

async function shutDown(postgres: ChildProcess): Promise<void> {
  if (postgres.exitCode !== null || postgres.signalCode !== null) return;
  const ended = once(postgres, "exit");
  postgres.ref();
  postgres.kill("SIGINT");
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
