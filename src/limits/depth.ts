import type { ValidationRule } from "graphql";
import { limitRule } from "./limit-rule";
import type { Measure } from "./measure";

/** The height of a selection, and whether its root fields, by their own names, are introspection and nothing else. */
interface Height {
  fields: number;
  introspection: boolean;
}

const INTROSPECTION = new Set(["__schema", "__type", "__typename"]);

const height: Measure<Height> = {
  nothing: { fields: 0, introspection: true },
  field: ({ node }, below) => ({ fields: below.fields + 1, introspection: INTROSPECTION.has(node.name.value) }),
  together: (parts) => ({
    fields: Math.max(0, ...parts.map((part) => part.fields)),
    introspection: parts.every((part) => part.introspection),
  }),
};

/** Fields within fields. Introspection is deeper than any question, and may be. */
export const depthRule = (most: number, mostOfIntrospection: number): ValidationRule =>
  limitRule({
    measure: height,
    refuse: ({ fields, introspection }) => {
      const limit = introspection ? mostOfIntrospection : most;
      return fields > limit ? `Ask at most ${limit} fields deep; this operation goes ${fields} deep.` : undefined;
    },
  });
