import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { environmentWith } from "../settings";
import { StartError } from "../start-error";
import type { Flow } from "./sealed-stream";

/** A program of the machine, how it is called, and what it is to be told. */
export interface Call {
  readonly program: string;
  readonly argv: readonly string[];
  /** What it is told besides the environment of this process: secrets never stand in the arguments. */
  readonly env?: Record<string, string>;
}

/** What a program writes; throws at the end where it failed. */
export async function* outputOf(call: Call): Flow {
  const child = run(call, ["ignore", "pipe", "pipe"]);
  const ended = endOf(child, call);
  ended.catch(() => undefined);
  yield* child.stdout as Readable;
  await ended;
}

/** Lets a program read all of something. */
export async function feed(call: Call, content: Flow): Promise<void> {
  const child = run(call, ["pipe", "ignore", "pipe"]);
  const ended = endOf(child, call);
  const [fed] = await Promise.allSettled([pipeline(content, child.stdin!), ended]);
  if (fed.status === "rejected" && (fed.reason as { code?: string }).code !== "EPIPE") throw fed.reason;
  await ended;
}

/** A program gets the environment of this process without the registry's own settings, some of which are secret. */
function run({ program, argv, env = {} }: Call, stdio: ("ignore" | "pipe")[]): ChildProcess {
  return spawn(program, argv, { stdio, cwd: "/", env: environmentWith(env) });
}

async function endOf(child: ChildProcess, { program }: Call): Promise<void> {
  let said = "";
  child.stderr!.on("data", (text: Buffer) => (said += text.toString()));
  const failed = once(child, "error").then(([error]) => {
    throw new StartError(`${program} could not be run: ${(error as Error).message}.`);
  });
  const ended = once(child, "close").then(([code]) => {
    if (code !== 0) throw new StartError(`${program} failed: ${said.trim().split("\n")[0]}`);
  });
  await Promise.race([ended, failed]);
}
