import { Audit } from "../../src/register/audit";
import { checkpointLine } from "../../src/register/checkpoint";
import { CheckpointBook } from "../../src/register/checkpoint-book";
import { knownKeys, publicKeyOf, publicText, signingKeyOf } from "../../src/register/checkpoint-key";
import { ChainWalk, type KeptEntry, type Reached, hashOf } from "../../src/register/verify";
import { createPublicKey } from "node:crypto";
import { madeRegister } from "./made-register";

const REGISTER = madeRegister(6);
const entry = (sequence: number): KeptEntry => REGISTER[sequence - 1]!;
const reached = (sequence: number): Reached => ({ sequence, hash: entry(sequence).hash, at: entry(sequence).at });

/** The fourth entry with something else in it, and the hash that is due to that. */
function changed(parts: Partial<KeptEntry>): KeptEntry {
  const fourth = { ...entry(4), ...parts };
  return { ...fourth, hash: hashOf(fourth), ...(parts.hash === undefined ? {} : { hash: parts.hash }) };
}

/** Why an entry does not follow the third, or another that was reached. */
function reason(kept: KeptEntry, after: Reached = reached(3)): string | undefined {
  const verdict = new ChainWalk(after).next(kept);
  if (verdict === undefined || verdict.fits) return undefined;
  expect(verdict.sequence).toBe(kept.sequence);
  return verdict.reason;
}

describe("an entry", () => {
  it("fits after the one before it, and takes the walk on", () => {
    const walk = new ChainWalk(reached(3));
    expect(walk.next(entry(4))).toBeUndefined();
    expect(walk.reached).toEqual(reached(4));
    expect(walk.end()).toEqual({ fits: true, entries: 1, last: entry(4).hash });
  });

  it.each<[Partial<KeptEntry>, string]>([
    [{ sequence: 5 }, "entry 4 is missing before it"],
    [{ sequence: 3 }, "entry 4 is missing before it"],
    [{ previous: "0".repeat(64) }, "it does not follow the entry before it"],
    [{ id: `x${entry(4).id}` }, "its id is not written as it must be"],
    [{ id: `${entry(4).id}0` }, "its id is not written as it must be"],
    [{ id: entry(4).id.toUpperCase() }, "its id is not written as it must be"],
    [{ at: `0${entry(4).at}` }, "its at is not written as it must be"],
    [{ at: `${entry(4).at}Z` }, "its at is not written as it must be"],
    [{ at: entry(4).at.replace(/\d{3}Z/, "Z") }, "its at is not written as it must be"],
    [{ hash: `0${entry(4).hash}` }, "its hash is not written as it must be"],
    [{ hash: `${entry(4).hash}0` }, "its hash is not written as it must be"],
    [{ at: "2025-01-02T03:00:00.000000Z" }, "it is earlier than the entry before it"],
    [{ hash: entry(3).hash }, "what it says does not have its hash"],
    [{ entry: '{"b":1,"a":2}' }, "what it says is not in the canonical form"],
    [{ entry: '{"a":1' }, "what it says is not in the canonical form"],
    [{ entry: "[]" }, "what it says is not in the canonical form"],
  ])("with %j does not fit, and it is said why", (parts, sentence) => {
    expect(reason(changed(parts))).toBe(sentence);
  });

  it.each(["x", ""])("follows no hash that is not written as one", (odd) => {
    const hash = odd === "x" ? `x${entry(3).hash}` : `${entry(3).hash}x`;
    expect(reason(changed({ previous: hash }), { ...reached(3), hash })).toBe(
      "its previous is not written as it must be",
    );
  });

  it("may be of the same microsecond as the one before it", () => {
    expect(reason(changed({ at: entry(3).at }))).toBeUndefined();
  });

  describe("of a database", () => {
    const text = '{"kind":"ACT","parts":[{"id":"a"},{"id":"b"}],"person":"p","reports":["r"]}';
    const foundBy = { kind: "ACT", person: "p", parts: ["a", "b"], reports: ["r"] };
    const nothing = { kind: "ACT", person: null, parts: [], reports: [] };

    it("is found by what it says", () => {
      expect(reason(changed({ entry: text, foundBy }))).toBeUndefined();
      expect(reason(changed({ entry: '{"kind":"ACT"}', foundBy: nothing }))).toBeUndefined();
    });

    it.each([{ kind: "ANSWER" }, { person: null }, { parts: ["a"] }, { parts: ["b", "a"] }, { reports: [] }])(
      "does not fit when it is found by %j",
      (other) => {
        const sentence = "it is not found by what it says";
        expect(reason(changed({ entry: text, foundBy: { ...foundBy, ...other } }))).toBe(sentence);
      },
    );

    it.each([{ person: "p" }, { parts: ["a"] }, { reports: ["r"] }])("that says nothing of them: %j", (other) => {
      const filed = changed({ entry: '{"kind":"ACT"}', foundBy: { ...nothing, ...other } });
      expect(reason(filed)).toBe("it is not found by what it says");
    });
  });
});

