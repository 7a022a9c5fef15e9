import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { canonicalEntry, receiptHeader } from "../../src/register/entry";
import { UnreadableEntry, csvHeader, csvLine, entryLine, readCsvRecord } from "../../src/register/entry-lines";
import { exportedEntries } from "../../src/register/export-file";
import type { KeptEntry } from "../../src/register/verify";
import { StartError } from "../../src/start-error";
import { temporaryFolder } from "../support/temporary-folder";
import { entryOf, madeRegister } from "./made-register";

const REGISTER = madeRegister(12);
const [FIRST] = REGISTER as [KeptEntry, ...KeptEntry[]];

const folder = temporaryFolder("register-lines-");
afterAll(() => folder.remove());

function file(name: string, ...lines: string[]): string {
  const path = join(folder.path, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  return path;
}

async function read(path: string): Promise<KeptEntry[]> {
  const entries: KeptEntry[] = [];
  for await (const entry of exportedEntries(path)) entries.push(entry);
  return entries;
}

async function refusal(path: string): Promise<string> {
  const failure: unknown = await read(path).then(
    () => "read",
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(UnreadableEntry);
  return `${(failure as Error).name}: ${(failure as Error).message}`;
}

describe("an export", () => {
  it("is read as the entries that it was made of, as lines of JSON and as CSV, with a header and without", async () => {
    expect(await read(file("all.jsonl", ...REGISTER.map(entryLine)))).toEqual(REGISTER);
    expect(await read(file("all.csv", csvHeader, ...REGISTER.map(csvLine)))).toEqual(REGISTER);
    expect(await read(file("bare.csv", ...REGISTER.map(csvLine)))).toEqual(REGISTER);
    expect(await read(file("empty.jsonl"))).toEqual([]);
    expect(await read(file("empty.csv"))).toEqual([]);
  });

  it("is read with letters of every kind in it", async () => {
    const letters = { ...FIRST, entry: '{"name":"Hammarskjöld, \\"Dag\\" 𝄞"}' };
    expect(await read(file("letters.jsonl", entryLine(letters)))).toEqual([letters]);
    expect(await read(file("letters.csv", csvLine(letters)))).toEqual([letters]);
  });

  it("as CSV has its columns in the order of its header, and what an entry says in quotation marks", () => {
    expect(csvHeader).toBe("sequence,id,at,entry,previous,hash");
    const { id, at, previous, hash } = FIRST;
    expect(csvLine({ ...FIRST, entry: '{"a":"b,c"}' })).toBe(`1,${id},${at},"{""a"":""b,c""}",${previous},${hash}`);
  });

  const line = entryLine(FIRST);
  it.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["null", "null"],
    ["a number", "5"],
    ["a list", "[]"],
    ["an empty object", "{}"],
    ["another spelling of the same", line.replace('{"at":', '{ "at":')],
    ["more", line.replace(/\}$/, ',"then":1}')],
    ["less", line.replace(/,"sequence":1\}$/, "}")],
    ["a number that is a text", line.replace(/1\}$/, '"1"}')],
    ["a time that is a number", line.replace(/"at":"[^"]*"/, '"at":5')],
    ["a hash that is none", line.replace(/"hash":"[^"]*"/, '"hash":null')],
    ["an id that is a list", line.replace(/"id":"[^"]*","previous"/, '"id":[],"previous"')],
  ])("is not read on from a line that holds %s", async (_, odd) => {
    expect(await refusal(file("odd.jsonl", line, line, odd, line))).toBe(
      "UnreadableEntry: Line 3 of the export is not an entry in the form of an export's line",
    );
  });

  it("that leaves out what an entry says is read as one that says nothing", async () => {
    const [entry] = await read(
      file("silent.jsonl", line.replace(/"entry":\{.*\},"hash"/, '"hash"').replace("}", ',"then":1}')),
    );
    expect(entry).toMatchObject({ id: FIRST.id, entry: "" });
  });

  const columns = ["12", "id", "at", "{}", "previous", "hash"];
  it.each([
    ["a column less", columns.slice(0, 5)],
    ["a column more", [...columns, "x"]],
    ["no number", columns.with(0, "x")],
    ["a number with something before it", columns.with(0, "x12")],
    ["a number with something behind it", columns.with(0, "12x")],
    ["the number of no entry", columns.with(0, "0")],
    ["nothing", []],
  ])("as CSV is not read on from a record with %s", (_, record) => {
    expect(() => readCsvRecord(record, 7)).toThrow(
      "Line 7 of the export is not an entry in the form of an export as CSV",
    );
    expect(readCsvRecord(columns, 7)).toEqual({
      sequence: 12,
      id: "id",
      at: "at",
      entry: "{}",
      previous: "previous",
      hash: "hash",
    });
  });

  it("as CSV counts its records, the header too", async () => {
    const sentence = "UnreadableEntry: Line 3 of the export is not an entry in the form of an export as CSV";
    expect(await refusal(file("short.csv", csvHeader, csvLine(FIRST), "1,2,3"))).toBe(sentence);
    expect(await refusal(file("twice.csv", csvHeader, csvLine(FIRST), csvHeader))).toBe(sentence);
    expect(await refusal(file("other.csv", "sequence,id"))).toMatch(/^UnreadableEntry: Line 1 /);
  });

  it.each(["absent.jsonl", "absent.csv"])("that is not there cannot be read: %s", async (name) => {
    const path = join(folder.path, name);
    await expect(read(path)).rejects.toThrow(new StartError(`The export ${path} cannot be read.`));
  });

  it.each(["folder.jsonl", "folder.csv"])(
    "whose reading fails is not taken for one that ends there: %s",
    async (name) => {
      mkdirSync(join(folder.path, name));
      await expect(read(join(folder.path, name))).rejects.toThrow("EISDIR");
    },
  );
});

describe("an entry", () => {
  it("has one form", () => {
    const { kind, ...others } = entryOf(1);
    expect(canonicalEntry({ ...others, kind })).toBe(canonicalEntry({ kind, ...others }));
    expect(canonicalEntry(entryOf(1))).toMatch(/^\{"instant":.*,"through":null\}$/);
  });

  it("that has none is not written", () => {
    expect(() => canonicalEntry(undefined as never)).toThrow("An entry of the register has no canonical form.");
  });

  it("is named by its receipt", () => {
    expect(receiptHeader({ id: "a", hash: "b" })).toBe("id=a, sha256=b");
  });
});
