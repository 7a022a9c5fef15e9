import { flipped } from "./chain-attacks";
import { type Witnessed, bookOf, isBelieved, judged, unknownReceipts } from "./witnessed";

interface Attack {
  readonly what: string;
  readonly lines: string[];
}

/** The checkpoints of one place left out, swapped and repeated: all but the end cut off. */
function* onOnePlace(lines: readonly string[]): Generator<Attack> {
  for (let place = 0; place < lines.length; place += 1) {
    if (place < lines.length - 1) yield { what: `checkpoint ${place + 1} left out`, lines: lines.toSpliced(place, 1) };
    for (let other = place + 1; other < lines.length; other += 1)
      yield {
        what: `checkpoints ${place + 1} and ${other + 1} swapped`,
        lines: lines.with(place, lines[other]!).with(other, lines[place]!),
      };
    for (let later = place + 1; later <= lines.length; later += 1)
      yield {
        what: `checkpoint ${place + 1} repeated as ${later + 1}`,
        lines: lines.toSpliced(later, 0, lines[place]!),
      };
  }
}

/** A signature takes its time to check: of each checkpoint every ninth bit is turned, of the next the bits beside them. */
const STRIDE = 9;

/** What of changed checkpoints is believed. */
export function* believedCheckpoints({ lines }: Witnessed): Generator<string> {
  for (const { what, lines: changed } of onOnePlace(lines)) if (bookOf(changed)) yield what;
  for (const [place, line] of lines.entries())
    for (const changed of flipped(line, place % STRIDE, STRIDE))
      if (isBelieved(changed)) yield `a bit of checkpoint ${place + 1} turned: ${changed}`;
}

/** Rolled back to each older backup, with one of the places or with both: found by the other place, else by receipts. */
export function* unnoticedRollbacks({ entries, lines, last, receipts }: Witnessed): Generator<string> {
  for (let length = 0; length < entries.length; length += 1) {
    const backup = entries.slice(0, length);
    const old = lines.filter((line) => (JSON.parse(line) as { sequence: number }).sequence <= length);
    const isBehind = length < last;
    if (judged(backup, bookOf(lines)).fits === isBehind) yield `rolled back to ${length}, both places left`;
    if (judged(backup, bookOf(old, lines)).fits === isBehind) yield `rolled back to ${length} with one place`;
    if (!judged(backup, bookOf(old, old)).fits)
      yield `rolled back to ${length} with both places: found, and nothing could find it`;
    if (unknownReceipts(backup, receipts).length !== entries.length - length)
      yield `rolled back to ${length}: not found by each receipt`;
  }
}
