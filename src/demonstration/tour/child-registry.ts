import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { runningDemonstrations } from "../../identity/running-demonstration";
import { environmentWith } from "../../settings";
import { StartError } from "../../start-error";

const PROJECT = join(__dirname, "../../..");
/** How often to look whether the registry answers, and for how long, in milliseconds. */
const LOOK_EVERY = 50;
const PATIENCE = 120_000;

/** A registry in a process of its own, as `npm start` starts it. */
export interface ChildRegistry {
  readonly url: string;
  readonly issuer: string;
  /** Stops it as Ctrl-C does, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Where and when the demonstration is, and what breaks its start off. */
export interface ChildWish {
  /** The demonstration has a folder of its own below this one. */
  readonly parent: string;
  /** Today where none is given. */
  readonly day?: string;
  readonly signal: AbortSignal;
}

/** Starts a demonstration, on free ports. */
export async function startChild({ parent, day, signal }: ChildWish): Promise<ChildRegistry> {
  const program = [...process.execArgv, join(PROJECT, "src", "main.ts"), ...(day === undefined ? [] : ["--now", day])];
  const env = environmentWith({ DATA_FOLDER: parent, PORT: "0", OIDC_PORT: "0" });
  const child = spawn(process.execPath, program, { cwd: PROJECT, env, stdio: ["ignore", "ignore", "pipe"] });
  const refusal = textOf(child);
  const until = Date.now() + PATIENCE;
  while (child.exitCode === null && !signal.aborted && Date.now() < until) {
    const running = (await runningDemonstrations(parent)).find(({ folder }) => folder === (day ?? "today"));
    if (running) return { url: running.url, issuer: running.issuer, stop: () => stop(child) };
    await pause(LOOK_EVERY);
  }
  await stop(child);
  throw new StartError((await refusal).trim() || "The registry did not start.");
}

async function textOf(child: ChildProcess): Promise<string> {
  let text = "";
  child.stderr?.on("data", (piece: Buffer) => (text += piece.toString()));
  await once(child, "close");
  return text;
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) {
    child.kill("SIGINT");
    await once(child, "exit");
  }
  return child.exitCode;
}
