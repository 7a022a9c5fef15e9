import type { ValidationRule } from "graphql";
import { aliasesRule } from "./aliases";
import { depthRule } from "./depth";
import { directivesRule } from "./directives";
import type { RequestLimits } from "./request-limits";
import { rootFieldsRule } from "./root-fields";
import { unsupportedRule } from "./unsupported";
import { valuesRule } from "./values";

/** Everything that can be refused from the document alone, whatever its variables. */
export const limitRules = (limits: RequestLimits): ValidationRule[] => [
  unsupportedRule,
  rootFieldsRule(limits.rootFields),
  depthRule(limits.depth, limits.introspectionDepth),
  aliasesRule(limits.aliases),
  directivesRule(limits.directives),
  valuesRule(limits.listSize),
];
