/** A piece of SQL that gives one JSON value, and what becomes of the value after it has left the database. */
export interface Compiled {
  readonly sql: string;
  readonly finish: (value: never) => unknown;
}

const FUNCTION_ARGUMENTS = 90;

/** Several pieces as one JSON array. */
export function tuple(pieces: readonly Compiled[]): { sql: string; finish: (values: unknown[]) => unknown[] } {
  const each = (values: unknown[]) => pieces.map((piece, place) => piece.finish(values[place] as never));
  if (pieces.length <= FUNCTION_ARGUMENTS)
    return { sql: `json_build_array(${pieces.map(({ sql }) => sql).join(", ")})`, finish: each };
  const groups = Array.from({ length: Math.ceil(pieces.length / FUNCTION_ARGUMENTS) }, (_, group) =>
    pieces.slice(group * FUNCTION_ARGUMENTS, (group + 1) * FUNCTION_ARGUMENTS),
  );
  const sql = groups.map((group) => `json_build_array(${group.map((piece) => piece.sql).join(", ")})`).join(", ");
  return { sql: `json_build_array(${sql})`, finish: (values) => each((values as unknown[][]).flat()) };
}

/** A value that is given as it is. */
export const asItIs = (sql: string): Compiled => ({ sql, finish: (value: unknown) => value });

/** The same value, whatever the database gives. */
export const constant = (value: unknown): Compiled => ({ sql: "null", finish: () => value });

/** What becomes of a value after what became of it before. */
export const then = (piece: Compiled, next: (value: unknown) => unknown): Compiled => ({
  sql: piece.sql,
  finish: (value) => next(piece.finish(value)),
});

/** Fields, under the names that the answer gives them. */
export type CompiledFields = readonly (readonly [key: string, piece: Compiled])[];

/** Under which a delivered row says of which type it is: no name that a client could give to a field. */
export const TYPE = Symbol("type");

/** Fields as an object that knows its type. */
export function named(typename: string, fields: CompiledFields, registration?: Compiled): Compiled {
  const values = tuple([...fields.map(([, piece]) => piece), ...(registration ? [registration] : [])]);
  return {
    sql: values.sql,
    finish: (given: unknown[] | null) => {
      if (given === null) return null;
      const finished = values.finish(given);
      return Object.fromEntries([[TYPE, typename], ...fields.map(([key], place) => [key, finished[place]])]) as unknown;
    },
  };
}
