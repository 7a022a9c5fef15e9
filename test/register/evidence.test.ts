import { createPublicKey } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type SigningKey, NO_CHECKPOINT, checkpointDigest, checkpointLine } from "../../src/register/checkpoint";
import { CheckpointFault, UnknownCheckpointKey } from "../../src/register/checkpoint-book";
import { publicText, signingKeyOf } from "../../src/register/checkpoint-key";
import { entryLine } from "../../src/register/entry-lines";
import { auditExport, evidenceOf } from "../../src/register/evidence";
import { readWish } from "../../src/register/verify-wish";
import { StartError } from "../../src/start-error";
import { temporaryFolder } from "../support/temporary-folder";
import { madeRegister } from "./made-register";

const REGISTER = madeRegister(12);
const hashOf = (sequence: number) => REGISTER[sequence - 1]!.hash;
const [OWN, OTHER] = [1, 2].map((digit) => signingKeyOf(Buffer.alloc(32, digit))) as [SigningKey, SigningKey];
const PUBLIC = publicText(createPublicKey(OTHER.key));

const line = (sequence: number, key: SigningKey, previous = NO_CHECKPOINT, hash = hashOf(sequence)) =>
  checkpointLine({ at: "2026-01-02T03:04:05.678Z", sequence, hash, previous }, key);

describe("what a register is held against", () => {
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    folder = temporaryFolder("register-evidence-");
    for (const name of ["one", "two", "keys"]) mkdirSync(path(name));
    writeFileSync(path("keys", "checkpoint.key"), `${"01".repeat(32)}\n`, { mode: 0o600 });
  });
  afterEach(() => folder.remove());

  const path = (...names: string[]) => join(folder.path, ...names);
  const write = (place: string, ...lines: string[]) =>
    writeFileSync(path(place, "checkpoints.jsonl"), lines.map((one) => `${one}\n`).join(""));
  const evidence = (...argv: string[]) =>
    evidenceOf(readWish(argv), {
      dataFolder: path(),
      checkpoints: { folder: path("one"), secondPlace: path("two"), seconds: 60, entries: 100 },
    });
  const sizeOf = async (...argv: string[]) => (await evidence(...argv)).checkpoints!.size;

  it("are the checkpoints of both places of the settings, for a database", async () => {
    expect(await sizeOf()).toBe(0);
    write("one", line(3, OWN));
    write("two", line(5, OWN));
    expect(await sizeOf()).toBe(2);
  });

  it("are those that are named in place of them, and for an export no others", async () => {
    write("one", line(3, OWN));
    write("two", line(5, OWN));
    expect(await sizeOf("--checkpoints", path("two"))).toBe(1);
    expect(await sizeOf("--checkpoints", path("two"), "--checkpoints", path("one", "checkpoints.jsonl"))).toBe(2);
    expect(await sizeOf("--file", path("export.jsonl"))).toBe(0);
    expect(await sizeOf("--file", path("export.jsonl"), "--checkpoints", path("two"))).toBe(1);
  });

  it("are believed by the server's own key, where it is there, and by keys that are said", async () => {
    write("one", line(3, OTHER));
    await expect(evidence()).rejects.toBeInstanceOf(UnknownCheckpointKey);
    expect(await sizeOf("--public-key", PUBLIC)).toBe(1);
    write("one", line(3, OWN));
    expect(await sizeOf("--public-key", PUBLIC)).toBe(1);
    folder.remove();
    mkdirSync(path("one"), { recursive: true });
    write("one", line(3, OTHER));
    expect(await sizeOf("--public-key", PUBLIC)).toBe(1);
  });

  it("are checked by every signature of theirs", async () => {
    const first = line(3, OWN).replace(/"signature":"[^"]*"/, `"signature":"${"0".repeat(128)}"`);
    write("one", first, line(5, OWN, checkpointDigest(first)));
    await expect(evidence()).rejects.toThrow(/The checkpoint of entry 3 in \S+ is not signed by its key/);
  });

  it("are none where checkpoints are named and not there", async () => {
    const sentence = new StartError("There are no checkpoints there.");
    await expect(evidence("--checkpoints", path("absent"))).rejects.toThrow(sentence);
    await expect(evidence("--checkpoints", path("one"))).rejects.toThrow(sentence);
  });

  it("are none where one of them is missing", async () => {
    write("one", line(3, OWN));
    write("two", line(5, OWN, "a".repeat(64)));
    const missing = evidence();
    await expect(missing).rejects.toBeInstanceOf(CheckpointFault);
    await expect(missing).rejects.toThrow(
      `The checkpoint before the first of ${path("two", "checkpoints.jsonl")} is missing`,
    );
  });

  it("begin after an entry that a checkpoint is of, and that one alone", async () => {
    write("one", line(3, OWN));
    write("two", line(5, OWN));
    expect((await evidence()).after).toBeUndefined();
    expect((await evidence("--after", "5")).after).toEqual({ sequence: 5, hash: hashOf(5) });
    await expect(evidence("--after", "4")).rejects.toThrow(
      new StartError("There is no checkpoint of entry 4 to begin after."),
    );
    write("two", line(3, OWN, NO_CHECKPOINT, hashOf(4)));
    await expect(evidence("--after", "3")).rejects.toThrow("There is no checkpoint of entry 3");
  });

  it("are receipts too", async () => {
    const receipt = { id: REGISTER[3]!.id, hash: hashOf(4) };
    const argv = ["--receipt", `${receipt.id} ${receipt.hash}`];
    expect((await evidence(...argv)).receipts).toEqual([receipt]);
    write("one", line(3, OWN));
    expect((await evidence(...argv, "--after", "3")).receipts).toEqual([receipt]);
  });

  describe("and an export", () => {
    const exported = (entries = REGISTER) => {
      writeFileSync(path("export.jsonl"), entries.map((entry) => `${entryLine(entry)}\n`).join(""));
      return path("export.jsonl");
    };

    it("fit as a whole, or from an entry on, whether the entries before it are there or not", async () => {
      expect((await auditExport(exported(), {})).verdict()).toMatchObject({ fits: true, entries: 12 });
      const after = { sequence: 5, hash: hashOf(5) };
      expect((await auditExport(exported(), { after })).verdict()).toMatchObject({ fits: true, entries: 7 });
      const end = exported(REGISTER.slice(5));
      expect((await auditExport(end, { after })).verdict()).toMatchObject({ fits: true, entries: 7 });
      expect((await auditExport(end, {})).verdict()).toMatchObject({ fits: false, sequence: 6 });
    });

    it("do not fit where a checkpoint contradicts an entry", async () => {
      write("one", line(4, OWN, NO_CHECKPOINT, hashOf(5)));
      const audit = await auditExport(exported(), await evidence());
      expect(audit.verdict()).toMatchObject({ fits: false, sequence: 4 });
    });
  });
});
