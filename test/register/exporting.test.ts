import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";

import { append } from "../../src/register/append";
import { canonicalEntry } from "../../src/register/entry";
import { csvHeader, csvLine, entryLine } from "../../src/register/entry-lines";
import { exportRegister } from "../../src/register/exporting";
import { type TestDatabase, testDatabase } from "../support/database";
import { temporaryFolder } from "../support/temporary-folder";
import { entryOf } from "./made-register";
import { entriesIn, rewriteRegister } from "./tampering";

describe("an export of the register", () => {
  const folder = temporaryFolder("register-exporting-");
  const path = (name: string) => join(folder.path, name);
  let test: TestDatabase;
  let superuser: Client;
  let lines: string[];
  let records: string[];

  beforeAll(async () => {
    test = await testDatabase();
    superuser = new Client({ connectionString: test.migratorUrl });
    await superuser.connect();
    const texts = Array.from({ length: 7 }, (_, place) => canonicalEntry(entryOf(place + 1)));
    await append(superuser, texts);
    const entries = await entriesIn(superuser);
    lines = entries.map(entryLine);
    records = [csvHeader, ...entries.map(csvLine)];
  });

  afterAll(async () => {
    await superuser.end();
    await test.close();
    folder.remove();
  });

  const written = (name: string) => readFileSync(path(name), "utf8").split("\n");

  it.each([
    ["a.jsonl", undefined, "lines"],
    ["b.csv", undefined, "records"],
    ["c.jsonl", true, "records"],
    ["d.csv", false, "lines"],
    [".csv.e", undefined, "lines"],
  ])("is written into %s, with csv %s, as %s", async (name, csv, form) => {
    const verdict = await exportRegister(superuser, { output: path(name), csv });
    expect(verdict).toMatchObject({ fits: true, entries: 7 });
    expect(written(name)).toEqual([...(form === "lines" ? lines : records), ""]);
    expect((statSync(path(name)).mode & 0o777).toString(8)).toBe("600");
  });

  it("does not write over what is there", async () => {
    writeFileSync(path("there.jsonl"), "there");
    const exporting = exportRegister(superuser, { output: path("there.jsonl") });
    await expect(exporting).rejects.toMatchObject({ code: "EEXIST" });
    expect(written("there.jsonl")).toEqual(["there"]);
  });

  it("is written as it is where the register does not fit, and it is said where", async () => {
    const entries = await entriesIn(superuser);
    await rewriteRegister(superuser, entries.toSpliced(3, 1));
    const verdict = await exportRegister(superuser, { output: path("gap.jsonl") });
    expect(verdict).toEqual({ fits: false, sequence: 5, reason: "entry 4 is missing before it" });
    expect(written("gap.jsonl")).toEqual([...lines.toSpliced(3, 1), ""]);
    await rewriteRegister(superuser, entries);
  });
});
