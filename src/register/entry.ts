import canonicalize from "canonicalize";

import type { RegisterKind } from "../entities/terms";

/** What an entry of the register says: ids and numbers of paragraphs, never content. */
export interface Entry {
  kind: RegisterKind;
  /** Who: a person, a portal, or a person through a portal. */
  person: string | null;
  portal: string | null;
  through: string | null;
  posts: readonly string[];
  /** The registry's own instant, UTC; the register adds the real one. */
  instant: string;
  /** The root fields that were asked for, or the act that was done. */
  operation: readonly string[];
  /** Parts delivered, each with the paragraphs that gave it; or parts that an act changed. */
  parts: readonly { id: string; paragraphs: readonly string[] }[];
  /** Reports whose cover was delivered, or that an act changed. */
  reports: readonly string[];
  /** Every paragraph applied. */
  paragraphs: readonly string[];
  /** Other things that an act changed, by kind and id. */
  changed?: readonly { kind: string; id: string }[];
  /** Of a refusal: its code. */
  code?: string;
  /** Of an act that no person does: the migrator's, who names the first administrators and wraps keys anew. */
  byMigrator?: true;
  /** Of an act that no person does: the registry's own, whose clock has run. */
  byRegistry?: true;
  /** Of keys of sealed texts that were wrapped anew: under which key, and how many. */
  wrappedAnew?: { keyId: string; count: number };
  /** Of an act done by the Director's powers without the post. */
  asOfficerInCharge?: true;
  /** Posts of the viewer that are held as acting. */
  actingIn?: readonly string[];
}

/** The entry in the canonical form of RFC 8785, over which it is hashed. */
export function canonicalEntry(entry: Entry): string {
  const text = canonicalize(entry);
  if (text === undefined) throw new Error("An entry of the register has no canonical form.");
  return text;
}

/** By what an entry is found again: its random id and its hash. */
export interface Receipt {
  id: string;
  hash: string;
}

/** A receipt as the header of an answer. */
export const receiptHeader = ({ id, hash }: Receipt): string => `id=${id}, sha256=${hash}`;
