import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { StartError } from "../start-error";
import type { Account } from "./postgres-account";

/** What the embedded server calls itself, so that it is known wherever it is met. */
export const EMBEDDED_NAME = "registry, embedded";

/** A cluster, and how to serve it. */
export interface Serving {
  program: string;
  cluster: string;
  port: number;
  durable: boolean;
  account: Account;
  /** Told what PostgreSQL writes to its log; nobody is, unless somebody wants to know. */
  log?: ((text: string) => void) | undefined;
}

/**
 * Serves a cluster, in a session of its own that the terminal's Ctrl-C does not reach, and resolves when it
 * takes connections. The function that it gives shuts the server down.
 */
export async function runPostgres(serving: Serving): Promise<() => Promise<void>> {
  const postgres = startProcess(serving);
  const watch = watchOver(postgres, serving.account);
  const ended = Promise.all([endOf(postgres), endOf(watch)]);
  await untilReady(postgres, serving);
  letGo(postgres);
  letGo(watch);
  return async () => {
    for (const child of [postgres, watch]) child.ref();
    postgres.kill("SIGINT");
    await ended;
  };
}

function startProcess({ program, cluster, port, durable, account }: Serving): ChildProcess {
  return spawn(program, ["-D", cluster, "-p", String(port), ...runningSettings(durable)], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { LC_ALL: "C", TZ: "UTC" },
  });
}

/** Statements, values and rows never reach PostgreSQL's log, for they may carry what is classified. */
function runningSettings(durable: boolean): string[] {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
    "timezone=UTC",
    `cluster_name=${EMBEDDED_NAME}`,
  ];
  if (!durable) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off");
  return settings.flatMap((setting) => ["-c", setting]);
}

/** A small shell that waits for this process to be gone and then shuts PostgreSQL down, so that none is orphaned. */
function watchOver(postgres: ChildProcess, account: Account): ChildProcess {
  const script = 'read -r word; [ "$word" = done ] || kill -INT "$1"';
  const watch = spawn("/bin/sh", ["-c", script, "sh", String(postgres.pid)], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watch.on("error", () => undefined);
  watch.stdin?.on("error", () => undefined);
  postgres.once("exit", () => watch.stdin?.end("done\n"));
  return watch;
}

async function untilReady(postgres: ChildProcess, { port, log: told }: Serving): Promise<void> {
  let log = "";
  await new Promise<void>((resolve, reject) => {
    postgres.stderr?.on("data", (text: Buffer) => {
      log += text.toString();
      if (log.includes("ready to accept connections")) resolve();
    });
    postgres.once("error", ({ message }) => reject(new StartError(`PostgreSQL could not be run: ${message}.`)));
    postgres.once("exit", () => reject(new StartError(whyItEnded(log, port))));
  });
  postgres.stderr?.removeAllListeners("data");
  if (told) postgres.stderr?.on("data", (text: Buffer) => told(text.toString()));
  else postgres.stderr?.resume();
}

function whyItEnded(log: string, port: number): string {
  if (log.includes("Address already in use")) return `The port ${port} is in use: PostgreSQL needs another one.`;
  const reason = /FATAL:\s+(.*)/.exec(log)?.[1] ?? log.trim().split("\n").at(-1);
  return `PostgreSQL could not start: ${reason}.`;
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

/** A child process that is let go does not keep this one from ending. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stderr]) (stream as Socket | null)?.unref();
}
