import type { Pool } from "pg";

import { digestOf, preparedName } from "../database/prepared";
import { backendOf } from "../database/tickets";
import { type Appended, type EntryTickets, type TicketSender, appendByTicket } from "./append";
import { type Entry, type Receipt, canonicalEntry } from "./entry";

interface Waiting {
  entry: string;
  committed(receipt: Receipt): void;
  failed(error: unknown): void;
}

/** How many entries go into one transaction at the most. */
const BATCH = 500;

/** Commits the entries of answers in flight together: while one transaction is under way, the next ones gather. */
export class RegisterWriter {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(
    private readonly pool: Pool,
    private readonly tickets: EntryTickets,
    private readonly passed: (sequence: number) => void = () => undefined,
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

  private async append(entries: readonly string[]): Promise<Appended[]> {
    const client = await this.pool.connect();
    const sender: TicketSender = {
      backend: backendOf(client),
      query: (statement) => client.query<never>({ ...statement, name: preparedName(client, digestOf(statement.text)) }),
    };
    try {
      const appended = await appendByTicket(sender, this.tickets, entries);
      client.release();
      return appended;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}
