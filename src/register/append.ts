import type { Receipt } from "./entry";

/** Anything that sends one statement. */
export interface Sender {
  query(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** A connection of the application: it appends by a ticket of its server, which is good for its process of PostgreSQL. */
export interface TicketSender extends Sender {
  readonly backend: number;
}

/** Signs that entries are the server's own. */
export interface EntryTickets {
  forEntries(entries: readonly string[], backend: number): { readonly ticket: string; readonly seal: string };
}

interface AppendedRow {
  entry_id: string;
  entry_hash: string;
  sequence: number;
}

/** An entry that was appended: its receipt, and its place. */
export interface Appended extends Receipt {
  sequence: number;
}

const RETURNED = "select entry_id, entry_hash, entry_sequence::float8 as sequence from";

/** Appends canonical entries in their order, in the transaction of who sends, as the owner. */
export const append = (sender: Sender, entries: readonly string[]): Promise<Appended[]> =>
  appended(sender, `${RETURNED} register_append($1::text[])`, [entries]);

/** Appends canonical entries in their order, in the transaction of who sends, as the application. */
export function appendByTicket(
  sender: TicketSender,
  tickets: EntryTickets,
  entries: readonly string[],
): Promise<Appended[]> {
  const { ticket, seal } = tickets.forEntries(entries, sender.backend);
  return appended(sender, `${RETURNED} register_append_by_ticket($1::text[], $2, $3)`, [entries, ticket, seal]);
}

async function appended(sender: Sender, text: string, values: unknown[]): Promise<Appended[]> {
  const { rows } = (await sender.query({ text, values })) as { rows: AppendedRow[] };
  return rows.map((row) => ({ id: row.entry_id, hash: row.entry_hash, sequence: row.sequence }));
}
