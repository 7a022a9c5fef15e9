import type { ValidationRule } from "graphql";
import { limitRule, sum } from "./limit-rule";
import type { Measure } from "./measure";

interface Directed {
  directives?: readonly unknown[] | undefined;
}

const countOf = (node: Directed) => node.directives?.length ?? 0;

const directives: Measure<number> = {
  nothing: 0,
  field: ({ node }, below) => below + countOf(node),
  fragment: (node, inside) => inside + countOf(node),
  together: sum,
};

/** Every directive counts, wherever it stands, as often as the fragment around it is spread. */
export const directivesRule = (most: number): ValidationRule =>
  limitRule({
    measure: directives,
    refuse: (count, operation) => {
      const onOperation = countOf(operation) + sum((operation.variableDefinitions ?? []).map(countOf));
      return count + onOperation > most ? `Use at most ${most} directives in one operation.` : undefined;
    },
  });
