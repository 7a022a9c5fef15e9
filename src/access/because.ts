import { type Read, oneBy, value } from "../entities/reads";
import type { SubjectName } from "../policies/subjects";
import type { ApplicableRule } from "./ability";
import { NEVER, type SqlPlace, conditionsSql, relatedPlace } from "./operators";
import type { Question } from "./question";
import { placeOf, ruleSql } from "./sql-filter";

/** How the fields of a reason are read from a row of reasons. */
export const reasonReads: Readonly<Record<string, Read>> = {
  rule: value((row) => `${row}.paragraph`, "sentence"),
  paragraph: value((row) => `${row}.paragraph`),
  source: value((row) => `${row}.paragraph`, "source"),
  circulation: oneBy("Circulation", "circulation_id"),
  until: value((row) => `iso_instant(${row}.until)`),
};

const CIRCULATIONS = ["circulatedTo", "gives"];

function reasonSql(rule: ApplicableRule, place: SqlPlace, order: number): string {
  const cited = place.statement.parameter(rule.paragraph, "text");
  const name = CIRCULATIONS.find((relation) => rule.conditions && relation in rule.conditions);
  if (!name)
    return `select ${cited} as paragraph, null::uuid as circulation_id, null::timestamptz as until, ${order} as place where ${ruleSql(rule, place)}`;
  const { [name]: given, ...own } = rule.conditions!;
  if (given?.operator !== "some") throw new Error("A circulation is spoken of by the operator some alone.");
  const related = relatedPlace(place, name);
  const conditions = [related.on, conditionsSql(own, place), conditionsSql(given.conditions, related.place)];
  return `select ${cited}, ${related.place.row}.circulation_id, ${related.place.row}.ends_at, ${order} from ${related.table} where ${conditions.join(" and ")}`;
}

/** The reasons for which the viewer reads a row, as rows of SQL: the same rules, with the circulations that fulfil them. */
export function becauseSql(question: Question, subject: string, row: string): string {
  const reasons = question.abilities.all.flatMap((ability) => {
    const place = placeOf(ability, subject as SubjectName, row, question.statement);
    return ability
      .rules("read", subject as SubjectName)
      .flatMap((rule, order) => (ruleSql(rule, place) === NEVER ? [] : [reasonSql(rule, place, order)]));
  });
  const none =
    "select null::text as paragraph, null::uuid as circulation_id, null::timestamptz as until, 0 as place where false";
  return `select distinct * from (${[none, ...reasons].join(" union all ")}) reasons`;
}
