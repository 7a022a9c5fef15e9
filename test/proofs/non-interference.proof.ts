import { runCase } from "./non-interference/case";
import { type Course, type Proof, seedOfCase } from "./proof";

/** Which cases run: of these kinds of viewers alone, and so many of them. */
interface Among {
  viewers?: readonly string[] | undefined;
  most?: number;
}

/** Two worlds that differ in what the policy hides from a viewer alone are one to that viewer, to the byte. */
export async function run(course: Course, { viewers, most = Infinity }: Among = {}): Promise<void> {
  let ran = 0;
  for (let place = course.from; place < course.until && ran < most; place += 1) {
    const outcome = await runCase(seedOfCase(course.seed, place), place, viewers);
    if (outcome !== undefined) ran += 1;
    if (outcome === undefined || "asked" in outcome) course.passed();
    else course.failed({ case: place, what: sentenceOf(outcome), fixture: outcome });
  }
}

const sentenceOf = ({ what, kind, edits }: { what: string; kind: string; edits: string[] }) =>
  `${what} told a ${kind} of ${edits.join(", ")}`;

export const proof: Proof = {
  id: "a",
  title: "Non-interference",
  unit: "worlds",
  quick: 5,
  full: 300,
  run,
};
