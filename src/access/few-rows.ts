import type { ColumnSql } from "./rows";

/** A key by which rows are listed, the last of which is the row's id. */
export interface ListKey {
  readonly name: string;
  readonly type: string;
}

/** How rows are found from what is related to them. */
export interface FewRelation {
  readonly from: (row: string) => string;
  /** The keys, and the kind of a part, as SQL over the related row. */
  readonly keys: (row: string) => Readonly<Record<string, string>>;
  /** What the law asks of the row itself, as the related row tells it. */
  readonly columns: Readonly<Record<string, ColumnSql>>;
  /** What the list asks of the row, as the related row tells it. */
  readonly asked?: (row: string) => readonly string[];
  /** Tables of values for each of which the index is asked by itself, where it begins with such. */
  readonly each?: (row: string) => readonly string[];
}

/** How rows are found for who is given few of them: from what is the viewer's own, in the order in which lists begin. */
export interface FewSql {
  readonly keys: readonly ListKey[];
  readonly relations: Readonly<Record<string, FewRelation>>;
}

const columnsOf = (columns: Readonly<Record<string, string>>) => (row: string) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, `${row}${column}`]));

/** What is circulated, or known by right, is submitted. */
export const submitted: ColumnSql = () => "'SUBMITTED'";

const ofReport = columnsOf({ listed_on: "_of.listed_on", id: "_of.id" });
const ofPart = columnsOf({
  listed_on: "_of.listed_on",
  report_id: "_of.report_id",
  position: "_of.position",
  id: "_of.id",
  kind: "_of.kind",
});

export const fewReports: FewSql = {
  keys: [
    { name: "listed_on", type: "date" },
    { name: "id", type: "uuid" },
  ],
  relations: {
    circulatedTo: {
      from: (row) => `circulated_part ${row}`,
      keys: columnsOf({ listed_on: ".listed_on", id: ".report_id" }),
      columns: { status: submitted },
    },
    team: {
      from: (row) => `team_member ${row} join report ${row}_of on ${row}_of.review_id = ${row}.review_id`,
      keys: ofReport,
      columns: { status: (row) => `${row}_of.status`, reportLevel: (row) => `${row}_of.level` },
    },
    oversight: {
      from: (row) => `oversight_invocation ${row} join report ${row}_of on ${row}_of.id = ${row}.report_id`,
      keys: ofReport,
      columns: { status: submitted },
    },
  },
};

export const fewParts: FewSql = {
  keys: [
    { name: "listed_on", type: "date" },
    { name: "report_id", type: "uuid" },
    { name: "position", type: "int" },
    { name: "id", type: "uuid" },
  ],
  relations: {
    circulatedTo: {
      from: (row) => `circulated_part ${row}`,
      keys: columnsOf({
        listed_on: ".listed_on",
        report_id: ".report_id",
        position: ".position",
        id: ".part_id",
        kind: ".part_kind",
      }),
      columns: { status: submitted, level: (row) => `${row}.part_level` },
    },
    team: {
      from: (row) => `team_member ${row} join report ${row}_in on ${row}_in.review_id = ${row}.review_id
        join part ${row}_of on ${row}_of.report_id = ${row}_in.id and ${row}_of.withdrawn_at is null`,
      keys: ofPart,
      columns: { status: (row) => `${row}_of.report_status`, level: (row) => `${row}_of.level` },
    },
    oversight: {
      from: (row) =>
        `oversight_invocation ${row} join part ${row}_of on ${row}_of.report_id = ${row}.report_id and ${row}_of.withdrawn_at is null`,
      keys: ofPart,
      columns: { status: submitted, level: (row) => `${row}_of.level` },
    },
  },
};
