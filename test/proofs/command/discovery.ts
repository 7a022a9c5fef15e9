import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { Proof } from "../proof";

const PROOFS = join(__dirname, "..");
const OPTIONS = join(PROOFS, "options");

/** A way of running `npm run prove` that is not the table, such as `--power`: a file of `test/proofs/options`. */
export interface Option {
  /** Runs it with the other words of the command line, and gives the exit code. */
  run(words: string[]): Promise<number>;
}

/** Every proof that is there, in the order of its letters. */
export function proofs(): Proof[] {
  return readdirSync(PROOFS)
    .filter((name) => name.endsWith(".proof.ts"))
    .map((name) => (load(join(PROOFS, name)) as { proof: Proof }).proof)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** The option that a word like `--power` names. */
export function optionOf(word: string): Option | undefined {
  const file = join(OPTIONS, `${word.slice(2)}.ts`);
  return /^--[a-z]+$/.test(word) && existsSync(file) ? (load(file) as { option: Option }).option : undefined;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- what is there is known only when it runs
const load = (file: string): unknown => require(file);
