import { type AnyInterpreter, CompoundCondition, type Condition, FieldCondition, createInterpreter } from "@ucast/core";

import type { AnyConditions, Operator } from "../policies/conditions";
import { type ColumnSql, type InstantSql, type RelationSql, instantSql } from "./rows";
import type { Statement } from "./statement";

/** A row in memory, as the law sees it: made afresh, and complete. */
export type Projection = Readonly<Record<string, unknown>>;

/** A rule asked for a column that was not loaded: a fault of the program, never a decision. */
export class IncompleteProjection extends Error {
  constructor(column: string) {
    super(`The decision needs the column ${column}, which was not loaded.`);
  }
}

/** Where a condition is written into SQL: the row it speaks of, and how that row lies in the database. */
export interface SqlPlace {
  readonly statement: Statement;
  readonly row: string;
  readonly columns: Readonly<Record<string, ColumnSql>>;
  readonly relations: Readonly<Record<string, RelationSql>>;
  /** The instant of the viewer's facts. */
  readonly at: InstantSql;
}

/** What holds of every row, and of none: told apart from other SQL, so that a statement asks nothing of which the answer is known. */
export const ALWAYS = "true";
export const NEVER = "false";

interface Meaning<O extends Operator> {
  matches(value: unknown, operator: O): boolean;
  sql(place: SqlPlace, column: string, operator: O): string;
}

type Meanings = { [K in Operator["operator"]]: Meaning<Extract<Operator, { operator: K }>> };

/** What a record itself has under a name: nothing that it inherits. */
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const columnSql = (place: SqlPlace, name: string): string => {
  const found = own(place.columns, name);
  if (!found) throw new Error(`The column ${name} of a rule has no place in SQL.`);
  return found(place.row, place.at);
};

/** Each operator once, with its two meanings side by side: in memory, and in SQL. None is true of a null. */
const meanings: Meanings = {
  equals: {
    matches: (value, { value: wanted }) => value === wanted,
    sql: (place, column, { value }) =>
      `${columnSql(place, column)} = ${place.statement.parameter(value, typeof value === "boolean" ? "boolean" : columnType(column))}`,
  },
  among: {
    matches: (value, { values }) => typeof value === "string" && values.includes(value),
    sql: (place, column, { values }) => {
      const found = columnSql(place, column);
      return values.length > 0
        ? `${found} = any(${place.statement.parameter(values, `${columnType(column)}[]`)})`
        : NEVER;
    },
  },
  begun: {
    matches: (value, { now }) => typeof value === "number" && value <= now.at,
    sql: (place, column, { now }) => `${columnSql(place, column)} <= ${instantSql(now, place.statement).sql}`,
  },
  notEnded: {
    matches: (value, { now }) => typeof value === "number" && now.at < value,
    sql: (place, column, { now }) => `${instantSql(now, place.statement).sql} < ${columnSql(place, column)}`,
  },
  some: {
    matches: (value, { conditions }) =>
      Array.isArray(value) && value.some((related: Projection) => matches(conditions, related)),
    sql: (place, name, { conditions }) => {
      const related = relatedPlace(place, name);
      const asked = conditionsSql(conditions, related.place);
      return asked === NEVER ? NEVER : `exists (select from ${related.table} where ${related.on} and ${asked})`;
    },
  },
};

const UUID_COLUMNS = new Set([
  "portal",
  "post",
  "office",
  "person",
  "proposedByPost",
  "submittedByPost",
  "circulation",
]);
const columnType = (column: string) => (UUID_COLUMNS.has(column) ? "uuid" : "text");

/** The rows of a relation as a place of their own. */
export function relatedPlace(place: SqlPlace, name: string): { table: string; on: string; place: SqlPlace } {
  const relation = own(place.relations, name);
  if (!relation) throw new Error(`The relation ${name} of a rule has no place in SQL.`);
  const row = place.statement.row();
  return { ...relation.from(place.row, row), place: { ...place, row, columns: relation.columns, relations: {} } };
}

/** Conditions as a tree of the closed set of operators. */
export const conditionTree = (conditions: AnyConditions): Condition =>
  new CompoundCondition(
    "and",
    Object.entries(conditions).map(([column, operator]) => new FieldCondition(operator.operator, column, operator)),
  );

const meaningOf = (operator: Operator) => {
  const meaning = own(meanings as Readonly<Record<string, Meaning<Operator>>>, operator.operator);
  if (!meaning) throw new Error(`The operator ${operator.operator} has no meaning.`);
  return meaning;
};

type Visit<Context, Result> = (condition: FieldCondition<Operator>, context: Context) => Result;

function interpreter<Context, Result>(visit: Visit<Context, Result>, all: (results: (() => Result)[]) => Result) {
  const compound = (
    condition: CompoundCondition,
    context: Context,
    { interpret }: { interpret(c: Condition, x: Context): Result },
  ) => all(condition.value.map((part) => () => interpret(part, context)));
  const field = (condition: FieldCondition<Operator>, context: Context) => visit(condition, context);
  const fields = Object.fromEntries(Object.keys(meanings).map((name) => [name, field]));
  const interpret: unknown = createInterpreter({ ...fields, and: compound } as Record<string, AnyInterpreter>, {
    numberOfArguments: 2,
  });
  return interpret as (condition: Condition, context: Context) => Result;
}

const inMemory = interpreter<Projection, boolean>(
  ({ field, value: operator }, row) => {
    if (!Object.hasOwn(row, field) || row[field] === undefined) throw new IncompleteProjection(field);
    return meaningOf(operator).matches(row[field], operator);
  },
  (parts) => parts.map((part) => part()).every(Boolean),
);

const inSql = interpreter<SqlPlace, string>(
  ({ field, value: operator }, place) => meaningOf(operator).sql(place, field, operator),
  (parts) => {
    const all = parts.map((part) => part());
    if (all.includes(NEVER)) return NEVER;
    return all.length ? `(${all.join(" and ")})` : ALWAYS;
  },
);

/** Whether the conditions hold of a row in memory; a column that is not there is a fault, not an answer. */
export const matches = (conditions: AnyConditions, row: Projection): boolean =>
  inMemory(conditionTree(conditions), row);

/** Each of the conditions as SQL over a row of the database: all of them must hold. */
export const allOf = (conditions: AnyConditions, place: SqlPlace): string[] =>
  Object.entries(conditions).map(([column, operator]) => conditionsSql({ [column]: operator }, place));

/** The conditions as SQL over a row of the database. */
export const conditionsSql = (conditions: AnyConditions, place: SqlPlace): string =>
  inSql(conditionTree(conditions), place);
