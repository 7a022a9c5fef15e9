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
