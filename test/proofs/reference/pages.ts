import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isObjectType,
} from "graphql";
import { collectSubfields } from "graphql/execution/collectFields";

import { rowOf } from "../../../src/access/ids";
import { type Arguments, cursorOf } from "./lists";
import type { Asking } from "./things";

type Info = Pick<GraphQLResolveInfo, "schema" | "fragments" | "variableValues">;

/**
 * Refuses what cannot be a page of a list below a root field, whether there is a row below which it would be asked for or not: so
 * that a refusal tells of none.
 */
export function refusePages(info: GraphQLResolveInfo, args: Arguments, asking: Asking): void {
  for (const type of typesBelow(info, args)) refuseBelow(type, info.fieldNodes, { info, asking });
}

/** The types of the rows that a root field can give: of ids, those that the ids speak of. */
function typesBelow({ schema, returnType, fieldName }: GraphQLResolveInfo, { id, ids }: Arguments): GraphQLNamedType[] {
  if (!["node", "nodes"].includes(fieldName)) return [getNamedType(returnType)];
  const given: string[] = ids ?? [id];
  return given.flatMap((one) => {
    const prefix = rowOf(one)?.prefix ?? "";
    return schema.getType(prefix.charAt(0).toUpperCase() + prefix.slice(1)) ?? [];
  });
}

interface Within {
  readonly info: Info;
  readonly asking: Asking;
}

function refuseBelow(type: GraphQLNamedType, nodes: readonly FieldNode[], within: Within): void {
  const { schema } = within.info;
  const types: readonly GraphQLObjectType[] = isAbstractType(type)
    ? schema.getPossibleTypes(type)
    : isObjectType(type)
      ? [type]
      : [];
  for (const one of types) refuseIn(one, nodes, within);
}

function refuseIn(type: GraphQLObjectType, nodes: readonly FieldNode[], within: Within): void {
  const { schema, fragments, variableValues } = within.info;
  for (const found of collectSubfields(schema, fragments, variableValues, type, nodes).values()) {
    const field = type.getFields()[found[0]!.name.value];
    if (!field) continue;
    const args: Arguments = getArgumentValues(field, found[0]!, variableValues);
    const { cursors, sight } = within.asking;
    if (field.args.some(({ name }) => name === "first"))
      cursorOf({ field: `${type.name}.${field.name}`, holder: sight.holder, cursors }, args);
    refuseBelow(getNamedType(field.type), found, within);
  }
}
