import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { law } from "../../src/policies/law";
import { paragraphs } from "../../src/policies/paragraphs";
import { rulesFor } from "../../src/policies/policy";
import { type Viewer, instantOf, nobody } from "../../src/policies/viewer";

const ROOT = join(__dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/policy/access-policy.md"), "utf8");

/** Somebody of whom everything is so at once: the law's every rule speaks of such a viewer. */
const everybody = (): Viewer => {
  const known = nobody(instantOf(new Date("2016-06-01T12:00:00Z")));
  const one = ["00000000-0000-4000-8000-000000000001"];
  const yes = Object.entries(known).map(([fact, value]): [string, unknown] => [
    fact,
    value === false ? true : Array.isArray(value) ? one : value,
  ]);
  return { ...(Object.fromEntries(yes) as unknown as Viewer), personId: one[0]!, portalId: one[0]!, through: null };
};

const rules = rulesFor(everybody(), law);

const sourcesIn = (folder: string): [file: string, text: string][] =>
  readdirSync(join(ROOT, "src", folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [`${folder}/${file}`, readFileSync(join(ROOT, "src", folder, file), "utf8")]);

const policies = sourcesIn("policies").filter(([file]) => file.endsWith(".policy.ts"));
const chapterOf = (number: string) => Number(/^§ (\d+)\./.exec(number)![1]);
const numbersIn = (chapters: readonly number[]) =>
  [...paragraphs.keys()].filter((number) => chapters.includes(chapterOf(number)));

/** A comment that quotes a paragraph, and the rules below it up to the next such comment. */
interface Quoted {
  readonly number: string;
  readonly sentence: string;
  readonly cited: readonly string[];
}

function quotedIn(text: string): { before: string; quotes: Quoted[] } {
  const [before = "", ...pieces] = text.split(/^ *\/\/ (?=§ )/m);
  const quotes = pieces.map((piece) => {
    const [, number, sentence] = /^(§ \d+\.\d+[a-z]?) (.+)$/m.exec(piece)!;
    return { number: number!, sentence: sentence!, cited: citedIn(piece) };
  });
  return { before, quotes };
}

const citedIn = (text: string) => [...text.matchAll(/because\(\s*"(§ [^"]+)"/g)].map(([, number]) => number!);

describe("the access policy and the law", () => {
  it("has a rule for every numbered sentence of chapters 2 to 8, and 12 to 14", () => {
    const cited = new Set(rules.map(({ reason }) => reason));
    expect(numbersIn([2, 3, 4, 5, 6, 7, 8, 12, 13, 14]).filter((number) => !cited.has(number))).toEqual([]);
  });

  it("has a sentence for every rule", () => {
    expect(rules.map(({ reason }) => reason).filter((number) => !paragraphs.has(number))).toEqual([]);
  });

  it.each(policies)("quotes in %s, above each rule, its sentence letter for letter", (_file, text) => {
    const { before, quotes } = quotedIn(text);
    expect(quotes.length).toBeGreaterThan(0);
    expect(citedIn(before)).toEqual([]);
    for (const { number, sentence, cited } of quotes) {
      expect([number, sentence]).toEqual([number, paragraphs.get(number)?.sentence]);
      expect([...new Set(cited)]).toEqual([number]);
    }
  });

  it("quotes each sentence once", () => {
    const quoted = policies.flatMap(([, text]) => quotedIn(text).quotes.map(({ number }) => number));
    expect(quoted.toSorted()).toEqual([...new Set(quoted)].toSorted());
  });

  it("cites nothing, anywhere in the program, that is not in force", () => {
    const cited = ["access", "entities", "jobs", "operations", "policies", "register", "resolvers"]
      .flatMap(sourcesIn)
      .flatMap(([file, text]) => [...text.matchAll(/§ (\d+\.\d+[a-z]?)/g)].map(([number]) => `${file} ${number}`));
    expect(cited.length).toBeGreaterThan(200);
    expect(cited.filter((one) => !paragraphs.has(one.slice(one.indexOf("§"))))).toEqual([]);
  });

  it("is read whole: every number of the page stands once, with its source", () => {
    const numbers = [...PAGE.matchAll(/^\*\*(§ [^*]+)\*\*/gm)].map(([, number]) => number!);
    expect(numbers).toEqual([...paragraphs.keys()]);
    for (const { source } of paragraphs.values()) expect(source).not.toBe("");
  });

  it("says of each choice of its own that it is one", () => {
    const own = [
      "§ 2.4",
      "§ 2.5",
      "§ 2.11",
      "§ 2.12",
      "§ 3.4",
      "§ 3.5",
      "§ 3.5a",
      "§ 3.10",
      "§ 3.10a",
      "§ 3.10b",
      "§ 3.11",
      "§ 3.12",
    ];
    for (const number of own)
      expect(paragraphs.get(number)?.source).toMatch(/the registry's own choice, not confirmed$/);
  });

  it("refuses acts by every sentence of chapter 10, each cited by the act that refuses, or by what the registry does by itself", () => {
    const acts = ["operations", "jobs"]
      .flatMap(sourcesIn)
      .map(([, text]) => text.replaceAll(/^\s*(\/\/|\*|\/\*\*).*$/gm, ""))
      .join("\n");
    expect(numbersIn([10]).filter((number) => !acts.includes(`"${number}"`))).toEqual([]);
  });
});

it("the changelog names every sentence that is the registry's own choice and not confirmed", () => {
  const line = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8").match(/^- Sentences that are .*not confirmed.*$/m)![0];
  const open = [...paragraphs.values()].filter(({ source }) => source.includes("not confirmed"));
  expect(line.match(/§ \d+\.\d+[a-z]?/g)).toEqual(open.map(({ number }) => number));
});
