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
  ReportEvent: [events("REPORT"), "id", events("REPORT")],
  PartEvent: [events("PART"), "id", events("PART")],
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
  Webhook: ["webhook", "id", "webhook"],
  Organisation: ["post_placement", "id", "post_placement"],
  Notice: ["notice", "id", "notice"],
  RegisterEntry: ["register_entry", "id", "register_entry"],
  WorkPlan: ["work_plan", "id", "work_plan"],
  WorkPlanRevision: ["work_plan_revision", "id", "work_plan_revision"],
  WorkPlanItem: ["work_plan_item", "id", "work_plan_item"],
  WorkPlanSharing: ["work_plan_sharing", "id", "work_plan_sharing"],
  WorkPlanEvent: [events("WORK_PLAN"), "id", events("WORK_PLAN")],
  Lesson: ["lesson", "id", "lesson"],
  LessonEvent: [events("LESSON"), "id", events("LESSON")],
  LessonDissemination: ["lesson_dissemination", "id", "lesson_dissemination"],
} as const satisfies Partial<Record<SubjectName, [guarded: string, column: string, spokenOf: string]>>;

type Link = readonly (readonly [SubjectName, table: string, key: string])[];

/** Rows that are no subject of the law, by their id: each is there for who reads something of each of what it links. */
const LINKED = {
  "link of a work plan": {
    table: "work_plan_link",
    id: "r.id::text",
    each: [
      [["WorkPlanItem", "work_plan_item", "item_id"]],
      [
        ["Review", "review", "review_id"],
        ["ReviewPaper", "visit", "visit_id"],
        ["Report", "report", "report_id"],
      ],
    ],
  },
  "part of a lesson": {
    table: "lesson_part",
    id: "r.lesson_id || ' ' || r.part_id",
    each: [[["Lesson", "lesson", "lesson_id"]], [["Part", "part", "part_id"]]],
  },
  "address that is gone": {
    table: "webhook_gone",
    id: "r.webhook_id::text",
    each: [[["Webhook", "webhook", "webhook_id"]]],
  },
} as const satisfies Record<string, { table: string; id: string; each: readonly Link[] }>;

type Linked = keyof typeof LINKED;
export type Guarded = keyof typeof GUARDED | Linked;
const isLinked = (subject: Guarded): subject is Linked => subject in LINKED;
const subjects = [...Object.keys(GUARDED), ...Object.keys(LINKED)] as Guarded[];

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
      if (isLinked(subject)) return rows(`select ${LINKED[subject].id} as id from ${LINKED[subject].table} r`);
      const [table, column] = GUARDED[subject];
      // A title without its report, and a content without its part, are no rows that a reader could be given.
      return rows(`select ${column}::text as id from ${table}`);
    }),
  );

const lawSql = (abilities: Abilities, statement: Statement, subject: keyof typeof GUARDED) =>
  `select r.id::text as id from ${GUARDED[subject][2]} r where ${filterSql(abilities, "read", subject, { row: "r", statement })}`;

function linkedSql(abilities: Abilities, statement: Statement, subject: Linked): string {
  const { table, id, each } = LINKED[subject];
  const reads = ([one, linked, key]: Link[number]) => {
    const row = statement.row();
    return `exists (select from ${linked} ${row} where ${row}.id = r.${key} and ${filterSql(abilities, "read", one, { row, statement })})`;
  };
  const ofEach = (each as readonly Link[]).map((any) => `(${any.map(reads).join(" or ")})`);
  return `select ${id} as id from ${table} r where ${ofEach.join(" and ")}`;
}

/** By the law's own SQL, for who is past row-level security: nothing for whom the registry does not know. */
export const lawfulSight = (superuser: Client, abilities: Abilities | null): Promise<Sight> =>
  sight(async (subject) => {
    if (!abilities) return [];
    const statement = new Statement();
    const law = isLinked(subject) ? linkedSql(abilities, statement, subject) : lawSql(abilities, statement, subject);
    const { text, values } = statement.query(law);
    return (await superuser.query<{ id: string }>(text, values)).rows;
  });
