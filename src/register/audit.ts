import type { CheckpointBook } from "./checkpoint-book";
import type { Receipt } from "./entry";
import { BEGINNING, ChainWalk, type KeptEntry, type Reached, type Verdict } from "./verify";

/** What is known of a register from outside it. */
export interface Evidence {
  readonly checkpoints?: CheckpointBook;
  readonly receipts?: readonly Receipt[];
  /** Where the entries begin that are looked at: after one that a checkpoint is of. */
  readonly after?: Reached;
}

/** Whether the register has the entry of a receipt, and where; undefined where it does not have it, or has another. */
export interface ReceiptFinding {
  readonly receipt: Receipt;
  readonly sequence: number | undefined;
}

/** Holds a register against what is known of it from outside: entry by entry, in their order. */
export class Audit {
  private readonly chain: ChainWalk;
  private readonly wanted: ReadonlyMap<string, string>;
  private readonly places = new Map<string, number>();
  private fault: Verdict | undefined;

  constructor(private readonly evidence: Evidence = {}) {
    this.chain = new ChainWalk(evidence.after ?? BEGINNING);
    this.wanted = new Map(evidence.receipts?.map(({ id, hash }) => [id, hash]));
  }

  /** Looks at the next entry; after the first that does not fit it goes on looking for the entries of receipts alone. */
  take(kept: KeptEntry): void {
    if (this.wanted.get(kept.id) === kept.hash) this.places.set(kept.id, kept.sequence);
    this.fault ??= this.chain.next(kept) ?? this.contradiction(kept);
  }

  /** Whether it fits: by itself, and by every checkpoint. */
  verdict(head?: { sequence: number; hash: string }): Verdict {
    return this.fault ?? this.rolledBack() ?? this.chain.end(head);
  }

  receipts(): ReceiptFinding[] {
    const { receipts = [] } = this.evidence;
    return receipts.map((receipt) => ({
      receipt,
      sequence: receipt.hash === this.wanted.get(receipt.id) ? this.places.get(receipt.id) : undefined,
    }));
  }

  private contradiction({ sequence, hash }: KeptEntry): Verdict | undefined {
    if (this.evidence.checkpoints?.agrees(sequence, hash) ?? true) return undefined;
    return { fits: false, sequence, reason: "a checkpoint says that it has another hash" };
  }

  private rolledBack(): Verdict | undefined {
    const named = this.evidence.checkpoints?.last?.checkpoint.sequence ?? 0;
    const { sequence } = this.chain.reached;
    if (named <= sequence) return undefined;
    return {
      fits: false,
      sequence: sequence + 1,
      reason: `a checkpoint is of entry ${named}, and the last one found is ${sequence}`,
    };
  }
}
