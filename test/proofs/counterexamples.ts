import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Counterexample, commandOf } from "./proof";

const FOLDER = join(__dirname, "counterexamples");

/** A counterexample as it is kept: what it was, and how to see it again. */
export interface KeptCounterexample extends Counterexample {
  readonly proof: string;
  readonly seed: number;
  readonly repeat: string;
}

/** Keeps one for every later `npm test` to try; gives its file. */
export function keepCounterexample(proof: string, seed: number, found: Counterexample): string {
  const kept: KeptCounterexample = { proof, seed, ...found, repeat: commandOf(proof, seed, found.case) };
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${proof}-${seed}-${found.case}.json`);
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
  return file;
}

/** Those that were kept of a proof. */
export function keptCounterexamples(proof: string): KeptCounterexample[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((name) => name.startsWith(`${proof}-`) && name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as KeptCounterexample);
}
