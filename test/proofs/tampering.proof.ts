import { type Course, type Proof, seedOfCase } from "./proof";
import { unnoticedFlips, unnoticedMoves } from "./tampering/chain-attacks";
import { believedCheckpoints, unnoticedRollbacks } from "./tampering/checkpoint-attacks";
import { unnoticedInDatabase } from "./tampering/database-attacks";
import { unnoticedRewrites } from "./tampering/rewrites";
import { IN_DATABASE, SIZES } from "./tampering/sizes";
import { type Witnessed, bookOf, judged, witnessed } from "./tampering/witnessed";

/** Everything that can be done to a register, to its checkpoints or to both, and is not found by what should find it. */
function* unnoticed(register: Witnessed): Generator<string> {
  if (!judged(register.entries, bookOf(register.lines)).fits) yield "an untouched register does not fit";
  yield* unnoticedFlips(register);
  yield* unnoticedMoves(register);
  yield* unnoticedRewrites(register);
  yield* believedCheckpoints(register);
  yield* unnoticedRollbacks(register);
}

async function run({ seed, from, until, passed, failed, note }: Course): Promise<void> {
  let widest = 0;
  for (let place = from; place < until; place += 1) {
    const size = SIZES[place % SIZES.length]!;
    const register = witnessed(size, seedOfCase(seed, place));
    const found = [...unnoticed(register)];
    if (IN_DATABASE.has(size)) found.push(...(await unnoticedInDatabase(size)));
    widest = Math.max(widest, size - register.last);
    if (found.length === 0) passed();
    else
      failed({
        case: place,
        what: `${size} entries, ${found.length} unnoticed: ${found.slice(0, 5).join("; ")}`,
        fixture: found,
      });
  }
  note(`Widest window: the entries after the last checkpoint, here at most ${widest}; each of their receipts tells.`);
}

/** The register is tampered with in every way there is, for 1 to 64 entries; a case is a size. */
export const proof: Proof = {
  id: "f",
  title: "The register tampered with",
  unit: "sizes",
  quick: 4,
  full: SIZES.length,
  run,
};
