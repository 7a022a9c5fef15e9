import { createHash } from "node:crypto";

/** An entry as it is kept. */
export interface KeptEntry {
  sequence: number;
  id: string;
  /** UTC, to the microsecond: 2026-01-02T03:04:05.678901Z. */
  at: string;
  entry: string;
  previous: string;
  hash: string;
}

export const GENESIS = "0".repeat(64);

/** The hash that an entry must have, by what it says and the one before it. */
export const hashOf = ({ sequence, id, at, entry, previous }: Omit<KeptEntry, "hash">): string =>
  createHash("sha256")
    .update(`{"at":"${at}","entry":${entry},"id":"${id}","previous":"${previous}","sequence":${sequence}}`, "utf8")
    .digest("hex");

/** The first entry that does not fit, and why; or how many fit, and the hash of the last. */
export type Verdict = { fits: true; entries: number; last: string } | { fits: false; sequence: number; reason: string };

/** Walks the chain from its beginning. It needs no database: only the entries, in the order they are kept in. */
export class ChainWalk {
  private entries = 0;
  private last = GENESIS;

  /** Looks at the next entry; tells why it does not fit, or nothing. */
  next(kept: KeptEntry): Verdict | undefined {
    const wrong = this.fault(kept);
    if (wrong) return { fits: false, sequence: kept.sequence, reason: wrong };
    this.entries += 1;
    this.last = kept.hash;
    return undefined;
  }

  /** After the last entry: whether the head that the register keeps is the entry that was found last. */
  end(head: { sequence: number; hash: string }): Verdict {
    if (head.sequence !== this.entries || head.hash !== this.last)
      return {
        fits: false,
        sequence: this.entries + 1,
        reason: `the register's head is entry ${head.sequence}, and the last one found is ${this.entries}`,
      };
    return { fits: true, entries: this.entries, last: this.last };
  }

  private fault(kept: KeptEntry): string | undefined {
    if (kept.sequence !== this.entries + 1) return `entry ${this.entries + 1} is missing before it`;
    if (kept.previous !== this.last) return "it does not follow the entry before it";
    if (hashOf(kept) !== kept.hash) return "what it says does not have its hash";
    return undefined;
  }
}
