import { createHash } from "node:crypto";

import canonicalize from "canonicalize";

/** An entry as it is kept. */
export interface KeptEntry {
  sequence: number;
  id: string;
  /** UTC, to the microsecond: 2026-01-02T03:04:05.678901Z. */
  at: string;
  entry: string;
  previous: string;
  hash: string;
  /** Of an entry in a database: what the columns say by which it is found. */
  foundBy?: { kind: string; person: string | null; parts: string[]; reports: string[] };
}

export const GENESIS = "0".repeat(64);

/** How far a chain is known: an entry by its number and hash, and when it was recorded. */
export interface Reached {
  sequence: number;
  hash: string;
  at?: string;
}

/** Before the first entry. */
export const BEGINNING: Reached = { sequence: 0, hash: GENESIS };

/** The hash that an entry must have, by what it says and the one before it. */
export const hashOf = ({ sequence, id, at, entry, previous }: Omit<KeptEntry, "hash" | "foundBy">): string =>
  createHash("sha256")
    .update(`{"at":"${at}","entry":${entry},"id":"${id}","previous":"${previous}","sequence":${sequence}}`, "utf8")
    .digest("hex");

/** The first entry that does not fit, and why; or how many fit, and the hash of the last. */
export type Verdict = { fits: true; entries: number; last: string } | { fits: false; sequence: number; reason: string };

const FORMS: readonly [field: "id" | "at" | "previous" | "hash", form: RegExp][] = [
  ["id", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ["at", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/],
  ["previous", /^[0-9a-f]{64}$/],
  ["hash", /^[0-9a-f]{64}$/],
];

/** Whether a text is an object of JSON in the form of RFC 8785, of which there is one for each content. */
export function isCanonical(text: string): boolean {
  try {
    return text.startsWith("{") && canonicalize(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/** A list that an entry may leave out; undefined where there is something else in its place. */
const listed = (named: unknown): unknown[] | undefined =>
  named === undefined ? [] : Array.isArray(named) ? named : undefined;

/** Whether an entry is found by what it says. */
function isFiled({ entry, foundBy }: KeptEntry): boolean {
  if (!foundBy) return true;
  const { kind, person, parts, reports } = JSON.parse(entry) as Record<string, unknown>;
  const ids = listed(parts)?.map((part) => (part as { id?: unknown } | null)?.id ?? null);
  const said = { kind, person: person ?? null, parts: ids, reports: listed(reports) };
  return canonicalize(said) === canonicalize(foundBy);
}

/** Walks the chain from its beginning, or on from an entry that is known. It needs only the entries, in their order. */
export class ChainWalk {
  private entries = 0;

  constructor(private last: Reached = BEGINNING) {}

  /** How far it has come. */
  get reached(): Reached {
    return this.last;
  }

  /** Looks at the next entry; tells why it does not fit, or nothing. */
  next(kept: KeptEntry): Verdict | undefined {
    const wrong = this.fault(kept);
    if (wrong) return { fits: false, sequence: kept.sequence, reason: wrong };
    this.entries += 1;
    this.last = { sequence: kept.sequence, hash: kept.hash, at: kept.at };
    return undefined;
  }

  /** After the last entry: whether the head that the register keeps is the entry that was found last. */
  end(head: { sequence: number; hash: string } = this.last): Verdict {
    const { sequence, hash } = this.last;
    if (head.sequence === sequence && head.hash === hash) return { fits: true, entries: this.entries, last: hash };
    const reason = `the register's head is entry ${head.sequence}, and the last one found is ${sequence}`;
    return { fits: false, sequence: sequence + 1, reason };
  }

  private fault(kept: KeptEntry): string | undefined {
    const due = this.last.sequence + 1;
    const formless = FORMS.find(([field, form]) => !form.test(kept[field]));
    if (kept.sequence !== due) return `entry ${due} is missing before it`;
    if (kept.previous !== this.last.hash) return "it does not follow the entry before it";
    if (formless) return `its ${formless[0]} is not written as it must be`;
    if (this.last.at !== undefined && kept.at < this.last.at) return "it is earlier than the entry before it";
    if (hashOf(kept) !== kept.hash) return "what it says does not have its hash";
    if (!isCanonical(kept.entry)) return "what it says is not in the canonical form";
    if (!isFiled(kept)) return "it is not found by what it says";
    return undefined;
  }
}
