import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A numbered sentence of the access policy, with the instrument it rests on. */
export interface Paragraph {
  readonly number: string;
  readonly sentence: string;
  readonly source: string;
}

const PAGE = join(__dirname, "..", "..", "docs", "policy", "access-policy.md");
const PARAGRAPH = /^\*\*(§ \d+\.\d+[a-z]?)\*\* (.+) \*\((.+)\)\*$/gm;

/** The numbered sentences of a page, by their numbers. */
export function paragraphsIn(page: string): ReadonlyMap<string, Paragraph> {
  return new Map(
    [...page.matchAll(PARAGRAPH)].map(([, number, sentence, source]) => [
      number!,
      { number: number!, sentence: sentence!, source: source! },
    ]),
  );
}

/** The numbered sentences of `docs/policy/access-policy.md`, which the program itself cites. */
export const paragraphs: ReadonlyMap<string, Paragraph> = paragraphsIn(readFileSync(PAGE, "utf8"));

/** A paragraph by its number; a number that is not in the policy is a fault of the program. */
export function paragraph(number: string): Paragraph {
  const found = paragraphs.get(number);
  if (!found) throw new Error(`${number} is not in the access policy.`);
  return found;
}

/** What a refusal cites of a paragraph. */
export const citing = (number: string) => ({ paragraph: number, source: paragraph(number).source });
