import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import { badInput, tooCostly } from "./request-refused";
import { Arguments } from "./arguments";
import { costMeasure } from "./cost";
import { type Measure, Ruler } from "./measure";
import { pageProductMeasure } from "./pages";
import type { RequestLimits } from "./request-limits";
import { rootFields } from "./root-fields";
import { flawOfValue } from "./values";
import { type Values, variableValues } from "./variables";

/** A document that was found valid, and what is asked of it. */
export interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Values;
}

/** What is known of a request before it is executed, from what was sent and nothing else. */
export interface Estimate {
  cost: number;
  /** The root fields, by their names in the schema. */
  fields: string[];
}

/** The variables as the operation declares them; refuses with one sentence those that nobody should send. */
export function coercedVariables({ schema, operation, variables }: Asked, limits: RequestLimits): Values {
  const flaw = flawOfValue(variables, limits.listSize);
  if (flaw) throw badInput(flaw);
  return variableValues(schema, operation, variables);
}

/** Refuses with one sentence what asks too much, and says what the rest costs. */
export function estimate(asked: Asked, variables: Values, limits: RequestLimits): Estimate {
  const fields = rootFieldsOf(asked);
  const values = new Arguments(variables);
  refuseLargePages(asked, values, limits);
  const cost = Math.max(1, measured(asked, costMeasure(values, limits.listSize)).once);
  if (cost > limits.cost)
    throw tooCostly(
      `This request costs ${cost}, and one request may cost ${limits.cost}. Ask for smaller pages or fewer fields.`,
    );
  return { cost, fields };
}

const measured = <T>({ schema, document, operation }: Asked, measure: Measure<T>): T =>
  new Ruler(schema, document, measure).operation(operation);

function rootFieldsOf(asked: Asked): string[] {
  const fields = [...measured(asked, rootFields).values()];
  const acts = fields.filter((name) => name !== "__typename");
  if (asked.operation.operation === OperationTypeNode.MUTATION && acts.length > 1)
    throw badInput("Send one mutation a request: this one has several.");
  return [...new Set(fields)];
}

function refuseLargePages(asked: Asked, values: Arguments, { listSize, pageProduct: most }: RequestLimits): void {
  const product = measured(asked, pageProductMeasure(values, listSize));
  if (product > most)
    throw tooCostly(
      `Pages within pages may hold ${most} rows in all; this request asks for ${product}. Ask for smaller pages.`,
    );
}
