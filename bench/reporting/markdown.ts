import { READERS } from "../asking/readers";
import { READS } from "../asking/reads";
import type { Results } from "../timing/results";
import { type Table, connectionsIn, tablesOf } from "./table";

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

/** A table whose first row holds the titles, and whose first columns hold words. */
export function markdownTable([head, ...rows]: Table["rows"], words: number): string {
  const rule = head!.map((_title, column) => (column < words ? "---" : "---:"));
  return [head!, rule, ...rows].map(line).join("\n");
}

const list = (entries: Record<string, string>) =>
  Object.entries(entries)
    .map(([name, meaning]) => `- ${name}: ${meaning}`)
    .join("\n");

/** The results as a page of Markdown. */
export function markdownOf(results: Results): string {
  const { size, seconds, rounds, contenders, ours } = results;
  const readers = Object.fromEntries(
    Object.entries(READERS).map(([letter, { subject, reads }]) => [letter, `\`${subject}\`, who reads ${reads}`]),
  );
  const sections = tablesOf(results).map(({ connections, about, rows }) =>
    [`### On ${connectionsIn(connections)}: ${about}`, markdownTable(rows, 2)].join("\n\n"),
  );
  return [
    `A world of ${size.toLocaleString("en")} reports; medians of ${rounds} rounds of ${seconds} seconds. ` +
      `"× other" is how many requests ${ours} answers for each one of the other's: the median over pairs of the same round.`,
    list(
      Object.fromEntries(
        contenders.map(({ name, about, mebibytes }) => [name, `${about} (${mebibytes} MiB at the end)`]),
      ),
    ),
    list(READS),
    list(readers),
    ...sections,
    "",
  ].join("\n\n");
}
