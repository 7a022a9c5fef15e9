import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from "graphql";

import { TYPE } from "./compiled";
import { givenOf, isAnswered, isWithin, readOf, sourceOf } from "../entities/reads";

export { givenOf, readOf, sourceOf } from "../entities/reads";

/** What the door has delivered for a field: under the name that the answer gives it. */
const delivered: GraphQLFieldResolver<Record<string, unknown>, unknown> = (source, _args, _context, info) =>
  source[info.path.key];

const STRUCTURE = /(Connection|Edge)$|^PageInfo$/;

function refuse(type: GraphQLObjectType, field: string): never {
  throw new Error(`The field ${type.name}.${field} does not declare how it is read.`);
}

function gateType(type: GraphQLObjectType, roots: ReadonlySet<string>): void {
  const isStructure = STRUCTURE.test(type.name) && !sourceOf(type) && !givenOf(type);
  for (const field of Object.values(type.getFields())) {
    const reads = readOf(field);
    if (roots.has(type.name)) {
      if (!reads && !isAnswered(field)) refuse(type, field.name);
      continue;
    }
    if (!reads && !isWithin(type) && !isStructure) refuse(type, field.name);
    field.resolve = delivered;
  }
}

/**
 * Puts the gate into a built schema: every field below the roots gives what the door has delivered, and nothing else. A field that
 * does not declare how it is read stops the start.
 */
export function gateSchema(schema: GraphQLSchema): GraphQLSchema {
  const roots = new Set(["Query", "Mutation"]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isObjectType(type)) gateType(type, roots);
    if (isAbstractType(type)) type.resolveType = (row: { [TYPE]: string }) => row[TYPE];
    if (isInterfaceType(type)) for (const field of Object.values(type.getFields())) field.resolve = delivered;
  }
  return schema;
}
