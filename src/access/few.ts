import type { AnyConditions, Operator } from "../policies/conditions";
import type { SubjectName } from "../policies/subjects";
import type { Abilities, ApplicableRule, LawfulAbility } from "./ability";
import type { FewSql, ListKey } from "./few-rows";
import { NEVER, conditionsSql } from "./operators";
import { rows } from "./rows";
import { placeOf, ruleSql } from "./sql-filter";
import type { Statement } from "./statement";

/** Columns of a related row that say whose it is: each of the viewer's own has an index of its own. */
const WHOSE = ["post", "office"] as const;

/** What is asked of the few rows of a viewer. */
export interface AskedOfFew {
  readonly abilities: Abilities;
  readonly statement: Statement;
  readonly subject: SubjectName;
  readonly kind?: string | undefined;
}

/** Keys as SQL, by their names. */
export type Keys = Readonly<Record<string, string>>;

/**
 * Where the rows lie that the law gives to a viewer to whom it gives only what is the viewer's own: they are found from there, so that
 * the others are not even looked at. The law still decides on each.
 */
export interface FewRows {
  /** Whether the law gives every one: through a portal nobody has more than both may read, and one alone is asked here. */
  readonly isExact: boolean;
  /** In the order in which lists begin. */
  readonly keys: readonly ListKey[];
  /** One selection for each post or office: its index gives its rows in their order, which one for all of them would not. */
  branches(bound: (keys: Keys) => string[], rest: (keys: Keys) => string): string[];
}

/** The few rows of a viewer; undefined where the law gives rows by what they are. */
export function fewRows(few: FewSql, asked: AskedOfFew): FewRows | undefined {
  for (const ability of asked.abilities.all) {
    const own = ownOfAll(ability, few, asked);
    if (own)
      return {
        isExact: asked.abilities.all.length === 1,
        keys: few.keys,
        branches: (bound, rest) => [
          ...new Set(own.flatMap((one) => branchesOf(one, { ability, few, asked }, { bound, rest }))),
        ],
      };
  }
  return undefined;
}

/** What of the viewer's own a rule begins with. */
interface Own {
  readonly relation: string;
  readonly whose: (typeof WHOSE)[number];
  readonly values: readonly string[];
  /** What the rule asks of the related row, and of the row itself. */
  readonly related: AnyConditions;
  readonly itself: AnyConditions;
}

function ownOfAll(ability: LawfulAbility, few: FewSql, { subject, statement }: AskedOfFew): Own[] | undefined {
  const place = placeOf(ability, subject, "unused", statement);
  const rules = ability.rules("read", subject).filter((rule) => ruleSql(rule, place) !== NEVER);
  const own = rules.map((rule) => ownOf(rule, few));
  return own.every((one) => one !== undefined) ? own : undefined;
}

function ownOf({ conditions = {} }: ApplicableRule, { relations }: FewSql): Own | undefined {
  for (const [relation, operator] of Object.entries(conditions)) {
    if (operator.operator !== "some" || !Object.hasOwn(relations, relation)) continue;
    const { [relation]: _related, ...itself } = conditions;
    if (!Object.keys(itself).every((column) => Object.hasOwn(relations[relation]!.columns, column))) return undefined;
    for (const whose of WHOSE) {
      const among = operator.conditions[whose];
      if (among?.operator === "among")
        return { relation, whose, values: among.values, related: operator.conditions, itself };
    }
  }
  return undefined;
}

function branchesOf(
  { relation, whose, values, related, itself }: Own,
  { ability, few, asked }: { ability: LawfulAbility; few: FewSql; asked: AskedOfFew },
  { bound, rest }: { bound: (keys: Keys) => string[]; rest: (keys: Keys) => string },
): string[] {
  const { subject, statement, kind } = asked;
  const { from, keys: keysOf, columns, asked: ofList, each } = few.relations[relation]!;
  const row = `few_${relation.toLowerCase()}`;
  const keys = keysOf(row);
  const place = { ...placeOf(ability, subject, row, statement), relations: {} };
  const ofRow = conditionsSql(itself, { ...place, columns });
  const selected = few.keys.map(({ name }) => `${keys[name]} as ${name}`);
  return values.map((value) => {
    const isOwn: Operator = { operator: "equals", value };
    const ofRelated = conditionsSql(
      { ...related, [whose]: isOwn },
      { ...place, columns: rows[subject].relations[relation]!.columns },
    );
    const ofKind = kind ? [`${keys.kind} = '${kind}'`] : [];
    const conditions = [ofRelated, ofRow, ...ofKind, ...(ofList?.(row) ?? []), ...bound(keys)];
    const branch = `select distinct on (${few.keys.map(({ name }) => keys[name]).join(", ")}) ${selected.join(", ")} from ${from(row)} where ${conditions.join(" and ")} ${rest(keys)}`;
    return each ? `select ${row}_each.* from ${each(row).join(", ")}, lateral (${branch}) ${row}_each` : branch;
  });
}
