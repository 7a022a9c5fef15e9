import { canonicalEntry } from "../../../src/register/entry";
import type { KeptEntry } from "../../../src/register/verify";
import { entryOf, rechained } from "../../register/made-register";
import { forged } from "./chain-attacks";
import { STRANGER, type Witnessed, bookOf, checkpointsOf, judged, unknownReceipts } from "./witnessed";

/** A register made anew from an entry on, so that the chain fits. */
interface Rewrite {
  readonly what: string;
  /** The first entry that is not what it was. */
  readonly from: number;
  readonly entries: KeptEntry[];
}

/** Every whole rewrite: from each entry on changed, without it, with one put in before it, with two swapped; cut off; cut off and filled up. */
export function* rewrites(entries: readonly KeptEntry[]): Generator<Rewrite> {
  const { length } = entries;
  for (let place = 0; place < length; place += 1) {
    const from = place + 1;
    const changed = { ...entries[place]!, entry: canonicalEntry(entryOf(from + 100, 98)) };
    yield { what: `made anew from ${from} on`, from, entries: rechained(entries.with(place, changed), place) };
    yield {
      what: `made anew with one put in before ${from}`,
      from,
      entries: rechained(entries.toSpliced(place, 0, forged(entries.slice(0, place))), place),
    };
    yield { what: `cut off before ${from}`, from, entries: entries.slice(0, place) };
    const filled = entries.slice(0, place);
    while (filled.length < length) filled.push(forged(filled));
    yield { what: `cut off before ${from} and filled up`, from, entries: filled };
    if (place === length - 1) continue;
    yield { what: `made anew without ${from}`, from, entries: rechained(entries.toSpliced(place, 1), place) };
    const swapped = entries
      .with(place, { ...entries[from]!, at: entries[place]!.at })
      .with(from, { ...entries[place]!, at: entries[from]!.at });
    yield { what: `made anew with ${from} and ${from + 1} swapped`, from, entries: rechained(swapped, place) };
  }
}

/** What of rewrites nobody finds: up to the last checkpoint by checkpoints, past it by the receipt of each entry from there on. */
export function* unnoticedRewrites({ entries, lines, last, receipts }: Witnessed): Generator<string> {
  const book = bookOf(lines);
  for (const { what, from, entries: made } of rewrites(entries)) {
    if (!judged(made).fits) yield `${what}: not the rewrite that it should be`;
    const { fits } = judged(made, book);
    if (fits !== from > last)
      yield `${what}: ${fits ? "not found by checkpoints" : "found by checkpoints that cannot know"}`;
    const due = entries.slice(from - 1).map(({ sequence }) => sequence);
    if (String(unknownReceipts(made, receipts)) !== String(due))
      yield `${what}: not found by each receipt from there on`;
    const signed = checkpointsOf(made, made.length > 0 ? [made.length] : [], STRANGER);
    if (signed.length > 0 && bookOf(signed)) yield `${what}: believed by a stranger's checkpoint`;
  }
}
