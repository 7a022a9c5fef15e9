import { ChainWalk, type KeptEntry, hashOf } from "../../../src/register/verify";
import { entryOf, uuidOf } from "../../register/made-register";
import { canonicalEntry } from "../../../src/register/entry";
import { type Witnessed, judged } from "./witnessed";

const FIELDS = ["id", "at", "entry", "previous", "hash"] as const;

/** A text with one bit of one of its bytes turned: each in its turn, or so many bits on. */
export function* flipped(text: string, first = 0, stride = 1): Generator<string> {
  const bytes = Buffer.from(text, "utf8");
  for (let bit = first; bit < bytes.length * 8; bit += stride) {
    const turned = Buffer.from(bytes);
    turned[bit >> 3] = turned[bit >> 3]! ^ (1 << (bit & 7));
    yield turned.toString("utf8");
  }
}

/** An entry that was never made, as the next of a register. */
export function forged(entries: readonly KeptEntry[]): KeptEntry {
  const last = entries.at(-1);
  const sequence = entries.length + 1;
  const at = last?.at ?? "2026-01-02T03:00:00.000000Z";
  const made = {
    sequence,
    id: uuidOf(`forged ${sequence}`),
    at,
    entry: canonicalEntry(entryOf(sequence, 99)),
    previous: last?.hash ?? "0".repeat(64),
  };
  return { ...made, hash: hashOf(made) };
}

/** Every bit of every field of every entry turned, and every other number given: what the chain alone does not find, at that entry. */
export function* unnoticedFlips({ entries }: Witnessed): Generator<string> {
  for (const [place, entry] of entries.entries()) {
    const changed = [
      ...FIELDS.flatMap((field) =>
        [...flipped(entry[field])].map((text): [string, KeptEntry] => [field, { ...entry, [field]: text }]),
      ),
      ...[-1, 0, entry.sequence + 1, entry.sequence - 1, entry.sequence + 0.5].map((sequence): [string, KeptEntry] => [
        "sequence",
        { ...entry, sequence },
      ]),
    ];
    for (const [field, one] of changed) {
      const walk = new ChainWalk(place === 0 ? undefined : entries[place - 1]);
      if (!walk.next(one)) yield `the ${field} of entry ${entry.sequence} flipped`;
    }
    for (const field of FIELDS) {
      const verdict = judged(entries.with(place, changed.find(([name]) => name === field)![1]));
      if (verdict.fits || verdict.sequence !== entry.sequence)
        yield `entry ${entry.sequence} is not named, whose ${field} was flipped`;
    }
  }
}

interface Attack {
  readonly what: string;
  readonly entries: KeptEntry[];
}

/** Entries deleted, swapped, doubled and put in, their hashes left. */
function* leftAsTheyAre(entries: readonly KeptEntry[]): Generator<Attack> {
  const { length } = entries;
  for (let from = 0; from < length - 1; from += 1)
    for (let count = 1; from + count < length; count += 1)
      yield { what: `${count} entries deleted from ${from + 1} on`, entries: entries.toSpliced(from, count) };
  for (let one = 0; one < length; one += 1)
    for (let other = one + 1; other < length; other += 1)
      yield {
        what: `entries ${one + 1} and ${other + 1} swapped`,
        entries: entries.with(one, entries[other]!).with(other, entries[one]!),
      };
  for (let place = 0; place <= length; place += 1)
    for (const entry of entries)
      yield {
        what: `entry ${entry.sequence} doubled as number ${place + 1}`,
        entries: entries.toSpliced(place, 0, entry),
      };
  for (let place = 0; place < length; place += 1)
    yield {
      what: `an entry put in before ${place + 1}`,
      entries: entries.toSpliced(place, 0, forged(entries.slice(0, place))),
    };
}

/** Entries deleted, swapped, doubled and put in that the chain alone does not find. */
export function* unnoticedMoves({ entries }: Witnessed): Generator<string> {
  for (const { what, entries: changed } of leftAsTheyAre(entries)) if (judged(changed).fits) yield what;
}
