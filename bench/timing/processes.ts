import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The kernel counts the time of processes a hundred times a second. */
const MILLISECONDS_OF_TICK = 10;

interface Stat {
  readonly parent: number;
  /** Milliseconds of the processor, in the program and in the kernel for it. */
  readonly own: number;
  /** The same of children that have ended. */
  readonly ended: number;
}

/** What the kernel says of a process; nothing where it has ended. */
function statOf(pid: number): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The second field is a name that may hold anything: what counts begins after its closing parenthesis, with the third.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const ticks = (first: number) => (Number(fields[first - 3]) + Number(fields[first - 2])) * MILLISECONDS_OF_TICK;
  return { parent: Number(fields[1]), own: ticks(14), ended: ticks(16) };
}

/** Milliseconds of the processor that one process has taken so far. */
export const processorTimeOf = (pid: number): number => statOf(pid)?.own ?? 0;

/** Milliseconds of the processor that a process and all its children have taken so far, those included that have ended. */
export function processorTimeOfFamily(pid: number): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)));
  const children = all.filter((one) => one?.parent === pid).map((one) => one!.own + one!.ended);
  const parent = statOf(pid);
  return children.reduce((total, one) => total + one, (parent?.own ?? 0) + (parent?.ended ?? 0));
}

/** The memory that a process holds, in mebibytes. */
export function memoryOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

/** The process of PostgreSQL from which all others descend, by the world's folder. */
export const postmasterOf = (folder: string): number =>
  Number(readFileSync(join(folder, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);
