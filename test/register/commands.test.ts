import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createPublicKey } from "node:crypto";
import { join } from "node:path";

import { canonicalEntry } from "../../src/register/entry";
import { checkpointLine, NO_CHECKPOINT } from "../../src/register/checkpoint";
import { publicText, signingKeyOf } from "../../src/register/checkpoint-key";
import { Child } from "../support/child";
import { type TestRegistry, startRegistry } from "../support/registry";
import { temporaryFolder } from "../support/temporary-folder";
import { entryOf } from "./made-register";

const PROJECT = join(__dirname, "../..");
const KEY = signingKeyOf(Buffer.alloc(32, 3));
const PUBLIC = publicText(createPublicKey(KEY.key));
const folder = temporaryFolder("register-commands-");
const path = (name: string) => join(folder.path, name);

let registry: TestRegistry;
let head: { sequence: number; hash: string };
let receipt: string;

beforeAll(async () => {
  registry = await startRegistry();
  const entries = Array.from({ length: 7 }, (_, place) => canonicalEntry(entryOf(place + 1)));
  const { rows } = await registry.superuser.query("select * from register_append($1::text[])", [entries]);
  receipt = `id=${rows[2].entry_id}, sha256=${rows[2].entry_hash}`;
  head = { sequence: 7, hash: rows[6].entry_hash };
  writeFileSync(path("checkpoints.jsonl"), `${checkpoint(5, rows[4].entry_hash)}\n`);
  writeFileSync(path("later.jsonl"), `${checkpoint(9, rows[4].entry_hash)}\n`);
  writeFileSync(path("other.jsonl"), `${checkpoint(5, rows[3].entry_hash)}\n`);
});

afterAll(async () => {
  await registry.close();
  folder.remove();
});

const checkpoint = (sequence: number, hash: string) =>
  checkpointLine({ at: "2026-01-02T03:04:05.678Z", sequence, hash, previous: NO_CHECKPOINT }, KEY);

async function run(program: string, ...argv: string[]) {
  const env = { DATABASE_URL: registry.migratorUrl, OIDC_ISSUER: "https://issuer.invalid", DATA_FOLDER: folder.path };
  const child = Child.run(argv, env, `src/register/${program}-command.ts`);
  return { code: await child.ended(), out: child.out, err: child.err };
}

const fits = () => `The register fits: 7 entries, the last with hash ${head.hash}.\n`;

describe("npm run register:export", () => {
  it.each(["export.jsonl", "export.csv"])("writes every entry to a new file, that verifies: %s", async (name) => {
    const told = `Exported 7 entries, the last with hash ${head.hash}.\n`;
    expect(await run("export", "--output", path(name))).toEqual({ code: 0, out: "", err: told });
    expect(await run("verify", "--file", path(name))).toEqual({ code: 0, out: fits(), err: "" });
    expect(await run("export", "--output", path(name))).toMatchObject({
      code: 1,
      err: "That file is there already: name a new one.\n",
    });
  });

  it("writes the same to its output", async () => {
    const { code, out } = await run("export");
    expect([code, out]).toEqual([0, readFileSync(path("export.jsonl"), "utf8")]);
    expect((await run("export", "--csv")).out).toEqual(readFileSync(path("export.csv"), "utf8"));
  });

  it("refuses the application's login", async () => {
    await registry.sql("alter table register_entry enable row level security");
    const child = Child.run(
      [],
      { DATABASE_URL: registry.databaseUrl, OIDC_ISSUER: "https://issuer.invalid" },
      "src/register/export-command.ts",
    );
    expect([await child.ended(), child.out]).toEqual([1, ""]);
    expect(child.err).toMatch(/may not read the register/);
  });
});

