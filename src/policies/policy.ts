import { type Conditions, isOperator } from "./conditions";
import type { Action, SubjectName, Subjects } from "./subjects";
import type { Viewer } from "./viewer";

/** One rule: it gives, and cites its paragraph. */
export interface Rule {
  readonly action: Action;
  readonly subject: SubjectName;
  /** No condition: of every row. */
  readonly conditions: Readonly<Record<string, unknown>> | undefined;
  readonly reason: string;
}

interface Given {
  because(paragraph: string): void;
}

export type Can = <S extends SubjectName>(
  action: Action | Action[],
  subject: S | S[],
  conditions?: Conditions<Subjects[S]>,
) => Given;

/** A chapter of the law: for a viewer, the rules that give. There is no rule that takes. */
export type Policy = (viewer: Viewer, verbs: { can: Can }) => void;

const several = <T>(one: T | T[]): T[] => (Array.isArray(one) ? one : [one]);

function refuseUnknown(conditions: Readonly<Record<string, unknown>>): void {
  for (const column of Object.keys(conditions)) {
    const operator: unknown = conditions[column];
    if (!isOperator(operator)) throw new Error(`The condition on ${column} is not one of the policy's operators.`);
    if (operator.operator === "some") refuseUnknown(operator.conditions);
  }
}

/** The rules that the chapters give to a viewer, each with its paragraph. */
export function rulesFor(viewer: Viewer, chapters: readonly Policy[]): Rule[] {
  const rules: Rule[] = [];
  const can: Can = (actions, subjects, conditions) => {
    if (conditions) refuseUnknown(conditions);
    return {
      because(reason) {
        for (const action of several(actions))
          for (const subject of several(subjects)) rules.push({ action, subject, conditions, reason });
      },
    };
  };
  for (const chapter of chapters) chapter(viewer, { can });
  return rules;
}

/** Under which conditions a chapter gives the rows of a subject to read: for what is read as they are. */
export const rowsRead = <S extends SubjectName>(viewer: Viewer, chapter: Policy, subject: S) =>
  rulesFor(viewer, [chapter])
    .filter((rule) => rule.action === "read" && rule.subject === subject)
    .map(({ conditions }) => conditions as Conditions<Subjects[S]> | undefined);
