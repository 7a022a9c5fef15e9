import type { Proof } from "../proof";
import type { Progress } from "./progress";

/** What belongs to the proofs and does not exist yet. */
const NOT_BUILT_YET = ["Subscriptions", "Marked copies", "The portals' changes"];

/** The outcome of a run: a line for each proof, and below them what was noted. */
export function tableOf(results: readonly { proof: Proof; progress: Progress }[]): string {
  const rows = [
    ["proof", "cases run", "failures", "seconds"],
    ...results.map(({ proof, progress: { run, failures, broke, seconds } }) => [
      `(${proof.id}) ${proof.title}`,
      `${run} ${proof.unit}`,
      String(failures.length + (broke === undefined ? 0 : 1)),
      seconds.toFixed(0),
    ]),
    ...NOT_BUILT_YET.map((name) => [name, "not built yet", "-", "-"]),
  ];
  const notes = results.flatMap(({ proof, progress }) => [
    ...[...progress.failures, ...(progress.broke === undefined ? [] : [progress.broke]), ...progress.notes].map(
      (line) => `(${proof.id}) ${line}`,
    ),
    `(${proof.id}) seed ${progress.seed}`,
  ]);
  return [...aligned(rows), "", ...notes].join("\n");
}

/** Cells below each other: the first column to the left, the others to the right. */
export function aligned(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  const [head, ...body] = rows.map((row) => row.map(cell).join(" | "));
  return [head!, widths.map((width) => "-".repeat(width)).join("-|-"), ...body];
}
