import {
  type ASTVisitor,
  type OperationDefinitionNode,
  type ValidationContext,
  type ValidationRule,
  GraphQLError,
} from "graphql";
import { type Measure, Ruler } from "./measure";

interface Limit<T> {
  measure: Measure<T>;
  /** The sentence that refuses the operation, or nothing. */
  refuse(this: void, measured: T, operation: OperationDefinitionNode): string | undefined;
}

/** A validation rule that measures each operation with its fragments in place, and refuses it with one sentence. */
export function limitRule<T>({ measure, refuse }: Limit<T>): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    const ruler = new Ruler(context.getSchema(), context.getDocument(), measure);
    return {
      OperationDefinition(operation) {
        const sentence = refuse(ruler.operation(operation), operation);
        if (sentence) context.reportError(new GraphQLError(sentence, { nodes: operation }));
      },
    };
  };
}

export const sum = (parts: number[]): number => parts.reduce((total, part) => total + part, 0);
