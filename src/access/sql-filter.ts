import type { AnyConditions } from "../policies/conditions";
import type { Action, SubjectName } from "../policies/subjects";
import type { Abilities, ApplicableRule, LawfulAbility } from "./ability";
import { ALWAYS, NEVER, type SqlPlace, conditionsSql } from "./operators";
import { instantSql, rows } from "./rows";
import type { Statement } from "./statement";

/** A row by its name, in the statement that it stands in. */
export interface RowInStatement {
  readonly row: string;
  readonly statement: Statement;
}

/** Where a row of a subject stands in a statement. */
export const placeOf = (ability: LawfulAbility, subject: SubjectName, row: string, statement: Statement): SqlPlace => ({
  statement,
  row,
  columns: rows[subject].columns,
  relations: rows[subject].relations,
  at: instantSql(ability.viewer.now, statement),
});

/** One rule as SQL over a row. */
export const ruleSql = (rule: ApplicableRule, place: SqlPlace): string =>
  rule.conditions ? conditionsSql(rule.conditions, place) : ALWAYS;

function abilitySql(ability: LawfulAbility, action: Action, subject: SubjectName, place: SqlPlace): string {
  const any = ability.rules(action, subject).map((rule) => ruleSql(rule, place));
  if (any.includes(ALWAYS)) return ALWAYS;
  const open = new Set(any.filter((one) => one !== NEVER));
  return open.size > 0 ? `(${[...open].join(" or ")})` : NEVER;
}

/**
 * The law as a WHERE clause: true for the rows on which the viewer may do the action, false where no rule speaks. A rule that
 * cannot be translated throws.
 */
export const filterSql = (
  abilities: Abilities,
  action: Action,
  subject: SubjectName,
  { row, statement }: RowInStatement,
): string =>
  `(${abilities.all.map((ability) => abilitySql(ability, action, subject, placeOf(ability, subject, row, statement))).join(" and ")})`;

/** Conditions of the law's language, such as the state that an act asks for, as SQL over a row. */
export const stateSql = (
  abilities: Abilities,
  subject: SubjectName,
  conditions: AnyConditions,
  { row, statement }: RowInStatement,
): string => conditionsSql(conditions, placeOf(abilities.all[0]!, subject, row, statement));

/** The paragraphs that give the action on a row, as an SQL array. */
export function paragraphsSql(abilities: Abilities, subject: SubjectName, row: string, statement: Statement): string {
  const cases = abilities.all.flatMap((ability) => {
    const place = placeOf(ability, subject, row, statement);
    return ability.rules("read", subject).flatMap((rule) => {
      const cited = statement.parameter(rule.paragraph, "text");
      const holds = ruleSql(rule, place);
      if (holds === NEVER) return [];
      return [holds === ALWAYS ? cited : `case when ${holds} then ${cited} end`];
    });
  });
  return cases.length ? `array_remove(array[${cases.join(", ")}], null)` : "array[]::text[]";
}
