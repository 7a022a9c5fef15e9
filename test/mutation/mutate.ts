import "reflect-metadata";
import { spawn } from "node:child_process";
import { join } from "node:path";

import { startTestCluster, stopTestCluster } from "../support/cluster";
import listed from "./areas.json";
import { type FileScore, scoreOf, scoresOf } from "./report";

const ROOT = join(__dirname, "../..");
const REPORT = join(ROOT, ".data/mutation/report.json");

/** Files that are mutated together, and the tests that are tried on each of their mutants: as few and as fast as will do. */
interface Part {
  readonly mutated: readonly string[];
  readonly tests: readonly string[];
}

interface Area {
  readonly parts: readonly Part[];
  /** Files that are not mutated, and why. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

const AREAS: Readonly<Record<string, Area>> = listed;

/** The score that each area must reach. */
const WANTED: Readonly<Record<string, number>> = { policies: 100, filter: 90, register: 90, identity: 90 };

/** `npm run mutate -- AREA [FILE…]` mutates the files of an area, or those named, and tells which mutants no test killed. */
async function main(): Promise<void> {
  const [name = "", ...files] = process.argv.slice(2);
  const known = Object.keys(AREAS).join(", ");
  if (!Object.hasOwn(AREAS, name)) throw new Error(`Say npm run mutate -- AREA [FILE…], with an area of ${known}.`);
  const { parts, leftOut = {} } = AREAS[name]!;
  const scores: FileScore[] = [];
  await startTestCluster();
  try {
    for (const [place, part] of parts.entries()) {
      const mutated = files.length > 0 ? namedOf(part, files) : part.mutated;
      if (mutated.length > 0) scores.push(...(await scoresOfPart(name, place, mutated)));
    }
  } finally {
    await stopTestCluster();
  }
  for (const score of scores) print(score);
  for (const [file, reason] of Object.entries(leftOut)) console.log(`${file}: left out, ${reason}`);
  if (scores.some((score) => scoreOf(score) < WANTED[name]!)) process.exitCode = 1;
}

/** Of the files that were named, those of a part; a part that lists them by a pattern takes all of them. */
const namedOf = ({ mutated }: Part, files: readonly string[]): readonly string[] =>
  files.filter((file) => mutated.includes(file) || mutated.some((one) => one.includes("*")));

function scoresOfPart(area: string, part: number, mutated: readonly string[]): Promise<FileScore[]> {
  const child = spawn(
    process.execPath,
    [join(ROOT, "node_modules/.bin/stryker"), "run", "--mutate", mutated.join(",")],
    { cwd: ROOT, stdio: "inherit", env: { ...process.env, MUTATED_AREA: area, MUTATED_PART: String(part) } },
  );
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve(scoresOf(REPORT)) : reject(new Error(`Stryker ended with ${code}.`)),
    );
  });
}

function print(score: FileScore): void {
  const { file, killed, equivalent, broken, survived } = score;
  const counts = `${killed} killed, ${survived.length} survived, ${equivalent} equivalent, ${broken} not to be loaded`;
  console.log(`${file}: ${counts}, ${scoreOf(score).toFixed(1)} %`);
  for (const one of survived) console.log(`  ${one}`);
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : error);
});
