import { type DocumentNode, type OperationDefinitionNode, Kind } from "graphql";
import { badInput } from "./request-refused";

/** The operation that is asked: the only one, or the one that is named. */
export function operationOf(document: DocumentNode, name?: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [named] = operations.filter((operation) => operation.name?.value === name);
  const [only, another] = operations;
  if (name === undefined || name === null) {
    if (only && !another) return only;
    throw badInput("Say in operationName which operation of the document is asked: it holds several, or none.");
  }
  if (named) return named;
  throw badInput("The document holds no operation of the name that operationName gives.");
}
