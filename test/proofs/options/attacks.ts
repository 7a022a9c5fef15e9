import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CATALOGUE, idsIn } from "../../attacks/catalogue";
import { filesWithAttacks, idsWritten, standings } from "../../attacks/standing";
import type { Option } from "../command/discovery";
import { aligned } from "../command/table";

const ANY_ID = "(^| )[A-L]\\d\\d(, [A-L]\\d\\d)*: ";

/** Longer than any attack takes, on however busy a machine. */
const PATIENCE = "--testTimeout=600000";

interface Assertion {
  ancestorTitles: string[];
  title: string;
  status: "passed" | "failed" | "pending" | "skipped" | "todo" | "disabled";
}

interface FileResult {
  name: string;
  assertionResults: Assertion[];
}

/** What became of the tests of one attack. */
interface Tally {
  passed: number;
  failed: number;
}

/** `npm run prove -- --attacks [A B03 …]`: runs every test that carries out an attack, and says what became of each. */
export const option: Option = {
  async run(words) {
    const asked = Object.keys(CATALOGUE).filter(
      (id) => words.length === 0 || words.some((word) => id.startsWith(word)),
    );
    if (asked.length === 0) {
      console.error("npm run prove -- --attacks [CHAPTER or ID...], such as: --attacks B C07");
      return 1;
    }
    const tallies = await carryOut(asked);
    const answered = standings();
    const rows = asked.map((id) => ({ id, outcome: outcomeOf(tallies.get(id), answered.get(id)) }));
    console.log(tableOf(rows).join("\n"));
    return rows.some(({ outcome }) => /^(FAILED|MISSING)/.test(outcome)) ? 1 : 0;
  },
};

function outcomeOf(tally: Tally | undefined, standing: string | undefined): string {
  if (tally?.failed) return `FAILED (${tally.failed} of ${tally.failed + tally.passed} tests)`;
  const tests = tally?.passed ? `${tally.passed} ${tally.passed === 1 ? "test" : "tests"}` : undefined;
  if (standing) return tests ? `${standing} (${tests} of what there is)` : standing;
  return tests ? `withstood (${tests})` : "MISSING";
}

function tableOf(rows: readonly { id: string; outcome: string }[]): string[] {
  const count = (test: RegExp) => rows.filter(({ outcome }) => test.test(outcome)).length;
  return [
    ...aligned([
      ["attack", "outcome"],
      ...rows.map(({ id, outcome }) => [`${id} ${CATALOGUE[id as keyof typeof CATALOGUE]}`, outcome]),
    ]),
    "",
    `${rows.length} attacks: ${count(/^withstood/)} withstood, ${count(/^FAILED/)} failed, ${count(/^not built/)} not built yet, ${count(/^cannot/)} that cannot be carried out, ${count(/^MISSING/)} missing.`,
  ];
}

/** Runs the tests of the attacks, in the files that name them, and counts by id. */
async function carryOut(asked: readonly string[]): Promise<Map<string, Tally>> {
  const files = filesWithAttacks().filter((file) => idsWritten(file).some((id) => asked.includes(id)));
  const folder = mkdtempSync(join(tmpdir(), "registry-attacks-"));
  const output = join(folder, "outcome.json");
  try {
    await jest([...files, "--json", `--outputFile=${output}`, `--testNamePattern=${ANY_ID}`, PATIENCE]);
    return tallied(JSON.parse(readFileSync(output, "utf8")) as { testResults: FileResult[] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What it prints goes to the other stream: the table stands alone. */
function jest(words: string[]): Promise<void> {
  const program = require.resolve("jest/bin/jest");
  const child = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "ignore", "inherit"] });
  return new Promise((resolve, reject) => child.once("error", reject).once("exit", () => resolve()));
}

function tallied({ testResults }: { testResults: FileResult[] }): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const count = (id: string, status: keyof Tally) => {
    const tally = tallies.get(id) ?? { passed: 0, failed: 0 };
    tally[status] += 1;
    tallies.set(id, tally);
  };
  for (const { name, assertionResults } of testResults) {
    // A file that could not be loaded has carried out none of its attacks.
    if (assertionResults.length === 0) for (const id of new Set(idsWritten(name))) count(id, "failed");
    for (const { ancestorTitles, title, status } of assertionResults)
      if (status === "passed" || status === "failed")
        for (const id of new Set([...ancestorTitles, title].flatMap(idsIn))) count(id, status);
  }
  return tallies;
}
