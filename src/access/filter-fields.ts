import { BadInput } from "../entities/errors";
import type { Arguments, ListFilter, ReadContext, ToldField } from "../entities/reads";

/** SQL for a column, over a row. */
type Column = (row: string) => string;

/** What a field of a filter asks of a row, for the value that is given. */
export type Asks = (value: never, row: string, context: ReadContext) => string;

/** A field of which windows tell too: what it asks of a row of the list, and of a row of `circulated_content`. */
interface ToldToo {
  readonly ofRow: Asks;
  readonly column: string;
  readonly ofTold: Asks;
  /** The values among which the column must be, as rows of one column. */
  readonly values?: (value: never, context: ReadContext) => string;
}

/** A field that names the rows by itself. */
interface Finding {
  readonly ofRow: Asks;
  readonly finds: true;
}

type FilterField = Asks | ToldToo | Finding;

export const finding = (ofRow: Asks): Finding => ({ ofRow, finds: true });

export const among =
  (column: Column): Asks =>
  (values: readonly string[], row, context) =>
    `${column(row)} = any(${context.parameter(values, "text[]")})`;
export const since =
  (column: Column): Asks =>
  (day: unknown, row, context) =>
    `${column(row)} >= ${context.parameter(dayText(day), "date")}`;
export const upTo =
  (column: Column): Asks =>
  (day: unknown, row, context) =>
    `${column(row)} <= ${context.parameter(dayText(day), "date")}`;
export const yes =
  (sql: (row: string, context: ReadContext) => string): Asks =>
  (wanted: boolean, row, context) =>
    `${wanted ? "" : "not "}coalesce(${sql(row, context)}, false)`;
/** A day as text, whether the scalar gave a text or a date. */
export const dayText = (day: unknown) => (day instanceof Date ? day.toISOString().slice(0, 10) : String(day));

/** A field that asks the same of a column of the row and of the one in which windows tell it. */
export const told = (asks: (column: Column) => Asks, ofRow: Column, column: string): ToldToo => ({
  ofRow: asks(ofRow),
  column,
  ofTold: asks((row) => `${row}.${column}`),
});

/** The same from a day on, where what has no day is told to have infinity. */
export const sinceTold = (ofRow: Column, column: string): ToldToo => ({
  ofRow: since(ofRow),
  column,
  ofTold: (day, row, context) =>
    `(${since((of) => `${of}.${column}`)(day, row, context)} and ${row}.${column} < 'infinity')`,
});

/** The same for one of several values. */
export const toldAmong = (ofRow: Column, column: string): ToldToo => ({
  ...told(among, ofRow, column),
  values: (values: readonly string[], context) => `unnest(${context.parameter(values, "text[]")})`,
});

const ofRowOf = (field: FilterField): Asks => (typeof field === "function" ? field : field.ofRow);

const PERIODS = [
  ["submittedFrom", "submittedTo"],
  ["targetFrom", "targetTo"],
  ["from", "to"],
] as const;

/** The fields that are given, each with what it asks: one that is not given asks nothing, and one that is not known is a fault. */
function given(fields: Readonly<Record<string, FilterField>>, { filter }: Arguments): [FilterField, never][] {
  const values = (filter ?? {}) as Readonly<Record<string, unknown>>;
  for (const [from, to] of PERIODS) {
    const [earliest, latest] = [values[from], values[to]];
    if (earliest != null && latest != null && earliest > latest)
      throw new BadInput(`The filter ends before it begins: set ${from} to ${to} or earlier.`);
  }
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => {
      const field = fields[name];
      if (!field) throw new Error(`The filter has no condition for ${name}.`);
      return [field, value as never];
    });
}

/** A filter by its fields. */
export const filterBy = (fields: Readonly<Record<string, FilterField>>): ListFilter => ({
  ofRow: (args, row, context) => given(fields, args).map(([field, value]) => ofRowOf(field)(value, row, context)),
  finds: (args) => given(fields, args).some(([field]) => "finds" in field),
  told: (args, context) => {
    const asked = given(fields, args);
    const toldOf = asked.flatMap(([field, value]): ToldField[] => {
      if (typeof field === "function" || "finds" in field) return [];
      const { column, ofTold, values } = field;
      const holds = (row: string) => ofTold(value, row, context);
      return [{ column, holds, ...(values ? { values: values(value, context) } : {}) }];
    });
    return { fields: toldOf, isWhole: toldOf.length === asked.length };
  },
});
