import { type GraphQLSchema, type OperationDefinitionNode, getVariableValues } from "graphql";
import { badInput } from "./request-refused";

export type Values = Readonly<Record<string, unknown>>;

/** Variables as the operation declares them, its defaults included. */
export function variableValues(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Values = {},
): Values {
  const options = { maxErrors: 1, hideSuggestions: true };
  const result = getVariableValues(schema, operation.variableDefinitions ?? [], variables, options);
  const [error] = result.errors ?? [];
  if (error) throw badInput(error.message);
  return result.coerced ?? {};
}