describe("npm run register:verify", () => {
  const KEYS = ["--public-key", PUBLIC];

  it("holds the database against checkpoints and receipts", async () => {
    const { code, out, err } = await run(
      "verify",
      ...KEYS,
      "--checkpoints",
      path("checkpoints.jsonl"),
      "--receipt",
      receipt,
    );
    const id = receipt.slice(3, 39);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(`${fits()}Checkpoints that say so: 1, the last of entry 5.\nThe receipt ${id} is of entry 3.\n`);
  });

  it("tells a receipt of an entry that is not there", async () => {
    const { code, out } = await run(
      "verify",
      "--receipt",
      receipt.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
    );
    expect([code, out]).toEqual([1, `${fits()}The receipt ${receipt.slice(3, 39)} is of no entry of this register.\n`]);
  });

  it.each([
    ["later.jsonl", "The register does not fit at entry 8: a checkpoint is of entry 9, and the last one found is 7.\n"],
    ["other.jsonl", "The register does not fit at entry 5: a checkpoint says that it has another hash.\n"],
  ])("finds what contradicts %s", async (name, sentence) => {
    expect(await run("verify", ...KEYS, "--checkpoints", path(name))).toEqual({ code: 1, out: "", err: sentence });
  });

  it("begins after a checkpoint where it is told to", async () => {
    const { out } = await run(
      "verify",
      ...KEYS,
      "--checkpoints",
      path("checkpoints.jsonl"),
      "--after",
      "5",
      "--file",
      path("export.jsonl"),
    );
    expect(out).toMatch(/^The register fits: 2 entries/);
    const none = await run("verify", ...KEYS, "--checkpoints", path("checkpoints.jsonl"), "--after", "4");
    expect(none.err).toBe("There is no checkpoint of entry 4 to begin after.\n");
  });

  it("believes no key that it is not told", async () => {
    const { code, err } = await run("verify", "--checkpoints", path("checkpoints.jsonl"));
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(new RegExp(`are of the key ${KEY.id}, which is not known\\.\n$`)),
    ]);
  });

  it("names the line of an export that was changed", async () => {
    const lines = readFileSync(path("export.jsonl"), "utf8").split("\n");
    const write = (changed: string[]) => writeFileSync(path("changed.jsonl"), changed.join("\n"));
    write(lines.with(3, lines[3]!.replace('"parts":[', '"parts": [')));
    expect((await run("verify", "--file", path("changed.jsonl"))).err).toMatch(/^Line 4 of the export is not an entry/);
    write(lines.toSpliced(3, 1));
    expect((await run("verify", "--file", path("changed.jsonl"))).err).toBe(
      "The register does not fit at entry 5: entry 4 is missing before it.\n",
    );
    expect((await run("verify", "--file", path("absent.jsonl"))).err).toMatch(/cannot be read\.\n$/);
  });

  it("reads an export where there is no driver of a database", async () => {
    const guard = path("guard.js");
    writeFileSync(
      guard,
      `const { Module } = require("node:module"); const load = Module._load;
       Module._load = (name, ...others) => { if (/^(pg|typeorm)/.test(name)) throw new Error("a driver: " + name); return load(name, ...others); };`,
    );
    const words = ["-r", guard, "-r", "./load-typescript.js", "src/register/verify-command.ts"];
    const done = await new Promise<string>((resolve) =>
      execFile(process.execPath, [...words, "--file", path("export.jsonl")], { cwd: PROJECT }, (_, out, err) =>
        resolve(out + err),
      ),
    );
    expect(done).toBe(fits());
  });

  it.each([
    [["--receipt", "abc"], 'A receipt is written "id=…, sha256=…", as the header of an answer has it.\n'],
    [["--public-key", "abc"], 'A public key has 64 hexadecimal digits, not "abc".\n'],
    [["--after", "x"], '--after is the number of an entry, not "x".\n'],
    [["more"], expect.stringMatching(/^Say npm run register:verify, with /)],
  ])("refuses %j in one sentence", async (argv, err) => {
    expect(await run("verify", ...argv)).toEqual({ code: 1, out: "", err });
  });
});

describe("npm run register:key", () => {
  it("prints the public key", async () => {
    writeFileSync(path("key"), `${"03".repeat(32)}\n`, { mode: 0o600 });
    const child = Child.run([], { CHECKPOINT_KEY_FILE: path("key") }, "src/register/key-command.ts");
    expect([await child.ended(), child.out]).toEqual([0, `${PUBLIC}\n`]);
  });
});
