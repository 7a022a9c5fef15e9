import { type KeyObject, createHash, sign, verify } from "node:crypto";

import canonicalize from "canonicalize";

import { GENESIS } from "./verify";

/** What a server says of the register at an instant: that it fits as far as an entry, by its number and hash. */
export interface Checkpoint {
  form: 1;
  at: string;
  sequence: number;
  hash: string;
  /** The id of the key that it is signed with. */
  key: string;
  /** The digest of the checkpoint before it; zeros where there was none. */
  previous: string;
}

export interface SignedCheckpoint extends Checkpoint {
  /** Ed25519 over the canonical form of all the rest, in hexadecimal. */
  signature: string;
}

/** A private key and the id of its public one. */
export interface SigningKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** Public keys by their ids. */
export type KnownKeys = ReadonlyMap<string, KeyObject>;

/** What stands before the first checkpoint. */
export const NO_CHECKPOINT = GENESIS;

const signedBytes = (checkpoint: Checkpoint) => Buffer.from(canonicalize(checkpoint)!, "utf8");

/** A signed checkpoint as it is kept: one line, without its end. */
export function checkpointLine(said: Omit<Checkpoint, "form" | "key">, { id, key }: SigningKey): string {
  const checkpoint: Checkpoint = { form: 1, ...said, key: id };
  const signature = sign(null, signedBytes(checkpoint), key).toString("hex");
  return canonicalize({ ...checkpoint, signature })!;
}

/** By what the next checkpoint names this one. */
export const checkpointDigest = (line: string): string => createHash("sha256").update(line, "utf8").digest("hex");

const HEX = (digits: number) => new RegExp(`^[0-9a-f]{${digits}}$`);
const FORMS: Readonly<Record<string, RegExp>> = {
  at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  form: /^1$/,
  hash: HEX(64),
  key: HEX(16),
  previous: HEX(64),
  sequence: /^[1-9]\d{0,15}$/,
  signature: HEX(128),
};

/** A line as the checkpoint that it is; undefined where it is none, in this one form. */
export function readCheckpoint(line: string): SignedCheckpoint | undefined {
  const said = objectOf(line);
  if (!said || canonicalize(said) !== line) return undefined;
  const isFormed = Object.entries(FORMS).every(([field, form]) => form.test(String(said[field])));
  const isNumbered = typeof said.sequence === "number" && typeof said.form === "number";
  const isWhole = Object.keys(said).length === Object.keys(FORMS).length;
  return isFormed && isNumbered && isWhole ? (said as unknown as SignedCheckpoint) : undefined;
}

/** What a line holds, as an object: all else has none of a checkpoint's fields. */
function objectOf(line: string): Record<string, unknown> | null | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Whether a checkpoint was signed by the owner of the public key. */
export const isSignedBy = ({ signature, ...checkpoint }: SignedCheckpoint, key: KeyObject): boolean =>
  verify(null, signedBytes(checkpoint), key, Buffer.from(signature, "hex"));
