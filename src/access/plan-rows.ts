import { column } from "./columns";
import type { RowSql } from "./rows";

/** The plan that a row is, or belongs to, and with whom that is shared. */
const ofWorkPlan = (plan: (row: string) => string): Pick<RowSql, "columns" | "relations"> => ({
  columns: { status: (row) => `(select wp.status from work_plan wp where wp.id = ${plan(row)})` },
  relations: {
    sharedWith: {
      from: (row, related) => ({
        table: `work_plan_sharing ${related}`,
        on: `${related}.work_plan_id = ${plan(row)}`,
      }),
      columns: { office: column("office_id"), startsAt: column("starts_at"), endsAt: column("ends_at") },
    },
  },
});

const workPlanRow = ofWorkPlan((row) => `${row}.id`);
const ofWorkPlanEvent = ofWorkPlan((row) => `${row}.object_id`);
const withWorkPlan = ofWorkPlan((row) => `${row}.work_plan_id`);

/** A lesson's levels, and to which offices it is given: those that read what it quotes. */
const ofLesson = (
  lesson: (row: string) => string,
  dissemination: (row: string, related: string) => string,
): RowSql => ({
  table: "lesson",
  columns: {
    level: (row) => `(select le.level from lesson le where le.id = ${lesson(row)})`,
    reportLevel: (row) => `(select le.report_level from lesson le where le.id = ${lesson(row)})`,
  },
  relations: {
    givenTo: {
      from: (row, related) => ({
        table: `lesson_dissemination ${related}`,
        on: `${dissemination(row, related)} and reads_what_lesson_quotes(${related}.lesson_id, ${related}.office_id, (select registry_now()))`,
      }),
      columns: {
        office: column("office_id"),
        startsAt: column("starts_at"),
        // A dissemination has no end of its own.
        endsAt: () => "'infinity'::timestamptz",
      },
    },
  },
});

const disseminationRow = ofLesson(
  (row) => `${row}.lesson_id`,
  (row, related) => `${related}.id = ${row}.id`,
);
const lessonRow = ofLesson(
  (row) => `${row}.id`,
  (row, related) => `${related}.lesson_id = ${row}.id`,
);

/** Where work plans and lessons are found. */
export const planAndLessonRows = {
  WorkPlan: {
    table: "work_plan",
    columns: {
      status: column("status"),
      hasItems: (row) =>
        `exists (select from work_plan_item wi where wi.work_plan_id = ${row}.id and wi.until_revision is null)`,
    },
    relations: workPlanRow.relations,
  },
  WorkPlanRevision: { table: "work_plan_revision", ...withWorkPlan },
  WorkPlanItem: {
    table: "work_plan_item",
    columns: { ...withWorkPlan.columns, isInForce: (row) => `(${row}.until_revision is null)` },
    relations: withWorkPlan.relations,
  },
  WorkPlanSharing: {
    table: "work_plan_sharing",
    columns: {
      office: column("office_id"),
      startsAt: column("starts_at"),
      endsAt: column("ends_at"),
    },
    relations: {},
  },
  WorkPlanEvent: {
    table: "process_event",
    columns: { ...ofWorkPlanEvent.columns, done: column("done") },
    relations: ofWorkPlanEvent.relations,
  },
  Lesson: {
    ...lessonRow,
    columns: { status: column("status"), level: column("level"), reportLevel: column("report_level") },
  },
  LessonEvent: {
    table: "process_event",
    columns: {
      level: (row) => `(select le.level from lesson le where le.id = ${row}.object_id)`,
      reportLevel: (row) => `(select le.report_level from lesson le where le.id = ${row}.object_id)`,
      done: column("done"),
    },
    relations: {},
  },
  LessonDissemination: { ...disseminationRow, table: "lesson_dissemination" },
} as const satisfies Readonly<Record<string, RowSql>>;
