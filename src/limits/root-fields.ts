import type { ValidationRule } from "graphql";
import { limitRule } from "./limit-rule";
import type { Measure } from "./measure";

/** The distinct answers at the root, by the name that each has in the answer, with the field that gives it. */
export const rootFields: Measure<Map<string, string>> = {
  nothing: new Map(),
  field: ({ node }) => new Map([[node.alias?.value ?? node.name.value, node.name.value]]),
  together: (parts) => new Map(parts.flatMap((part) => [...part])),
};

/** At most so many root fields an operation. */
export const rootFieldsRule = (most: number): ValidationRule =>
  limitRule({
    measure: rootFields,
    refuse: (fields) =>
      fields.size > most
        ? `Ask for at most ${most} root fields in one request; this one has ${fields.size}.`
        : undefined,
  });
