import type { AnyConditions } from "../policies/conditions";
import type { Action, SubjectName } from "../policies/subjects";
import type { Abilities, ApplicableRule, LawfulAbility } from "./ability";
import { ALWAYS, NEVER, type SqlPlace, allOf, conditionsSql } from "./operators";
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

/** A rule as the conditions that must all hold. */
type All = readonly string[];

const together = (all: All): string => (all.length === 1 ? all[0]! : `(${all.join(" and ")})`);

const holdsWherever = (one: All, other: All): boolean => one.every((condition) => other.includes(condition));

/** Without the rules that give nothing that another does not give: what has all of another's conditions, and more of them. */
function widest(rules: readonly All[]): All[] {
  return rules.filter(
    (rule, place) =>
      !rules.some(
        (other, at) => at !== place && holdsWherever(other, rule) && (at < place || !holdsWherever(rule, other)),
      ),
  );
}

function abilitySql(ability: LawfulAbility, action: Action, subject: SubjectName, place: SqlPlace): string {
  const rules = ability.rules(action, subject).map(({ conditions = {} }) => allOf(conditions, place));
  const open = widest(rules.filter((all) => !all.includes(NEVER)));
  if (open.some((all) => all.length === 0)) return ALWAYS;
  return open.length > 0 ? `(${open.map(together).join(" or ")})` : NEVER;
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

/** Whether a rule asks of the row alone, and not of what is related to it. */
const isOfTheRow = ({ conditions = {} }: ApplicableRule): boolean =>
  Object.values(conditions).every(({ operator }) => operator !== "some");

/**
 * The paragraphs that give a row to its reader, as an SQL array: the first by which the row is given for what it is, or else all by which
 * it is given for what is related to it. Whoever reads everything needs no look at who else was given it.
 */
export function paragraphsSql(abilities: Abilities, subject: SubjectName, row: string, statement: Statement): string {
  return abilities.all
    .map((ability) => citedSql(ability, subject, placeOf(ability, subject, row, statement)))
    .join(" || ");
}

function citedSql(ability: LawfulAbility, subject: SubjectName, place: SqlPlace): string {
  const rules = ability
    .rules("read", subject)
    .map((rule) => ({ rule, holds: ruleSql(rule, place) }))
    .filter(({ holds }) => holds !== NEVER);
  const cited = ({ paragraph }: ApplicableRule) => place.statement.parameter(paragraph, "text");
  const related = rules
    .filter(({ rule }) => !isOfTheRow(rule))
    .map(({ rule, holds }) => `case when ${holds} then ${cited(rule)} end`);
  const others = related.length > 0 ? `array_remove(array[${related.join(", ")}], null)` : "array[]::text[]";
  const first = rules
    .filter(({ rule }) => isOfTheRow(rule))
    .map(({ rule, holds }) => `when ${holds} then array[${cited(rule)}]`);
  return first.length > 0 ? `case ${first.join(" ")} else ${others} end` : others;
}
