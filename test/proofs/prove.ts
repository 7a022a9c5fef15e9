import "reflect-metadata";

import { startTestCluster, stopTestCluster } from "../support/cluster";
import { runOn } from "./command/course";
import { optionOf, proofs } from "./command/discovery";
import { type Progress, begun, digestOfProject, forget, isComplete, resumed, save } from "./command/progress";
import { tableOf } from "./command/table";
import { type Proof, seedOfRun } from "./proof";

const USAGE = `npm run prove [-- LETTER... [--fresh] [--size N] [--case N]]

Runs every proof, or those whose letters are given, and goes on where a stopped run of the same program left off.
  --fresh    begins anew
  --size N   runs N cases of each
  --case N   runs one case alone
PROVE_SEED=N makes the cases those of another run. Other ways: --power, --attacks.`;

interface Asked {
  letters: string[];
  fresh: boolean;
  size: number | undefined;
  single: number | undefined;
}

function read(words: string[]): Asked | undefined {
  const asked: Asked = { letters: [], fresh: false, size: undefined, single: undefined };
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift())
    if (word === "--fresh") asked.fresh = true;
    else if (word === "--size") asked.size = Number(left.shift());
    else if (word === "--case") asked.single = Number(left.shift());
    else if (word.startsWith("-")) return undefined;
    else asked.letters.push(word);
  return [asked.size ?? 0, asked.single ?? 0].every((number) => Number.isSafeInteger(number)) ? asked : undefined;
}

async function main(words: string[]): Promise<number> {
  const option = optionOf(words[0] ?? "");
  if (option) return option.run(words.slice(1));
  const asked = read(words);
  const all = proofs();
  const chosen = asked?.letters.length ? all.filter(({ id }) => asked.letters.includes(id)) : all;
  if (!asked || chosen.length === 0 || asked.letters.some((letter) => !all.some(({ id }) => id === letter))) {
    console.error(`${USAGE}\nThe proofs are ${all.map(({ id }) => id).join(", ")}.`);
    return 1;
  }
  await startTestCluster();
  try {
    return await proveAll(chosen, asked);
  } finally {
    await stopTestCluster();
  }
}

async function proveAll(chosen: readonly Proof[], { fresh, size, single }: Asked): Promise<number> {
  if (fresh) forget(chosen.map(({ id }) => id));
  const of = digestOfProject();
  const seed = process.env.PROVE_SEED === undefined ? undefined : seedOfRun();
  const results: { proof: Proof; progress: Progress }[] = [];
  for (const proof of chosen) {
    const progress =
      single === undefined
        ? resumed(proof.id, { of, until: size ?? proof.full, seed })
        : begun({ of, from: single, until: single + 1, seed });
    if (!isComplete(progress)) await runOn(proof, progress, (now) => single ?? save(proof.id, now));
    results.push({ proof, progress });
  }
  console.log(`\n${tableOf(results)}`);
  return results.every(({ progress }) => isComplete(progress) && progress.failures.length === 0) ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stopTestCluster().then(() => process.exit(130)));

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
