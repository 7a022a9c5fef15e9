import { createPublicKey } from "node:crypto";

import {
  type Checkpoint,
  NO_CHECKPOINT,
  type SigningKey,
  checkpointDigest,
  checkpointLine,
  readCheckpoint,
} from "../../src/register/checkpoint";
import { CheckpointBook, CheckpointFault, UnknownCheckpointKey } from "../../src/register/checkpoint-book";
import { knownKeys, signingKeyOf } from "../../src/register/checkpoint-key";

const [KEY, OTHER, STRANGE] = [1, 2, 3].map((digit) => signingKeyOf(Buffer.alloc(32, digit))) as [
  SigningKey,
  SigningKey,
  SigningKey,
];
const KNOWN = knownKeys([KEY, OTHER].map(({ key }) => createPublicKey(key)));
const hash = (digit: string) => digit.repeat(64);

const line = (said: Partial<Checkpoint>, key = KEY) =>
  checkpointLine(
    { at: "2026-01-02T03:04:05.678Z", sequence: 12, hash: hash("a"), previous: NO_CHECKPOINT, ...said },
    key,
  );

/** Lines of checkpoints of these entries, each after the one before. */
function chain(...sequences: number[]): string[] {
  const lines: string[] = [];
  for (const sequence of sequences)
    lines.push(line({ sequence, previous: lines.length > 0 ? checkpointDigest(lines.at(-1)!) : NO_CHECKPOINT }));
  return lines;
}

/** A line whose signature is of something else. */
const forged = (said: string): string => said.replace(/"signature":"[^"]*"/, `"signature":"${"0".repeat(128)}"`);

/** A line with a field that says something else, or nothing, in the canonical form. */
function odd(field: string, value: unknown): string {
  const said = { ...(JSON.parse(line({})) as Record<string, unknown>), [field]: value };
  return JSON.stringify(said, Object.keys(said).sort());
}

describe("a line", () => {
  it("is read as the checkpoint that it is", () => {
    expect(readCheckpoint(line({}))).toMatchObject({ form: 1, sequence: 12, hash: hash("a"), key: KEY.id });
  });

  it.each<[string, unknown]>([
    ["at", "x2026-01-02T03:04:05.678Z"],
    ["at", "2026-01-02T03:04:05.678Zx"],
    ["at", "2026-01-02T03:04:05Z"],
    ["form", 2],
    ["form", 10],
    ["form", 21],
    ["form", "1"],
    ["hash", hash("g")],
    ["hash", `${hash("a")}a`],
    ["hash", undefined],
    ["key", `x${KEY.id}`],
    ["previous", ""],
    ["sequence", "12"],
    ["sequence", 0],
    ["sequence", -12],
    ["sequence", 1.5],
    ["signature", "ab"],
    ["then", 1],
  ])("is no checkpoint when its %s is %j", (field, value) => {
    expect(readCheckpoint(odd(field, value))).toBeUndefined();
  });

  it.each(["", "{", "{}", "[]", "null", "12", '"at"', ` ${line({})}`, line({}).replace(",", ", ")])(
    "is no checkpoint when it is %s",
    (text) => expect(readCheckpoint(text)).toBeUndefined(),
  );
});

describe("a book of checkpoints", () => {
  const bookOf = (...files: string[][]): CheckpointBook => {
    const book = new CheckpointBook(KNOWN, true);
    for (const [place, lines] of files.entries()) book.add({ name: `file ${place + 1}`, lines });
    return book;
  };
  const fault = (lines: string[], everySignature?: boolean): string | undefined => {
    try {
      new CheckpointBook(KNOWN, everySignature).add({ name: "the file", lines });
      return undefined;
    } catch (failure) {
      expect(failure).toBeInstanceOf(CheckpointFault);
      return `${(failure as Error).name}: ${(failure as Error).message}`;
    }
  };
  const unsigned = (sequence: number) =>
    `CheckpointFault: The checkpoint of entry ${sequence} in the file is not signed by its key`;

  it("says where a line is no checkpoint", () => {
    expect(fault([...chain(1, 2), "{}"])).toBe("CheckpointFault: Line 3 of the file is not a checkpoint");
  });

  it("believes no key that is not known, and names it", () => {
    const add = () => bookOf([line({}, STRANGE)]);
    expect(add).toThrow(UnknownCheckpointKey);
    expect(add).toThrow(`The checkpoints in file 1 are of the key ${STRANGE.id}, which is not known`);
    expect(add).toThrow(expect.objectContaining({ file: "file 1", key: STRANGE.id }));
  });

  it("believes the last signature of a file for all, or checks each where it is told to", () => {
    const first = forged(line({ sequence: 3 }));
    const lines = [first, line({ sequence: 5, previous: checkpointDigest(first) })];
    expect(fault(lines)).toBeUndefined();
    expect(fault(lines, true)).toBe(unsigned(3));
    expect(fault([forged(line({ sequence: 3 }))])).toBe(unsigned(3));
    expect(fault([...chain(3, 4), forged(chain(3, 4, 5)[2]!)])).toBe(unsigned(5));
  });

  it.each<[string, Partial<Checkpoint>, SigningKey]>([
    ["names another before it", { sequence: 8, previous: hash("b") }, KEY],
    ["is of an earlier entry", { sequence: 6, previous: checkpointDigest(chain(7)[0]!) }, KEY],
    ["is of another key", { sequence: 8, previous: checkpointDigest(chain(7)[0]!) }, OTHER],
  ])("takes no line that %s", (_, said, key) => {
    expect(fault([...chain(7), line(said, key)])).toBe(
      `CheckpointFault: The checkpoint of entry ${said.sequence} in the file does not follow the one before`,
    );
  });

  it("takes two of one entry, one after the other", () => {
    expect(fault(chain(7, 7), true)).toBeUndefined();
  });

  it("knows the newest of all its files, and how many there are", () => {
    const [one, two] = [chain(3, 9), chain(5)];
    expect(bookOf(one, two).last?.digest).toBe(checkpointDigest(one[1]!));
    expect(bookOf(two, one).last?.checkpoint.sequence).toBe(9);
    expect([bookOf(one, two).size, bookOf().size, bookOf().last]).toEqual([3, 0, undefined]);
  });

  it("has the later file's for the newest where two are of one entry", () => {
    const files = [chain(9), [line({ sequence: 9, at: "2026-01-03T00:00:00.000Z" })]];
    expect(bookOf(...files).last?.digest).toBe(checkpointDigest(files[1]![0]!));
  });

  it("names the files before whose first checkpoint one is missing", () => {
    const lines = chain(3, 5, 7);
    expect(bookOf(lines.slice(1), chain(2)).missingBefore).toEqual(["file 1"]);
    expect(bookOf(lines.slice(1), lines.slice(0, 1)).missingBefore).toEqual([]);
  });

  it("agrees with the one hash that is said of an entry, with any where none is, with none where two are", () => {
    const book = bookOf(chain(3), [line({ sequence: 4 })], [line({ sequence: 4, hash: hash("b") })], chain(3));
    const agreeing = (sequence: number) => ["a", "b"].filter((digit) => book.agrees(sequence, hash(digit)));
    expect([2, 3, 4].map(agreeing)).toEqual([["a", "b"], ["a"], []]);
    expect([2, 3, 4].map((sequence) => book.hashOf(sequence))).toEqual([undefined, hash("a"), undefined]);
  });
});
