import { readFileSync } from "node:fs";
import { join } from "node:path";

import {
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLSchema,
  GraphQLError,
  GraphQLScalarType,
  type GraphQLTypeResolver,
  buildSchema,
  execute,
  parse,
} from "graphql";

import { RegistryError } from "../../../src/entities/errors";
import { DayScalar, InstantScalar } from "../../../src/entities/calendar";
import { Unauthenticated } from "../../../src/identity/unauthenticated";
import { fieldsOf } from "./known";
import type { Arguments } from "./lists";
import { refusePages } from "./pages";
import { query } from "./roots";
import type { Asking, Thing } from "./things";

/** What is asked: a document with its variables. */
export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The schema as clients have it, in which nothing knows how it is read. */
export function printedSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(join(__dirname, "../../../schema.graphql"), "utf8"));
  for (const scalar of [DayScalar, InstantScalar]) {
    const { serialize, parseValue, parseLiteral } = scalar;
    const printed = schema.getType(scalar.name);
    if (!(printed instanceof GraphQLScalarType)) throw new Error(`The schema has no scalar ${scalar.name}.`);
    Object.assign(printed, { serialize, parseValue, parseLiteral });
  }
  return schema;
}

const isThing = (source: unknown): source is Thing => typeof source === "object" && source !== null && "row" in source;

/** One execution, and where its root fields stand in the document. */
interface Execution {
  readonly asking: Asking;
  readonly roots: Map<string | number, GraphQLFormattedError["locations"]>;
}

const resolve: GraphQLFieldResolver<unknown, Execution> = (source, args: Arguments, { asking, roots }, info) => {
  const { parentType, fieldName, path, fieldNodes } = info;
  if (parentType.name === "Query") {
    roots.set(path.key, new GraphQLError("", { nodes: fieldNodes }).locations);
    const root = known(query[fieldName], parentType.name, fieldName);
    const answer = root(asking, args);
    refusePages(info, args, asking);
    return answer;
  }
  if (isThing(source))
    return known(fieldsOf[source.type]?.[fieldName], source.type, fieldName)(source.row, asking, args);
  return known((source as Record<string, unknown>)[fieldName], parentType.name, fieldName);
};

function known<Found>(found: Found | undefined, type: string, field: string): Found {
  if (found === undefined) throw new Error(`The reference does not know ${type}.${field}.`);
  return found;
}

const typeOf: GraphQLTypeResolver<unknown, Execution> = (source) => (source as Thing).type;

/** The whole body of an answer, as text, where the reader's rows are plain objects and every field is resolved by itself. */
export function answerOf(schema: GraphQLSchema, { query: text, variables }: Asked, asking: Asking): string {
  const execution: Execution = { asking, roots: new Map() };
  const result = execute({
    schema,
    document: parse(text),
    variableValues: variables,
    contextValue: execution,
    fieldResolver: resolve,
    typeResolver: typeOf,
  });
  if (result instanceof Promise) throw new Error("The reference waits for nothing.");
  return JSON.stringify(bodyOf(result, execution));
}

/** All, or the one error that decides: that of the first root field. */
function bodyOf({ data, errors = [] }: ExecutionResult, { roots }: Execution): object {
  const told = errors
    .map((error) => refusalOf(error, roots))
    .sort((one, other) => (one.path![0]! < other.path![0]! ? -1 : 1));
  return told.length === 0 ? { data } : { errors: [told[0]], data: null };
}

/** A refusal is told of the root field that was asked for, however far below it. Anything else is a fault of the reference. */
function refusalOf(error: GraphQLError, roots: Execution["roots"]): GraphQLFormattedError {
  const { originalError: cause, path } = error;
  if (!(cause instanceof RegistryError)) throw error;
  const root = path![0]!;
  return { message: cause.message, extensions: { code: cause.code }, locations: roots.get(root)!, path: [root] };
}

/** The body of the answer to somebody whom the registry does not know. */
export function answerToNobody(): string {
  const { message, code } = new Unauthenticated("UNKNOWN");
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}
