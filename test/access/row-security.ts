import type { Client } from "pg";

import type { Abilities } from "../../src/access/ability";
import { filterSql } from "../../src/access/sql-filter";
import { Statement } from "../../src/access/statement";
import type { LoginName } from "../../src/database/tickets";
import type { SubjectName } from "../../src/policies/subjects";
import type { TicketHolder } from "../support/ticket-holder";

/** The history of the objects of one kind. */
const events = (kind: string) => `(select * from process_event where object_kind = '${kind}')`;

/** For each subject that is read as rows: the table that row-level security guards for it, and the table that the law's SQL speaks of. */
export const GUARDED = {
  Report: ["report", "id", "report"],
  ReportTitle: ["report_title", "report_id", "report"],
  PartReference: ["part", "id", "part"],
  Part: ["part_content", "part_id", "part"],
  Recommendation: ["part_content", "part_id", "part"],
  Implementation: ["recommendation_progress", "id", "recommendation_progress"],
  RecommendationEvent: [events("RECOMMENDATION"), "id", events("RECOMMENDATION")],
  Circulation: ["circulation", "id", "circulation"],
  CirculationPaper: ["circulation_paper", "circulation_id", "circulation"],
  CirculationRecipient: ["circulation_recipient", "id", "circulation_recipient"],
  Signature: ["circulation_signature", "id", "circulation_signature"],
  Review: ["review", "id", "review"],
  ReviewPaper: ["consultation", "id", "consultation"],
  ReviewEvent: [events("REVIEW"), "id", events("REVIEW")],
  ReviewRequest: ["review_request", "id", "review_request"],
  RequestDirection: ["request_direction", "id", "request_direction"],
  RequestEvent: [events("REQUEST"), "id", events("REQUEST")],
  Person: ["person", "id", "person"],
  Appointment: ["appointment", "id", "appointment"],
  Designation: ["designation", "id", "designation"],
  OfficerInCharge: ["officer_in_charge", "id", "officer_in_charge"],
  Login: ["login", "id", "login"],
  Portal: ["portal", "id", "portal"],
  Organisation: ["post_placement", "id", "post_placement"],
  Notice: ["notice", "id", "notice"],
  RegisterEntry: ["register_entry", "id", "register_entry"],
} as const satisfies Partial<Record<SubjectName, [guarded: string, column: string, spokenOf: string]>>;

export type Guarded = keyof typeof GUARDED;
const subjects = Object.keys(GUARDED) as Guarded[];

/** Which rows of each subject somebody sees, as sorted ids. */
export type Sight = Record<Guarded, string[]>;

const sight = async (ids: (subject: Guarded) => Promise<{ id: string }[]>): Promise<Sight> => {
  const seen: [Guarded, string[]][] = [];
  for (const subject of subjects) seen.push([subject, (await ids(subject)).map(({ id }) => id).sort()]);
  return Object.fromEntries(seen) as Sight;
};

/** By row-level security alone: all rows that the application's role gets for a ticket. */
export const guardedSight = (holder: TicketHolder, logins: readonly LoginName[]): Promise<Sight> =>
  holder.as(logins, (rows) =>
    sight((subject) => {
      const [table, column] = GUARDED[subject];
      // A title without its report, and a content without its part, are no rows that a reader could be given.
      return rows(`select ${column}::text as id from ${table}`);
    }),
  );

/** By the law's own SQL, for who is past row-level security: nothing for whom the registry does not know. */
export const lawfulSight = (superuser: Client, abilities: Abilities | null): Promise<Sight> =>
  sight(async (subject) => {
    if (!abilities) return [];
    const statement = new Statement();
    const spokenOf = GUARDED[subject][2];
    const where = filterSql(abilities, "read", subject, { row: "r", statement });
    const { text, values } = statement.query(`select r.id::text as id from ${spokenOf} r where ${where}`);
    return (await superuser.query<{ id: string }>(text, values)).rows;
  });
