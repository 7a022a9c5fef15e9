import type { SubjectName } from "../policies/subjects";
import type { ColumnSql, InstantSql } from "./rows";
import { rows } from "./rows";

/** Columns that are instants: decisions in memory compare them in microseconds. */
const INSTANTS = new Set(["startsAt", "endsAt"]);

const columnsSql = (columns: Readonly<Record<string, ColumnSql>>, row: string, at: InstantSql) =>
  Object.entries(columns).map(
    ([name, sql]) => `'${name}', ${INSTANTS.has(name) ? `microseconds(${sql(row, at)})::float8` : sql(row, at)}`,
  );

/** A row as the law sees it, complete: its columns and its relations, at an instant, as one JSON object. */
export function projectionSql(subject: SubjectName, row: string, at: InstantSql): string {
  const { columns, relations } = rows[subject];
  const related = Object.entries(relations).map(([name, relation]) => {
    const target = `${row}_${name.toLowerCase()}`;
    const { table, on } = relation.from(row, target);
    return `'${name}', (select coalesce(json_agg(json_build_object(${columnsSql(relation.columns, target, at).join(", ")})), '[]') from ${table} where ${on})`;
  });
  return `json_build_object(${[...columnsSql(columns, row, at), ...related].join(", ")})`;
}
