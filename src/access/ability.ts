import { Ability, type ForcedSubject, type MatchConditions, type RawRuleOf, subject as named } from "@casl/ability";

import type { AnyConditions } from "../policies/conditions";
import { law } from "../policies/law";
import { rulesFor } from "../policies/policy";
import type { Action, SubjectName } from "../policies/subjects";
import type { Viewer } from "../policies/viewer";
import { type Projection, matches } from "./operators";

/** One rule of a viewer's ability that speaks of an action on a subject. */
export interface ApplicableRule {
  readonly paragraph: string;
  readonly conditions: AnyConditions | undefined;
  holds(row: Projection): boolean;
}

type LawTypes = [Action, SubjectName | (Record<string, unknown> & ForcedSubject<SubjectName>)];
type LawAbility = Ability<LawTypes, AnyConditions>;

const conditionsMatcher = (conditions: AnyConditions) =>
  ((row: Record<PropertyKey, unknown>) => matches(conditions, row)) as MatchConditions;

function caslAbility(viewer: Viewer): LawAbility {
  const rules = rulesFor(viewer, law) as RawRuleOf<LawAbility>[];
  return new Ability<LawTypes, AnyConditions>(rules, { conditionsMatcher });
}

/** What one viewer may do: the law with the viewer's facts put in. Made anew for each request. */
export class LawfulAbility {
  private readonly casl: LawAbility;

  constructor(readonly viewer: Viewer) {
    this.casl = caslAbility(viewer);
  }

  /** The rules that could give the action on the subject, each with its paragraph, in the order of the law. */
  rules(action: Action, subject: SubjectName): ApplicableRule[] {
    return [...this.casl.rulesFor(action, subject)].reverse().map((rule) => ({
      paragraph: rule.reason!,
      conditions: rule.conditions,
      holds: (row) => rule.matchesConditions(named(subject, { ...row })),
    }));
  }

  /** Whether the law gives the action on this one row. There is no question about a subject without a row. */
  allows(action: Action, subject: SubjectName, row: Projection): boolean {
    return this.casl.can(action, named(subject, { ...row }));
  }
}

/**
 * What a viewer may do, through the portal if there is one: a portal that acts on behalf of a person gives what both have.
 */
export class Abilities {
  readonly all: readonly LawfulAbility[];

  constructor(readonly viewer: Viewer) {
    this.all = [new LawfulAbility(viewer), ...(viewer.through ? [new LawfulAbility(viewer.through)] : [])];
  }

  allows(action: Action, subject: SubjectName, row: Projection): boolean {
    return this.all.every((ability) => ability.allows(action, subject, row));
  }

  /** The paragraphs that give the action on this row; none where it is not given. */
  because(action: Action, subject: SubjectName, row: Projection): string[] {
    if (!this.allows(action, subject, row)) return [];
    const paragraphs = this.all.flatMap((ability) => ability.rules(action, subject).filter((rule) => rule.holds(row)));
    return [...new Set(paragraphs.map((rule) => rule.paragraph))];
  }
}
