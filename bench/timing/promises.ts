import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Results } from "./results";

/** What is promised of ours: so many requests for each one of another's. */
interface Promised {
  readonly read: string;
  /** Whose reads; everybody's where none are named. */
  readonly readers?: readonly string[];
  readonly connections: number;
  readonly than: string;
  readonly ratio: number;
}

interface PromiseFile {
  /** The number of reports for which the promises are given. */
  readonly size: number;
  readonly promises: readonly Promised[];
}

/** By how much a measurement may fall below what is promised: machines differ. */
const TOLERANCE = 1 / 3;

/** The promises that these results break, a sentence for each; those that were not measured say nothing. */
export function brokenPromises(results: Results): string[] {
  const { size, promises } = JSON.parse(readFileSync(join(__dirname, "../promises.json"), "utf8")) as PromiseFile;
  if (size !== results.size) return [`The promises are for ${size} reports; ${results.size} were measured.`];
  return promises.flatMap(({ read, readers, connections, than, ratio }) =>
    results.cells
      .filter(
        (cell) => cell.read === read && cell.connections === connections && (readers?.includes(cell.reader) ?? true),
      )
      .flatMap(({ reader, ratios }) => {
        const measured = ratios[than];
        if (measured === undefined || measured >= ratio * (1 - TOLERANCE)) return [];
        return [
          `${read} by ${reader} on ${connections} connections: ${measured} times ${than}, and ${ratio} was promised.`,
        ];
      }),
  );
}
