import type { Abilities } from "../../../src/access/ability";
import type { Projection } from "../../../src/access/operators";
import type { AnyConditions, Operator } from "../../../src/policies/conditions";
import { paragraphs } from "../../../src/policies/paragraphs";
import { QUESTIONS, questions } from "./questions";
import type { Projections } from "./scene";

/** A rule that nearly always allows, or nearly never, is not proven by worlds in which it does. */
const LEAST = 0.1;

/** The paragraphs on reading reports, circulations and people. */
const READING = /^§ ([238]\.|4\.[1-4]$|6\.[2-6]$)/;

interface Cases {
  all: number;
  allowed: number;
}

/**
 * How often each rule allows, of its cases: of a rule on rows, the rows that have what it speaks of, for whom it could give them, so
 * that a circulation is a case of who is named in it; of a rule that gives all rows, those who asked.
 */
export class Balance {
  private readonly cases = new Map<string, Cases>();
  private readonly unconditional = new Map<string, number>();
  private asked = 0;

  /** Counts one who asks. */
  count(abilities: Abilities, projections: Projections): void {
    this.asked += 1;
    for (const question of questions) {
      const [action, subject] = QUESTIONS[question];
      const rules = abilities.all.flatMap((ability) => ability.rules(action, subject));
      const name = (paragraph: string) => `${paragraph} ${action} ${subject}`;
      for (const paragraph of new Set(rules.filter(({ conditions }) => !conditions).map((rule) => rule.paragraph)))
        this.unconditional.set(name(paragraph), (this.unconditional.get(name(paragraph)) ?? 0) + 1);
      for (const { paragraph, conditions, holds } of rules)
        if (conditions)
          for (const row of projections[question].values())
            if (concerns(conditions, row)) this.add(name(paragraph), holds(row));
    }
  }

  private add(rule: string, isAllowed: boolean): void {
    const { all, allowed } = this.cases.get(rule) ?? { all: 0, allowed: 0 };
    this.cases.set(rule, { all: all + 1, allowed: allowed + Number(isAllowed) });
  }

  /** Each rule with the share of its cases in which it allows. */
  get shares(): { rule: string; share: number; of: number }[] {
    return [
      ...[...this.cases].map(([rule, { all, allowed }]) => ({ rule, share: allowed / all, of: all })),
      ...[...this.unconditional].map(([rule, allowed]) => ({ rule, share: allowed / this.asked, of: this.asked })),
    ].sort((one, other) => (one.rule < other.rule ? -1 : 1));
  }

  /** The rules that allow too little or too much, and the paragraphs on reading that gave nobody anything. */
  get unbalanced(): string[] {
    const tried = new Set(this.shares.filter(({ share }) => share > 0).map(({ rule }) => rule.split(" ")[1]));
    const untried = [...paragraphs.keys()].filter((one) => READING.test(one) && !tried.has(one.split(" ")[1]));
    return [...untried.map((one) => `${one}: never tried`), ...this.tooFewOrMany];
  }

  private get tooFewOrMany(): string[] {
    return this.shares
      .filter(({ share }) => share < LEAST || share > 1 - LEAST)
      .map(({ rule, share, of }) => `${rule}: ${(100 * share).toFixed(1)} % of ${of}`);
  }
}

/** By what a row has to do with who asks. */
const THEIRS = ["post", "office", "person"];

/** Whether a row has what a rule speaks of, and who asks has what it asks for. */
function concerns(conditions: AnyConditions, row: Projection): boolean {
  const others = Object.entries(conditions).filter(([column]) => !THEIRS.includes(column));
  const isTold = ([column, operator]: [string, Operator]) => {
    if (operator.operator !== "some") return operator.operator !== "among" || operator.values.length > 0;
    const related = row[column] as Projection[];
    const asksMore = Object.keys(operator.conditions).some((one) => !THEIRS.includes(one));
    return related.some((one) => !asksMore || isOfTheirs(operator.conditions, one));
  };
  return others.every(isTold) && (others.length > 0 ? isOfTheirs(conditions, row) : hasAny(conditions));
}

/** Whether a row names a post or an office of theirs, whatever else is asked of it. */
const isOfTheirs = (conditions: AnyConditions, row: Projection): boolean =>
  THEIRS.every((column) => {
    const asked = conditions[column];
    return asked?.operator !== "among" || asked.values.includes(row[column] as string);
  });

const hasAny = (conditions: AnyConditions): boolean =>
  Object.values(conditions).every((operator) => operator.operator !== "among" || operator.values.length > 0);
