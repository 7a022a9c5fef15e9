import { runCase } from "./non-interference/case";
import { type Proof, seedOfCase } from "./proof";

/** Two worlds that differ in what the policy hides from a viewer alone are one to that viewer, to the byte. */
export const proof: Proof = {
  id: "a",
  title: "Non-interference",
  unit: "worlds",
  quick: 10,
  full: 300,
  run: async (course) => {
    for (let place = course.from; place < course.until; place += 1) {
      const outcome = await runCase(seedOfCase(course.seed, place), place);
      if ("asked" in outcome) course.passed();
      else
        course.failed({
          case: place,
          what: `${outcome.what} told a ${outcome.kind} of ${outcome.edits.join(", ")}`,
          fixture: outcome,
        });
    }
  },
};
