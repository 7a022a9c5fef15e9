import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { CATALOGUE, idsIn } from "./catalogue";

const PROJECT = join(__dirname, "../..");

/** The headings of `docs/security.md` under which attacks stand that no test carries out, and what that makes of them. */
const HEADINGS = {
  "## Attacks that cannot be carried out": "cannot be carried out",
  "## Attacks on what is not built yet": "not built yet",
} as const;

/** What becomes of an attack that has no test. */
export type Standing = (typeof HEADINGS)[keyof typeof HEADINGS];

/** The attacks that `docs/security.md` answers in words: the rows of its two tables, `| A01 | why |`. */
export function standings(): Map<string, Standing> {
  const found = new Map<string, Standing>();
  let standing: Standing | undefined;
  for (const line of readFileSync(join(PROJECT, "docs/security.md"), "utf8").split("\n")) {
    if (line.startsWith("## ")) standing = (HEADINGS as Record<string, Standing>)[line];
    const [, id, why] = /^\| ([A-L]\d\d) *\| (.+?) *\|$/.exec(line) ?? [];
    if (standing && id && why) found.set(id, standing);
  }
  return found;
}

/** The files of tests whose names carry an id. */
export const filesWithAttacks = (): string[] =>
  readdirSync(join(PROJECT, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join("test", name))
    .filter((name) => idsWritten(name).length > 0)
    .sort();

/** The ids that stand in the text of a test file. */
export const idsWritten = (name: string): string[] => idsIn(readFileSync(resolve(PROJECT, name), "utf8"));

export const isInCatalogue = (id: string): boolean => Object.hasOwn(CATALOGUE, id);
