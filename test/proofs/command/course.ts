import { keepCounterexample } from "../counterexamples";
import { type Course, type Proof, commandOf } from "../proof";
import type { Progress } from "./progress";

/** Runs what is left of a proof; `keep` is called with how far it has come. */
export async function runOn(proof: Proof, progress: Progress, keep: (progress: Progress) => void): Promise<void> {
  const began = Date.now();
  const before = progress.seconds;
  const kept = () => {
    progress.seconds = before + (Date.now() - began) / 1000;
    keep(progress);
  };
  const course = courseOf(proof, progress, kept);
  try {
    await proof.run(course);
  } catch (error) {
    progress.broke = `broke off after ${progress.run} ${proof.unit}: ${(error as Error).stack}`;
  }
  kept();
}

function courseOf(proof: Proof, progress: Progress, kept: () => void): Course {
  const { seed, until } = progress;
  return {
    seed,
    from: progress.from + progress.run,
    until,
    databaseUrl: process.env.TEST_CLUSTER_URL!,
    passed: (cases = 1) => {
      progress.run += cases;
      kept();
      process.stderr.write(`\r(${proof.id}) ${progress.run} of ${until - progress.from} ${proof.unit} `);
    },
    failed: (found) => {
      progress.run += 1;
      const file = keepCounterexample(proof.id, seed, found);
      const told = `case ${found.case}: ${found.what}\n  again: ${commandOf(proof.id, seed, found.case)}\n  kept: ${file}`;
      progress.failures.push(told);
      kept();
      process.stderr.write(`\n(${proof.id}) ${told}\n`);
    },
    note: (line) => {
      progress.notes = [...progress.notes.filter((old) => old !== line), line];
    },
  };
}
