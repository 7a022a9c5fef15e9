import { type FieldNode, type GraphQLField, GraphQLError, getArgumentValues } from "graphql";
import { badInput } from "./request-refused";
import type { Place } from "./measure";
import type { Values } from "./variables";

/** Arguments of fields as execution will see them, variables and defaults included. Each field is read once. */
export class Arguments {
  private readonly read = new Map<FieldNode, Values>();

  constructor(private readonly variables: Values) {}

  of({ node, definition }: Place): Values {
    if (!definition || definition.args.length === 0) return {};
    const known = this.read.get(node) ?? argumentsOf(definition, node, this.variables);
    this.read.set(node, known);
    return known;
  }
}

function argumentsOf(definition: GraphQLField<unknown, unknown>, node: FieldNode, variables: Values): Values {
  try {
    return getArgumentValues(definition, node, variables);
  } catch (error) {
    if (error instanceof GraphQLError) throw badInput(error.message);
    throw error;
  }
}
