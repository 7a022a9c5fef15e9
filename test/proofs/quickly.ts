import { type KeptCounterexample, keptCounterexamples } from "./counterexamples";
import { type Counterexample, type Course, type Proof, commandOf, seedOfRun } from "./proof";

/** `npm test` tries the same cases each time, so that what it says is of the change and not of chance; `npm run prove` tries others. */
const USUAL_SEED = 20_130_815;
const seed = () => (process.env.PROVE_SEED === undefined ? USUAL_SEED : seedOfRun());

/** Longer than any quick proof takes, on however slow a machine. */
const PATIENCE = 600_000;

/** The tests of one proof in `npm test`: its quick size, and every counterexample that was ever kept. */
export function provesQuickly(proof: Proof): void {
  describe(`Proof (${proof.id}): ${proof.title}`, () => {
    test(
      `holds in ${proof.quick} ${proof.unit}`,
      () => holds(proof, { seed: seed(), from: 0, until: proof.quick }),
      PATIENCE,
    );
    for (const kept of keptCounterexamples(proof.id))
      test(`holds where it once did not: ${nameOf(kept)}`, () => holdsAgain(proof, kept), PATIENCE);
  });
}

const nameOf = ({ seed, case: place }: KeptCounterexample) => `seed ${seed}, case ${place}`;

const holdsAgain = (proof: Proof, { seed, case: place }: KeptCounterexample) =>
  holds(proof, { seed, from: place, until: place + 1 });

async function holds(proof: Proof, run: Pick<Course, "seed" | "from" | "until">): Promise<void> {
  const found: Counterexample[] = [];
  let passed = 0;
  const course: Course = {
    ...run,
    databaseUrl: process.env.TEST_CLUSTER_URL!,
    passed: (cases = 1) => (passed += cases),
    failed: (counterexample) => found.push(counterexample),
    note: () => undefined,
  };
  await proof.run(course).catch((cause: unknown) => {
    throw new Error(`The proof broke off; its seed was ${run.seed}.`, { cause });
  });
  if (found.length > 0) throw new Error(found.map((one) => telling(proof, run.seed, one)).join("\n\n"));
  if (passed === 0) throw new Error("The proof ran no case.");
}

const telling = (proof: Proof, seed: number, { case: place, what }: Counterexample) =>
  `Case ${place} of proof (${proof.id}): ${what}\nTo see it again: ${commandOf(proof.id, seed, place)}`;
