import type { AnyConditions } from "../policies/conditions";
import type { Action, SubjectName } from "../policies/subjects";
import type { Abilities, ApplicableRule, LawfulAbility } from "./ability";
import { ALWAYS, NEVER, type SqlPlace, allOf, conditionsSql, relatedPlace } from "./operators";
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

/** Conditions that must all hold, as SQL. */
type All = readonly string[];

/** A rule that may give something, with its conditions as SQL. */
interface OpenRule {
  readonly rule: ApplicableRule;
  readonly all: All;
}

const together = (all: All): string => (all.length === 1 ? all[0]! : `(${all.join(" and ")})`);

const holdsWherever = (one: All, other: All): boolean => one.every((condition) => other.includes(condition));

/** Without the rules that give nothing that another does not give: what has all of another's conditions, and more of them. */
function widest(rules: readonly OpenRule[]): OpenRule[] {
  return rules.filter(
    ({ all }, place) =>
      !rules.some(
        (other, at) => at !== place && holdsWherever(other.all, all) && (at < place || !holdsWherever(all, other.all)),
      ),
  );
}

/** The rules that may give an action on a subject, the widest alone: not those that ask for what the viewer is known to lack. */
const openRules = (ability: LawfulAbility, action: Action, subject: SubjectName, place: SqlPlace): OpenRule[] =>
  widest(
    ability
      .rules(action, subject)
      .filter((rule) => !ability.viewer.lacks.some((relation) => relation === relationOf(rule)))
      .map((rule) => ({ rule, all: allOf(rule.conditions ?? {}, place) }))
      .filter(({ all }) => !all.includes(NEVER)),
  );

/** What a rule asks of the row by a relation: none where it asks of the row alone. */
const relationOf = ({ conditions = {} }: ApplicableRule): string | undefined =>
  Object.keys(conditions).find((name) => conditions[name]!.operator === "some");

/** Rules that ask by the same relation: its rows are looked up once for all of them. */
function byRelation(rules: readonly OpenRule[]): Map<string, ApplicableRule[]> {
  const found = new Map<string, ApplicableRule[]>();
  for (const { rule } of rules) {
    const relation = relationOf(rule);
    if (relation !== undefined) found.set(relation, [...(found.get(relation) ?? []), rule]);
  }
  return found;
}

/** The related rows of a relation, and what each rule asks of the row and of them. */
function relatedTo(relation: string, rules: readonly ApplicableRule[], place: SqlPlace) {
  const related = relatedPlace(place, relation);
  const asked = rules.map(({ paragraph, conditions }): { paragraph: string; all: All } => {
    const { [relation]: of, ...own } = conditions!;
    if (of?.operator !== "some") throw new Error("A relation is asked by the operator some.");
    return { paragraph, all: [...allOf(own, place), ...allOf(of.conditions, related.place)] };
  });
  const common = asked[0]!.all.filter((condition) => asked.every(({ all }) => all.includes(condition)));
  const rest = asked.map(({ paragraph, all }) => ({
    paragraph,
    all: all.filter((condition) => !common.includes(condition)),
  }));
  return { table: related.table, where: [related.on, ...common].join(" and "), rest };
}

function existsSql(relation: string, rules: readonly ApplicableRule[], place: SqlPlace): string {
  const { table, where, rest } = relatedTo(relation, rules, place);
  if (rest.some(({ all }) => all.length === 0)) return `exists (select from ${table} where ${where})`;
  return `exists (select from ${table} where ${where} and (${rest.map(({ all }) => together(all)).join(" or ")}))`;
}

function abilitySql(ability: LawfulAbility, action: Action, subject: SubjectName, place: SqlPlace): string {
  const open = openRules(ability, action, subject, place);
  const ofTheRow = open.filter(({ rule }) => relationOf(rule) === undefined).map(({ all }) => all);
  if (ofTheRow.some((all) => all.length === 0)) return ALWAYS;
  const any = [
    ...ofTheRow.map(together),
    ...[...byRelation(open)].map(([relation, rules]) => existsSql(relation, rules, place)),
  ];
  return any.length > 0 ? `(${any.join(" or ")})` : NEVER;
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
  const open = openRules(ability, "read", subject, place);
  const cited = (paragraph: string) => place.statement.parameter(paragraph, "text");
  const related = [...byRelation(open)].map(([relation, rules]) => {
    const { table, where, rest } = relatedTo(relation, rules, place);
    const each = rest.map(({ paragraph, all }) => `(${cited(paragraph)}, ${all.length > 0 ? together(all) : ALWAYS})`);
    return `array(select distinct c.paragraph from ${table} cross join lateral (values ${each.join(", ")}) c (paragraph, holds) where ${where} and c.holds)`;
  });
  const others = related.length > 0 ? related.join(" || ") : "array[]::text[]";
  const first = open
    .filter(({ rule }) => relationOf(rule) === undefined)
    .map(({ rule, all }) => `when ${all.length > 0 ? together(all) : ALWAYS} then array[${cited(rule.paragraph)}]`);
  return first.length > 0 ? `case ${first.join(" ")} else ${others} end` : others;
}
