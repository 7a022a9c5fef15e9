import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import type { Contender, Surroundings } from "./contender";

/** How long a contender may take to answer at its port, in milliseconds. */
const STARTING = 60_000;

/** A contender that answers. */
export interface Started {
  readonly contender: Contender;
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a contender as a process of its own, and waits for its port. */
export async function start(contender: Contender, surroundings: Surroundings): Promise<Started> {
  await contender.prepare?.(surroundings);
  const program = contender.program(surroundings);
  mkdirSync(surroundings.folder, { recursive: true });
  const log = createWriteStream(join(surroundings.folder, `${contender.name}.log`));
  const child = spawn(program.node ?? process.execPath, program.arguments, {
    cwd: program.folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...program.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  try {
    const port = await portOf(child, (line) => program.portIn(line));
    return { contender, url: `http://127.0.0.1:${port}`, pid: child.pid!, stop };
  } catch (failure) {
    await stop();
    throw new Error(`${contender.name} did not start: see its log.`, { cause: failure });
  }
}

function portOf(child: ChildProcess, portIn: (line: string) => number | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error("It told no port in time.")), STARTING);
    child.once("exit", (code) => reject(new Error(`It ended with ${code}.`)));
    child.once("error", reject);
    // Never closed: closing would pause the output, and with it the program.
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const port = portIn(line);
      if (port === undefined) return;
      clearTimeout(patience);
      resolve(port);
    });
  });
}