describe("the head that a register keeps", () => {
  it.each([
    ["an earlier entry", { sequence: 5, hash: entry(5).hash }],
    ["a later entry", { sequence: 7, hash: entry(6).hash }],
    ["another hash", { sequence: 6, hash: entry(5).hash }],
  ])("does not fit when it is of %s", (_, head) => {
    const walk = new ChainWalk();
    for (const kept of REGISTER) walk.next(kept);
    const reason = `the register's head is entry ${head.sequence}, and the last one found is 6`;
    expect(walk.end(head)).toEqual({ fits: false, sequence: 7, reason });
    expect(walk.end({ sequence: 6, hash: entry(6).hash })).toMatchObject({ fits: true, entries: 6 });
  });
});

describe("an audit", () => {
  const KEY = signingKeyOf(Buffer.alloc(32, 5));
  const bookOf = (sequence?: number, hash = "") => {
    const book = new CheckpointBook(knownKeys([publicKeyOf(publicText(createPublicKey(KEY.key)))]));
    const said = { at: "2026-01-02T03:04:05.678Z", previous: "0".repeat(64) };
    if (sequence !== undefined) book.add({ name: "file", lines: [checkpointLine({ ...said, sequence, hash }, KEY)] });
    return book;
  };
  const taken = (audit: Audit, entries: readonly KeptEntry[] = REGISTER): Audit => {
    for (const kept of entries) audit.take(kept);
    return audit;
  };

  it("without evidence has the chain alone to judge, and no receipts", () => {
    const audit = taken(new Audit());
    expect(audit.verdict()).toEqual({ fits: true, entries: 6, last: entry(6).hash });
    expect(audit.receipts()).toEqual([]);
  });

  it("begins after the entry that it is told to", () => {
    expect(taken(new Audit({ after: reached(4) }), REGISTER.slice(4)).verdict()).toMatchObject({ entries: 2 });
    expect(taken(new Audit({ after: reached(4) })).verdict()).toMatchObject({ fits: false, sequence: 1 });
  });

  it("names the entry that a checkpoint contradicts, and the first that is gone", () => {
    expect(taken(new Audit({ checkpoints: bookOf(4, entry(5).hash) })).verdict()).toEqual({
      fits: false,
      sequence: 4,
      reason: "a checkpoint says that it has another hash",
    });
    expect(taken(new Audit({ checkpoints: bookOf(9, entry(5).hash) })).verdict()).toEqual({
      fits: false,
      sequence: 7,
      reason: "a checkpoint is of entry 9, and the last one found is 6",
    });
  });

  it.each([bookOf(), bookOf(6, entry(6).hash), bookOf(2, entry(2).hash)])(
    "fits with checkpoints that agree",
    (book) => {
      expect(taken(new Audit({ checkpoints: book })).verdict()).toMatchObject({ fits: true, entries: 6 });
    },
  );

  it("tells of each receipt whether its very entry is there, also behind one that does not fit", () => {
    const { id, hash } = entry(5);
    const forged = { id, hash: entry(4).hash };
    const absent = { id: entry(2).id.replace(/^./, "x"), hash: entry(2).hash };
    const audit = new Audit({ receipts: [forged, { id, hash }, absent] });
    taken(audit, REGISTER.toSpliced(1, 1));
    expect(audit.verdict()).toMatchObject({ fits: false, sequence: 3 });
    expect(audit.receipts().map(({ sequence }) => sequence)).toEqual([undefined, 5, undefined]);
    expect(taken(new Audit({ receipts: [forged] })).receipts()).toEqual([{ receipt: forged, sequence: undefined }]);
  });
});
