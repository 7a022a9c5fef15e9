import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  getArgumentValues,
  locatedError,
} from "graphql";
import { collectFields } from "graphql/execution/collectFields";

import { digestOf } from "../database/prepared";
import type { Compiled } from "./compiled";
import type { Delivery } from "./delivery";
import { type Variables, sent, withLate } from "./late";
import type { Question } from "./question";
import { Selection } from "./selection";
import type { Given } from "./prepared";

/** An operation that reads, as the client has asked it. */
export interface Reading {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The variables as GraphQL has read them. */
  readonly variables: Variables;
}

/** What a root field is compiled from. */
export interface Root {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variableValues: Variables;
  readonly nodes: readonly FieldNode[];
}

/** One root field as a piece of SQL: what is selected of it, under the rights of who asks. */
export function compileRoot(question: Question, { schema, fragments, variableValues, nodes }: Root): Compiled {
  const [node] = nodes;
  const query = schema.getQueryType()!;
  const field = query.getFields()[node!.name.value]!;
  const args = getArgumentValues(field, node!, variableValues);
  return new Selection(question, { schema, fragments, variableValues }).field(
    { nodes, field, parent: query.name, args },
    undefined,
  );
}

/** One root field, ready to be sent: its statement, and how the answer to it becomes its value. */
interface Planned {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly question: Question;
  readonly piece: Compiled;
  readonly statement: Given;
}

/** What fails at a root field is told at its place. */
function at<T>({ key, nodes }: Pick<Planned, "key" | "nodes">, work: () => T): T {
  try {
    return work();
  } catch (failure) {
    throw locatedError(failure, nodes, [key]);
  }
}

/**
 * An operation compiled for one viewer's facts: a statement for each root field. What of its variables changes no statement is put in
 * when they are sent, so that it serves every request of the same document.
 */
export class Plan {
  private constructor(private readonly planned: readonly Planned[]) {}

  static of({ document, operation, variables }: Reading, schema: GraphQLSchema, question: () => Question): Plan {
    const variableValues = withLate(document, variables);
    const fragments = fragmentsOf(document);
    const query = schema.getQueryType()!;
    const roots = collectFields(schema, fragments, variableValues, query, operation.selectionSet);
    const plan = ([key, nodes]: [string, readonly FieldNode[]]): Planned =>
      at({ key, nodes }, () => {
        const asked = question();
        const piece = compileRoot(asked, { schema, fragments, variableValues, nodes });
        const statement = asked.statement.query(`select ${piece.sql} as answer`);
        return { key, nodes, question: asked, piece, statement: { ...statement, digest: digestOf(statement.text) } };
      });
    return new Plan([...roots].map(plan));
  }

  /** The statements with the values of one request. */
  statements(variables: Variables): Given[] {
    return this.planned.map((one) => {
      const { statement } = one;
      return { ...statement, values: at(one, () => statement.values.map((value) => sent(value, variables))) };
    });
  }

  /** The answer's data, from what came of each statement; what it delivers is noted. */
  data(answers: readonly PromiseSettledResult<unknown>[], delivery: Delivery): Record<string, unknown> {
    const value = (one: Planned, answer: PromiseSettledResult<unknown>) =>
      at(one, () => {
        if (answer.status === "rejected") throw answer.reason;
        one.question.begin(delivery);
        try {
          return one.piece.finish(answer.value as never);
        } finally {
          one.question.end();
        }
      });
    return Object.fromEntries(this.planned.map((one, place) => [one.key, value(one, answers[place]!)]));
  }
}

const fragmentsOf = ({ definitions }: DocumentNode) =>
  Object.fromEntries(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
