import type { Pool } from "pg";

import { type Appended, append } from "./append";
import { type Entry, type Receipt, canonicalEntry } from "./entry";

interface Waiting {
  entry: string;
  committed(receipt: Receipt): void;
  failed(error: unknown): void;
}

/** How many entries go into one transaction at the most. */
const BATCH = 500;
/** How long a database may take that does not even refuse, in milliseconds: then its connection is given up. */
const PATIENCE = 8_000;

/** Commits the entries of answers in flight together: while one transaction is under way, the next ones gather. */
export class RegisterWriter {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(
    private readonly pool: Pool,
    private readonly passed: (sequence: number) => void = () => undefined,
    private readonly patience = PATIENCE,
  ) {}

  /** Resolves when the entry is committed; an answer leaves only then. */
  write(entry: Entry): Promise<Receipt> {
    return new Promise((committed, failed) => {
      this.waiting.push({ entry: canonicalEntry(entry), committed, failed });
      if (!this.writing) void this.writeWaiting();
    });
  }

  private async writeWaiting(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) await this.writeBatch(this.waiting.splice(0, BATCH));
    this.writing = false;
  }

  private async writeBatch(batch: Waiting[]): Promise<void> {
    try {
      const appended = await this.append(batch.map(({ entry }) => entry));
      batch.forEach(({ committed }, place) => committed(appended[place]!));
      this.passed(appended.at(-1)!.sequence);
    } catch (error) {
      batch.forEach(({ failed }) => failed(error));
    }
  }

  /** On a connection that is given up where no answer comes: one that hangs must not keep the next entries waiting. */
  private async append(entries: string[]): Promise<Appended[]> {
    const client = await this.pool.connect();
    let timer: NodeJS.Timeout | undefined;
    const hanging = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("The register did not answer.")), this.patience);
    });
    try {
      const appended = await Promise.race([append(client, entries), hanging]);
      client.release();
      return appended;
    } catch (failure) {
      client.release(true);
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  }
}
