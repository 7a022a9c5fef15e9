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

/** The children of a process. */
const childrenOf = (pid: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => statOf(other)?.parent === pid);

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);

/** Milliseconds of the processor that a process and all its children have taken so far, those included that have ended. */
export function processorTimeOfFamily(pid: number): number {
  const family = [pid, ...childrenOf(pid)].map(statOf);
  return sum(family.map((one) => (one ? one.own + one.ended : 0)));
}

/** What a process holds of one kind of memory, in mebibytes; nothing where it has ended. */
function heldBy(pid: number, kind: "VmRSS" | "RssAnon"): number {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return 0;
  }
  return Number(new RegExp(`^${kind}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0) / 1024;
}

/** The memory that a process holds, in mebibytes. */
export const memoryOf = (pid: number): number => Math.round(heldBy(pid, "VmRSS"));

/** The memory that a process and all its children hold each for itself, in mebibytes: what they share would count for each of them. */
export const ownMemoryOfFamily = (pid: number): number =>
  Math.round(sum([pid, ...childrenOf(pid)].map((one) => heldBy(one, "RssAnon"))));

/** The process of PostgreSQL from which all others descend, by the world's folder. */
export const postmasterOf = (folder: string): number =>
  Number(readFileSync(join(folder, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);
