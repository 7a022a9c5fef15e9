import { createPublicKey } from "node:crypto";

import { Audit } from "../../../src/register/audit";
import {
  NO_CHECKPOINT,
  type SigningKey,
  checkpointDigest,
  checkpointLine,
  isSignedBy,
  readCheckpoint,
} from "../../../src/register/checkpoint";
import { CheckpointBook, CheckpointFault } from "../../../src/register/checkpoint-book";
import { knownKeys, signingKeyOf } from "../../../src/register/checkpoint-key";
import type { Receipt } from "../../../src/register/entry";
import type { KeptEntry, Verdict } from "../../../src/register/verify";
import { madeRegister } from "../../register/made-register";

export const KEY = signingKeyOf(Buffer.alloc(32, 21));
export const STRANGER = signingKeyOf(Buffer.alloc(32, 22));
const KNOWN = knownKeys([createPublicKey(KEY.key)]);

/** A register and what lies outside its database: the checkpoints' lines, in each of two places, and every reader's receipt. */
export interface Witnessed {
  readonly entries: readonly KeptEntry[];
  readonly lines: readonly string[];
  /** The last entry that a checkpoint is of; 0 where there is none. */
  readonly last: number;
  readonly receipts: readonly Receipt[];
}

/** Checkpoints of a register at these entries, as one run of a server signs them. */
export function checkpointsOf(
  entries: readonly KeptEntry[],
  sequences: readonly number[],
  key: SigningKey = KEY,
): string[] {
  let previous = NO_CHECKPOINT;
  return sequences.map((sequence) => {
    const line = checkpointLine(
      { at: "2026-01-02T04:00:00.000Z", sequence, hash: entries[sequence - 1]!.hash, previous },
      key,
    );
    previous = checkpointDigest(line);
    return line;
  });
}

/** A register of so many entries, with a checkpoint after every few of them, as the seed has it; some end right at one. */
export function witnessed(size: number, seed: number): Witnessed {
  const entries = madeRegister(size, seed);
  const step = 1 + (seed % 7);
  const sequences = entries.map(({ sequence }) => sequence).filter((sequence) => sequence % step === 0);
  return {
    entries,
    lines: checkpointsOf(entries, sequences),
    last: sequences.at(-1) ?? 0,
    receipts: entries.map(({ id, hash }) => ({ id, hash })),
  };
}

/** The checkpoints of places, each a file; undefined where they are not to be believed. */
export function bookOf(...places: (readonly string[])[]): CheckpointBook | undefined {
  const book = new CheckpointBook(KNOWN, true);
  try {
    for (const [place, lines] of places.entries()) book.add({ name: `place ${place}`, lines });
  } catch (failure) {
    if (failure instanceof CheckpointFault) return undefined;
    throw failure;
  }
  return book.missingBefore.length === 0 ? book : undefined;
}

/** Whether a line by itself is a checkpoint of the key that is known. */
export function isBelieved(line: string): boolean {
  const checkpoint = readCheckpoint(line);
  const key = checkpoint && KNOWN.get(checkpoint.key);
  return checkpoint !== undefined && key !== undefined && isSignedBy(checkpoint, key);
}

/** What is said of a register that is held against checkpoints. */
export function judged(entries: Iterable<KeptEntry>, book?: CheckpointBook): Verdict {
  const audit = new Audit(book ? { checkpoints: book } : {});
  for (const entry of entries) audit.take(entry);
  return audit.verdict();
}

/** The numbers, in the register as it was, of the entries whose receipts a register does not know. */
export function unknownReceipts(entries: Iterable<KeptEntry>, receipts: readonly Receipt[]): number[] {
  const audit = new Audit({ receipts });
  for (const entry of entries) audit.take(entry);
  return audit.receipts().flatMap(({ sequence }, place) => (sequence === undefined ? [place + 1] : []));
}
