import { leaksOf, toldTo } from "./leak";

/** Ways from the law to the answer on which something is lost. */
const seeded = [
  ...leaksOf("src/access/connection.ts", {
    "a count of what is hidden too": [
      "if (counted) return `(select count(*) from (${counted}) counted)`;\n    return `(select count(*) from (select ${this.selection.from(this.source, this.target, this.belongs, few?.all())} limit",
      "return `(select count(*) from (select from ${this.source.table} ${this.target} ${this.source.joins?.(this.target) ?? ''} where ${[...this.belongs, 'true'].join(' and ')} limit",
    ],
    "rows in the order in which they lie": ["order by ${ordered} limit", "limit"],
  }),
  ...leaksOf("src/access/selection.ts", {
    "a row without the law": [
      'this.context.may("read", source.subject, target), source.where?.(target)',
      "source.where?.(target)",
    ],
    "a row behind an id without the law": [
      'return this.one(type, selected, (target) => `${target}.id = ${this.context.parameter(found.uuid, "uuid")}`);',
      "const kept = this.context.may; (this.context as { may: unknown }).may = () => 'true'; const read = this.one(type, selected, (target) => `${target}.id = ${this.context.parameter(found.uuid, \"uuid\")}`); (this.context as { may: unknown }).may = kept; return read;",
    ],
    "an entry of the register with the parts that are hidden": [
      "return { sql: `${row.name}.id`, finish: (id: string) => question.delivery.report(id) };",
      "return { sql: `(select json_agg(n.id order by n.id) from (select ${row.name}.id union all select h.id from part h where h.report_id = ${row.name}.id) n)`, finish: (ids: string[]) => ids.forEach((id) => question.delivery.report(id)) };",
    ],
  }),
  ...leaksOf("src/access/sql-filter.ts", {
    "the last rule of each subject for all": ['.join(" or ")})` : NEVER;', '.join(" or ")})` : ALWAYS;'],
  }),
  ...leaksOf(
    "src/access/sql-filter.ts",
    { "either of person and portal": ['.join(" and ")})`;\n\n/** Conditions', '.join(" or ")})`;\n\n/** Conditions'] },
    ["person through a portal"],
  ),
  ...leaksOf("src/access/operators.ts", {
    "some related row, of whatever kind": ["and ${asked})`;\n", "and true)`;\n"],
    "what has ended": [
      "`${instantSql(now, place.statement).sql} < ${columnSql(place, column)}`",
      "`${columnSql(place, column)} is not null`",
    ],
    "what has not begun": [
      "`${columnSql(place, column)} <= ${instantSql(now, place.statement).sql}`",
      "`${columnSql(place, column)} is not null`",
    ],
  }),
  ...leaksOf("src/access/rows.ts", {
    "windows of other reports": [
      "circulatedTo: circulated((row, related) => `${related}.part_id = ${row}.id`)",
      "circulatedTo: circulated((row, related) => `${related}.report_id = ${row}.report_id`)",
    ],
    "teams of other reviews": [
      "`team_member ${related}`, on: `${related}.review_id = ${review(row)}`",
      "`team_member ${related}`, on: `${review(row)} is not null`",
    ],
    "the level of the report for that of its part": [
      "`part_level_at(${row}.id, ${at.sql})` : `${row}.level`),\n  },\n  relations: {\n    team: team((row) => reviewOf",
      "`part_level_at(${row}.id, ${at.sql})` : `'UNCLASSIFIED'`),\n  },\n  relations: {\n    team: team((row) => reviewOf",
    ],
    "what was written as if it were submitted": ['column("report_status")', "() => \"'SUBMITTED'\""],
  }),
];

export const accessLeaks = toldTo(seeded, {
  "staff of OPSP": ["teams of other reviews"],
  USG: ["what was written as if it were submitted"],
  "person through a portal": ["either of person and portal"],
  "recipient of extracts": ["an entry of the register with the parts that are hidden", "windows of other reports"],
  "staff beside what is confidential": ["the level of the report for that of its part"],
  recipient: ["rows in the order in which they lie"],
});
