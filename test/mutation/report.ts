import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A mutant that means the same as what it replaces, or that no test can reach, with the reason. */
interface Equivalent {
  readonly file: string;
  readonly line: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly reason: string;
}

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: "Killed" | "Survived" | "NoCoverage" | "Timeout" | "CompileError" | "RuntimeError" | "Ignored";
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

/** What became of the mutants of one file. */
export interface FileScore {
  readonly file: string;
  readonly killed: number;
  readonly equivalent: number;
  /** With which a test file could not even be loaded: not counted, as Stryker does not. */
  readonly broken: number;
  /** Each that lived and is not listed as equivalent, as a line to read. */
  readonly survived: readonly string[];
}

const EQUIVALENTS = JSON.parse(readFileSync(join(__dirname, "equivalents.json"), "utf8")) as Equivalent[];

/** Reads Stryker's report: a file a line. */
export function scoresOf(path: string): FileScore[] {
  const { files } = JSON.parse(readFileSync(path, "utf8")) as Report;
  return Object.entries(files)
    .filter(([, { mutants }]) => mutants.length > 0)
    .map(([file, { source, mutants }]) => {
      const lines = source.split("\n");
      const lived = mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage");
      const isEquivalent = (mutant: Mutant) =>
        EQUIVALENTS.some(
          (known) =>
            known.file === file &&
            known.mutator === mutant.mutatorName &&
            known.replacement === (mutant.replacement ?? "") &&
            lines[mutant.location.start.line - 1]!.includes(known.line),
        );
      return {
        file,
        killed: mutants.filter(({ status }) => status === "Killed" || status === "Timeout").length,
        equivalent: lived.filter(isEquivalent).length,
        broken: mutants.filter(({ status }) => status === "RuntimeError" || status === "CompileError").length,
        survived: lived.filter((mutant) => !isEquivalent(mutant)).map((mutant) => told(mutant, lines)),
      };
    });
}

function told(
  { mutatorName, replacement = "", status, location: { start } }: Mutant,
  lines: readonly string[],
): string {
  return `${start.line}:${start.column} ${status} ${mutatorName}: ${lines[start.line - 1]!.trim()}  →  ${replacement}`;
}

/** Of the mutants that are not equivalent, how many were killed, in per cent. */
export const scoreOf = ({ killed, survived }: Pick<FileScore, "killed" | "survived">): number =>
  killed + survived.length === 0 ? 100 : (100 * killed) / (killed + survived.length);
