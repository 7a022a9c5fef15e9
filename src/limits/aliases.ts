import type { ValidationRule } from "graphql";
import { limitRule, sum } from "./limit-rule";
import type { Measure } from "./measure";

const aliases: Measure<number> = {
  nothing: 0,
  field: ({ node }, below) => below + (node.alias ? 1 : 0),
  together: sum,
};

/** Every alias counts, as often as the fragment that it stands in is spread. */
export const aliasesRule = (most: number): ValidationRule =>
  limitRule({
    measure: aliases,
    refuse: (count) =>
      count > most ? `Use at most ${most} aliases in one operation, those of its fragments included.` : undefined,
  });
