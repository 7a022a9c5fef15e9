import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PROJECT = join(__dirname, "../../..");
const FOLDER = join(PROJECT, ".prove");

/** How far the run of one proof has come. */
export interface Progress {
  /** What was proven: a digest of the program, its migrations and the proofs. */
  readonly of: string;
  readonly seed: number;
  readonly from: number;
  readonly until: number;
  /** How many cases ran. */
  run: number;
  failures: string[];
  /** Why the run of the proof itself ended before its last case. */
  broke?: string | undefined;
  notes: string[];
  seconds: number;
}

const fileOf = (id: string) => join(FOLDER, `${id}.json`);

/** The beginning of a run. */
export const begun = (run: Pick<Progress, "of" | "from" | "until"> & { seed: number | undefined }): Progress => ({
  ...run,
  seed: run.seed ?? Math.floor(Math.random() * 2 ** 31),
  run: 0,
  failures: [],
  notes: [],
  seconds: 0,
});

/** What a stopped run of the same thing left, or a new beginning. */
export function resumed(id: string, begin: Pick<Progress, "of" | "until"> & { seed: number | undefined }): Progress {
  const kept = existsSync(fileOf(id)) ? (JSON.parse(readFileSync(fileOf(id), "utf8")) as Progress) : undefined;
  const goesOn =
    kept?.of === begin.of && kept.until === begin.until && (begin.seed === undefined || begin.seed === kept.seed);
  return goesOn ? { ...kept, broke: undefined } : begun({ ...begin, from: 0 });
}

export function save(id: string, progress: Progress): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(id), JSON.stringify(progress));
}

export function forget(ids: readonly string[]): void {
  for (const id of ids) rmSync(fileOf(id), { force: true });
}

/** A digest of every file that what is proven depends on. */
export function digestOfProject(): string {
  const hash = createHash("sha256");
  for (const folder of ["src", "migrations", "test/policies", "test/proofs", "test/support", "package-lock.json"])
    for (const file of filesBelow(join(PROJECT, folder))) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

function filesBelow(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("counterexamples"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Whether every case ran. */
export const isComplete = ({ from, until, run }: Progress) => from + run >= until;
