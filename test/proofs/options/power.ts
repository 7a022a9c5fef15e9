import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { startTestCluster, stopTestCluster } from "../../support/cluster";
import type { Option } from "../command/discovery";
import { leaks } from "../leaks/all";
import { flawOf } from "../leaks/leak";
import type { Trial } from "../power/try-leak";
import { seedOfRun } from "../proof";

const PROJECT = join(__dirname, "../../..");

/** How many examples a proof may use to find one leak. */
const BUDGET = 300;

/** `npm run prove -- --power [WORD...] [--budget N] [--jobs N]`: seeds leaks, one at a time, and sees which are found, and how soon. */
export const option: Option = {
  async run(words) {
    const asked = read(words);
    const flaws = leaks.flatMap((leak) => flawOf(leak) ?? []);
    if (flaws.length > 0) {
      console.error(flaws.join("\n"));
      return 1;
    }
    const chosen = leaks
      .map((leak, place) => ({ leak, place }))
      .filter(({ leak }) => asked.fits(leak.name + leak.file));
    await startTestCluster();
    try {
      return report(await tryAll(chosen, asked));
    } finally {
      await stopTestCluster();
    }
  },
};

interface Asked {
  fits(name: string): boolean;
  budget: number;
  jobs: number;
}

function read(words: string[]): Asked {
  const left = [...words];
  const asked = { budget: BUDGET, jobs: Math.max(1, Math.floor(availableParallelism() / 2)) };
  const names: string[] = [];
  for (let word = left.shift(); word !== undefined; word = left.shift())
    if (word === "--budget") asked.budget = Number(left.shift());
    else if (word === "--jobs") asked.jobs = Number(left.shift());
    else names.push(word);
  return { ...asked, fits: (name) => names.length === 0 || names.some((one) => name.includes(one)) };
}

interface Chosen {
  leak: (typeof leaks)[number];
  place: number;
}

interface Result extends Trial {
  leak: Chosen["leak"];
}

async function tryAll(chosen: readonly Chosen[], { budget, jobs }: Asked): Promise<Result[]> {
  const waiting = [...chosen];
  const results: Result[] = [];
  const seed = seedOfRun();
  console.log(`${chosen.length} leaks, seed ${seed}, at most ${budget} examples each`);
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = { leak: next.leak, ...(await tryOne(next, seed, budget)) };
      results.push(result);
      console.log(lineOf(result));
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return results;
}

function lineOf({ leak, found, examples, what }: Result): string {
  const which = `by (${leak.killedBy}): ${leak.name} [${leak.file}]`;
  if (leak.isHarmless)
    return `${found ? "FOUND, though it is harmless, after" : "not found, as it is harmless, in"} ${examples} ${which} ${what}`;
  return found ? `found after ${examples} ${which}` : `NOT FOUND in ${examples} ${which} ${what}`;
}

const isAsItShouldBe = ({ leak, found, what }: Result) => (leak.isHarmless ? !found && what === "" : found);

/** In a process of its own, which the leak is compiled into as it loads. */
function tryOne({ leak, place }: Chosen, seed: number, budget: number): Promise<Trial> {
  const loaders = ["./load-typescript.js", "reflect-metadata", "./test/proofs/power/leaking.ts"].flatMap((file) => [
    "-r",
    file,
  ]);
  const program = ["test/proofs/power/try-leak.ts", leak.killedBy, String(seed), String(budget)];
  const child = spawn(process.execPath, [...loaders, ...program], {
    cwd: PROJECT,
    env: { ...process.env, SEEDED_LEAK: String(place) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  let complaint = "";
  child.stdout.on("data", (text: Buffer) => (told += text.toString()));
  child.stderr.on("data", (text: Buffer) => (complaint += text.toString()));
  return new Promise((resolve) =>
    child.on("close", () => {
      const start = told.lastIndexOf('{"found"');
      if (start >= 0) resolve(JSON.parse(told.slice(start)) as Trial);
      else resolve({ found: false, examples: 0, what: `ended without a word: ${complaint.slice(0, 2000)}` });
    }),
  );
}

function report(results: readonly Result[]): number {
  const leaking = results.filter(({ leak }) => !leak.isHarmless);
  const found = leaking.filter((result) => result.found);
  const mean = found.reduce((sum, { examples }) => sum + examples, 0) / Math.max(1, found.length);
  console.log(
    `\n${found.length} of ${leaking.length} seeded leaks found, after ${mean.toFixed(1)} examples in the mean.`,
  );
  const wrong = results.filter((result) => !isAsItShouldBe(result));
  for (const one of wrong) console.log(lineOf(one));
  return wrong.length === 0 ? 0 : 1;
}
