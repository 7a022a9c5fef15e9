import { createPublicKey } from "node:crypto";

import { Audit } from "../../src/register/audit";
import { checkpointDigest, isSignedBy, readCheckpoint } from "../../src/register/checkpoint";
import { CheckpointBook, CheckpointFault } from "../../src/register/checkpoint-book";
import { keyIdOf, knownKeys, publicKeyOf, publicText, signingKeyOf } from "../../src/register/checkpoint-key";
import { entryLine, readEntryLine } from "../../src/register/entry-lines";
import { ChainWalk, hashOf } from "../../src/register/verify";
import checkpoints from "./vectors/checkpoints.json";
import entries from "./vectors/entries.json";
import tampered from "./vectors/tampered.json";

const KNOWN = knownKeys([publicKeyOf(checkpoints.publicKey)]);

/** What an implementation says of a case, in the words of the vectors. */
function verdictOn({ entries: kept, checkpoints: lines, receipts = [] }: (typeof tampered.cases)[number]) {
  const book = new CheckpointBook(KNOWN, true);
  try {
    book.add({ name: "vectors", lines });
  } catch (failure) {
    expect(failure).toBeInstanceOf(CheckpointFault);
    return { verdict: { fits: false, checkpoints: true } };
  }
  if (book.missingBefore.length > 0) return { verdict: { fits: false, checkpoints: true } };
  const audit = new Audit({ checkpoints: book, receipts });
  for (const entry of kept) audit.take(entry);
  const verdict = audit.verdict();
  const found = audit
    .receipts()
    .map(({ receipt: { id, hash }, sequence }) => ({ id, hash, isThere: sequence !== undefined }));
  return { verdict: verdict.fits ? verdict : { fits: false, sequence: verdict.sequence }, receipts: found };
}

describe("the register's vectors", () => {
  it("say what is hashed, and what comes of it", () => {
    const chain = new ChainWalk();
    for (const { line, hashed, ...entry } of entries.entries) {
      expect(hashOf(entry)).toBe(entry.hash);
      expect(line).toBe(entryLine(entry));
      expect(readEntryLine(line, 1)).toEqual(entry);
      expect(hashed).toContain(entry.entry);
      expect(chain.next(entry)).toBeUndefined();
    }
  });

  it("say how checkpoints are signed, and what they are named by", () => {
    const key = signingKeyOf(Buffer.from(checkpoints.privateKey, "hex"));
    expect([key.id, publicText(createPublicKey(key.key))]).toEqual([checkpoints.key, checkpoints.publicKey]);
    expect(keyIdOf(publicKeyOf(checkpoints.publicKey))).toBe(checkpoints.key);
    for (const { line, digest } of checkpoints.checkpoints) {
      expect(checkpointDigest(line)).toBe(digest);
      expect(isSignedBy(readCheckpoint(line)!, publicKeyOf(checkpoints.publicKey))).toBe(true);
    }
  });

  it.each(tampered.cases)("are judged as they say: $name", (one) => {
    expect(verdictOn(one)).toMatchObject({ verdict: one.verdict, ...(one.receipts ? { receipts: one.receipts } : {}) });
  });
});
