import { type ASTNode, type ASTVisitor, type ValidationContext, GraphQLError, OperationTypeNode } from "graphql";

/** An answer here is one answer, whole: nothing is streamed. */
export function unsupportedRule(context: ValidationContext): ASTVisitor {
  const refuse = (sentence: string, nodes: ASTNode) => context.reportError(new GraphQLError(sentence, { nodes }));
  return {
    OperationDefinition(node) {
      if (node.operation !== OperationTypeNode.SUBSCRIPTION) return;
      refuse("Subscriptions are not supported here: ask with a query, and ask again later.", node);
    },
    Directive(node) {
      if (node.name.value !== "defer" && node.name.value !== "stream") return;
      refuse(`@${node.name.value} is not supported here: an answer comes whole. Ask without it.`, node);
    },
  };
}
