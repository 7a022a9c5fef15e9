import type { GraphQLResolveInfo } from "graphql";

/**
 * What the door has delivered for an edge. The gate puts the same reading before every field of a type, so that an edge has
 * nothing of its own to decide; it stands here for the schema.
 */
export function delivered({ parentType, fieldName }: GraphQLResolveInfo): never {
  throw new Error(`${parentType.name}.${fieldName} was asked past the gate.`);
}
