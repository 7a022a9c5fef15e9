import type { Asking } from "./asking";
import type { ExpectedSights } from "./expected";
import type { ReportOfTheTour } from "./report-of-the-tour";
import { type Sight, sightOf } from "./sight";
import { AS_IT_SHOULD_BE, type Verdicts } from "./verdicts";

const COLUMNS = [
  ["reader", 25],
  ["cover", 6],
  ["title", 6],
  ["parts read", 27],
  ["extract", 8],
  ["by paragraphs", 30],
] as const;

const CELLS = ["cover", "title", "parts", "extract", "because"] as const;

/** What the names of the parts mean. */
export const LEGEND = [
  "S1 section, F1 F2 F3 findings, R1 R2 R3 recommendations, A1 annex, C1 corrigendum of F2. Strictly confidential: F3 R3.",
  "Confidential: F2 R2 A1 C1. The paragraphs are those of docs/policy/access-policy.md. Made up: not a report of OPSP.",
];

interface Asked {
  readonly asking: Asking;
  readonly report: ReportOfTheTour;
  readonly expected: ExpectedSights;
  readonly verdicts: Verdicts;
}

/** Asks everybody for the report, compares each cell, and gives the lines of the table. */
export async function sightTable({ asking, report, expected, verdicts }: Asked): Promise<string[]> {
  const lines = [line(COLUMNS.map(([name]) => name)), line(COLUMNS.map(([, width]) => "-".repeat(width - 1)))];
  for (const [reader, wanted] of expected) {
    const found = await sightOf(asking, reader, report);
    const wrong = CELLS.filter(
      (cell) => verdicts.compare(`${reader}, ${cell}`, found[cell], wanted[cell]) !== AS_IT_SHOULD_BE,
    );
    lines.push(line([reader, ...cellsOf(found)]) + (wrong.length > 0 ? `  NOT SO: ${wrong.join(", ")}` : ""));
  }
  return lines;
}

const cellsOf = ({ cover, title, parts, extract, because }: Sight): string[] => [cover, title, parts, extract, because];

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, place) => cell.padEnd(COLUMNS[place]![1]))
    .join("| ")
    .trimEnd();
