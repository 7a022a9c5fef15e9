import "reflect-metadata";
import { spawn } from "node:child_process";
import { join } from "node:path";

import { startTestCluster, stopTestCluster } from "../support/cluster";
import areas from "./areas.json";
import { type FileScore, scoreOf, scoresOf } from "./report";

const ROOT = join(__dirname, "../..");
const REPORT = join(ROOT, ".data/mutation/report.json");

/** The score that each area must reach. */
const WANTED: Readonly<Record<string, number>> = { policies: 100, filter: 90, register: 90, identity: 90 };

/** `npm run mutate -- AREA [FILE…]` mutates the files of an area, or those named, and tells which mutants no test killed. */
async function main(): Promise<void> {
  const [area = "", ...files] = process.argv.slice(2);
  const known = Object.keys(areas).join(", ");
  if (!Object.hasOwn(areas, area)) throw new Error(`Say npm run mutate -- AREA [FILE…], with an area of ${known}.`);
  const mutated = files.length > 0 ? files : areas[area as keyof typeof areas].mutated;
  await startTestCluster();
  try {
    await stryker(area, mutated);
  } finally {
    await stopTestCluster();
  }
  const scores = scoresOf(REPORT);
  for (const score of scores) print(score);
  if (scores.some((score) => scoreOf(score) < WANTED[area]!)) process.exitCode = 1;
}

function stryker(area: string, mutated: readonly string[]): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(ROOT, "node_modules/.bin/stryker"), "run", "--mutate", mutated.join(",")],
    { cwd: ROOT, stdio: "inherit", env: { ...process.env, MUTATED_AREA: area } },
  );
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`Stryker ended with ${code}.`))));
  });
}

function print(score: FileScore): void {
  const { file, killed, equivalent, survived } = score;
  const counts = `${killed} killed, ${survived.length} survived, ${equivalent} equivalent`;
  console.log(`${file}: ${counts}, ${scoreOf(score).toFixed(1)} %`);
  for (const one of survived) console.log(`  ${one}`);
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : error);
});
