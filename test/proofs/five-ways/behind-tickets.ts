import type { Reader } from "../../policies/world";
import type { TicketHolder } from "../../support/ticket-holder";
import { type Answers, sorted } from "./questions";

/** The tables whose rows are what is seen, and the column that names it. */
const TABLES = {
  covers: ["report", "id"],
  titles: ["report_title", "report_id"],
  parts: ["part_content", "part_id"],
  circulations: ["circulation", "id"],
  papers: ["circulation_paper", "circulation_id"],
  recipients: ["circulation_recipient", "id"],
  persons: ["person", "id"],
  appointments: ["appointment", "id"],
  designations: ["designation", "id"],
  charges: ["officer_in_charge", "id"],
  portals: ["portal", "id"],
} as const;

/** By row-level security alone: all rows that the application's role gets for the tickets of a reader. */
export function behindTickets(
  holder: TicketHolder,
  issuer: string,
  { person, portal }: Reader,
): Promise<Partial<Answers>> {
  const logins = [person, portal].flatMap((subject) => (subject === undefined ? [] : [{ issuer, subject }]));
  const selects = Object.entries(TABLES).map(
    ([question, [table, column]]) => `(select coalesce(json_agg(${column}), '[]') from ${table}) as ${question}`,
  );
  return holder.as(logins, async (rows) => {
    const [answers] = await rows<Partial<Answers>>(`select ${selects.join(", ")}`);
    return sorted(answers!);
  });
}
