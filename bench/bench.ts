import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { requireSameAnswers } from "./asking/same-answers";
import { requireTokensAsked } from "./asking/tokens-asked";
import { CONTENDERS, OURS } from "./contenders";
import { Opened } from "./opened";
import { optionsOf } from "./options";
import { textOf } from "./reporting/table";
import { BENCH_DATA, type Stage, openStage } from "./stage";
import { memoryOf } from "./timing/processes";
import { brokenPromises } from "./timing/promises";
import { type Results, cellsOf } from "./timing/results";
import { timeRounds } from "./timing/rounds";

const tell = (sentence: string) => console.log(sentence);

type Options = ReturnType<typeof optionsOf>;

async function measured(stage: Stage, options: Options): Promise<Results> {
  const measurements = await timeRounds(stage, options, tell);
  const { size, seconds, rounds } = options;
  const contenders = stage.started.map(({ contender: { name, about }, pid }) => ({
    name,
    about,
    mebibytes: memoryOf(pid),
  }));
  return { size, seconds, rounds, ours: OURS, contenders, cells: cellsOf(measurements, OURS), measurements };
}

/** Asks everybody the same, times them in turn, and tells what was found. */
async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2), CONTENDERS);
  const opened = new Opened();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void opened.close().then(() => process.exit(130)));
  try {
    const contenders = CONTENDERS.filter(({ name }) => options.only.includes(name));
    const stage = await openStage({ ...options, contenders, opened, tell });
    await requireTokensAsked(stage);
    const { compared, empty } = await requireSameAnswers({ ...stage, ...options });
    tell(`The same answers: ${compared} compared, ${empty} of them empty.`);
    const results = await measured(stage, options);
    writeFileSync(join(BENCH_DATA, options.results), JSON.stringify(results, undefined, 1));
    tell(`\n${textOf(results)}`);
    if (options.check) check(results);
  } catch (failure) {
    console.error(failure);
    process.exitCode = 1;
  } finally {
    await opened.close();
  }
}

function check(results: Results): void {
  const broken = brokenPromises(results);
  for (const sentence of broken) console.error(sentence);
  if (broken.length > 0) process.exitCode = 1;
  else tell("Every promise that was measured is kept.");
}

void main();
