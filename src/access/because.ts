import { type Read, oneBy, value } from "../entities/reads";
import type { SubjectName } from "../policies/subjects";
import type { ApplicableRule } from "./ability";
import { NEVER, type SqlPlace, conditionsSql, relatedPlace } from "./operators";
import type { Question } from "./question";
import { filterSql, placeOf, ruleSql } from "./sql-filter";

/** How the fields of a reason are read from a row of reasons. */
export const reasonReads: Readonly<Record<string, Read>> = {
  rule: value((row) => `${row}.paragraph`, "sentence"),
  paragraph: value((row) => `${row}.paragraph`),
  source: value((row) => `${row}.paragraph`, "source"),
  circulation: oneBy("Circulation", "circulation_id"),
  until: value((row) => `iso_instant(${row}.until)`),
};

const CIRCULATIONS = ["circulatedTo", "gives"];

/** A reason by one rule; where it speaks of circulations, by each that fulfils it and that may be told. */
function reasonSql(rule: ApplicableRule, place: SqlPlace, order: number, mayBeTold: (row: string) => string): string {
  const cited = place.statement.parameter(rule.paragraph, "text");
  const name = CIRCULATIONS.find((relation) => rule.conditions && relation in rule.conditions);
  if (!name)
    return `select ${cited} as paragraph, null::uuid as circulation_id, null::timestamptz as until, ${order} as place where ${ruleSql(rule, place)}`;
  const { [name]: given, ...own } = rule.conditions!;
  if (given?.operator !== "some") throw new Error("A circulation is spoken of by the operator some alone.");
  const related = relatedPlace(place, name);
  const { row } = related.place;
  const conditions = [related.on, conditionsSql(own, place), conditionsSql(given.conditions, related.place)];
  return `select ${cited}, ${row}.circulation_id, ${row}.ends_at, ${order} from ${related.table} where ${[...conditions, mayBeTold(row)].join(" and ")}`;
}

/** Through a portal on behalf of a person a circulation is told that both read: what gives a thing to one of them alone is not the other's to know. */
function toldToBoth({ abilities, statement }: Question): (row: string) => string {
  if (!abilities.viewer.through) return () => "true";
  return (row) => {
    const told = statement.row();
    return `exists (select from circulation ${told} where ${told}.id = ${row}.circulation_id
      and ${filterSql(abilities, "read", "Circulation", { row: told, statement })})`;
  };
}

/** The reasons for which the viewer reads a row, each once, as rows of SQL: the same rules, with the circulations that fulfil them. */
export function becauseSql(question: Question, subject: string, row: string): string {
  const mayBeTold = toldToBoth(question);
  const reasons = question.abilities.all.flatMap((ability) => {
    const place = placeOf(ability, subject as SubjectName, row, question.statement);
    return ability
      .rules("read", subject as SubjectName)
      .flatMap((rule, order) => (ruleSql(rule, place) === NEVER ? [] : [reasonSql(rule, place, order, mayBeTold)]));
  });
  const none =
    "select null::text as paragraph, null::uuid as circulation_id, null::timestamptz as until, 0 as place where false";
  return `select paragraph, circulation_id, until, row_number() over (order by min(place), until, circulation_id) as place
    from (${[none, ...reasons].join(" union all ")}) reasons group by paragraph, circulation_id, until`;
}
