import { Extensions } from "type-graphql";

/** What an expression may ask for while a selection becomes SQL. */
export interface ReadContext {
  /** A parameter in its place. */
  parameter(value: unknown, type: string): string;
  /** Whether the law gives the viewer an action on a row, as SQL. */
  may(action: string, subject: string, row: string): string;
  /** Whether an act could be done to a row in the state that it is in, as SQL. */
  inStateFor(act: string, row: string): string;
  /** The registry's clock, as SQL. */
  readonly now: string;
  /** A fresh name for a row. */
  row(): string;
  /** The posts and offices that the viewer has now. */
  readonly viewer: ViewerIds;
}

export interface ViewerIds {
  readonly personId: string | null;
  readonly portalId: string | null;
  readonly posts: readonly string[];
  readonly offices: readonly string[];
  readonly headedOffices: readonly string[];
  readonly isAuditor: boolean;
  readonly line: string | null;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** SQL over a row, by the row's name. */
export type RowExpression = (row: string, context: ReadContext, args: Arguments) => string;

/** The condition by which a target row belongs to the row at hand. */
export type Belonging = (target: string, row: string, context: ReadContext, args: Arguments) => string;

/** A sort key of a list; never null, so that a cursor can hold it. */
export interface OrderKey {
  readonly sql: RowExpression;
  readonly type: string;
  readonly direction: "asc" | "desc";
  /** The key of that name, where rows are listed by it: the rows of who reads few are found in that order. */
  readonly listed?: string;
  /** Of one that tells of what is hidden: how it is found again by the row's id. No cursor holds it, for even sealed it would change with that. */
  readonly foundAgain?: (id: string) => string;
}

/** What is done with a value after it has left the database. */
export type Finish = "open" | "sentence" | "source";

/** How a field is read. Each field of the schema declares this once; one that declares nothing fails at start. */
export type Read =
  | { readonly kind: "id" }
  | { readonly kind: "value"; readonly sql: RowExpression; readonly finish?: Finish }
  | { readonly kind: "one"; readonly type: string; readonly on: Belonging }
  | {
      readonly kind: "many";
      readonly type: string;
      readonly on: Belonging;
      readonly orderBy: RowExpression;
      readonly when?: RowExpression;
    }
  | ConnectionRead
  | { readonly kind: "embedded"; readonly fields: Readonly<Record<string, Read>> }
  | ChoiceRead
  | { readonly kind: "anyOf"; readonly types: readonly string[]; readonly on: Belonging }
  | { readonly kind: "given"; readonly type: string; readonly json: RowExpression }
  | { readonly kind: "because"; readonly subject: string }
  | { readonly kind: "node" }
  | { readonly kind: "nodes" };

/** A list of rows of which each stands for one of several types. */
export interface ChoiceRead {
  readonly kind: "choices";
  readonly source: RowSource;
  readonly on: Belonging;
  /** Each type, and the column that holds its id. */
  readonly types: Readonly<Record<string, string>>;
}

/** What a field of a filter asks of what a window tells of its part, a row of `circulated_content`. */
export interface ToldField {
  readonly column: string;
  /** The values among which the column must be, as rows of one column, where it is asked for such. */
  readonly values?: string;
  readonly holds: (row: string) => string;
}

/** What the arguments of a list ask of its rows. */
export interface ListFilter {
  ofRow(args: Arguments, row: string, context: ReadContext): string[];
  /** Whether they name the rows by themselves, as words that are searched for do. */
  finds?(args: Arguments): boolean;
  /** The same of what windows tell of their parts; undefined where something is asked that they do not tell. */
  told?(args: Arguments, context: ReadContext): { readonly fields: readonly ToldField[]; readonly isWhole: boolean };
}

export interface ConnectionRead {
  readonly kind: "connection";
  /** The type of the nodes. */
  readonly type: string;
  readonly on?: Belonging;
  /** Conditions that the arguments add. */
  readonly filter?: ListFilter;
  readonly order: (args: Arguments) => OrderKey[];
  /** What an edge says beside its node. */
  readonly edge?: Readonly<Record<string, RowExpression>>;
  /** Null where this does not hold of the row at hand. */
  readonly when?: RowExpression;
}

export const value = (sql: RowExpression, finish?: Finish): Read => ({
  kind: "value",
  sql,
  ...(finish ? { finish } : {}),
});
export const column = (name: string): Read => value((row) => `${row}.${name}`);
export const instant = (name: string): Read => value((row) => `iso_instant(${row}.${name})`);
/** The id of the row itself, as clients know it. */
export const ownId: Read = { kind: "id" };
export const globalIdSql = (prefix: string, sql: string) => `'${prefix}_' || replace(${sql}::text, '-', '')`;
export const one = (type: string, on: Belonging): Read => ({ kind: "one", type, on });
export const oneBy = (type: string, key: string): Read => one(type, (target, row) => `${target}.id = ${row}.${key}`);
export const many = (type: string, on: Belonging, orderBy: RowExpression, when?: RowExpression): Read => ({
  kind: "many",
  type,
  on,
  orderBy,
  ...(when ? { when } : {}),
});
export const connection = (read: Omit<ConnectionRead, "kind">): Read => ({ kind: "connection", ...read });
export const embedded = (fields: Readonly<Record<string, Read>>): Read => ({ kind: "embedded", fields });
/** The one row, of any of several types, that belongs here. */
export const anyOf = (types: readonly string[], on: Belonging): Read => ({ kind: "anyOf", types, on });
/** A list of rows that an operation hands over inside another row, as JSON. */
export const given = (type: string, json: RowExpression): Read => ({ kind: "given", type, json });
export const choices = (read: Omit<ChoiceRead, "kind">): Read => ({ kind: "choices", ...read });
export const because = (subject: string): Read => ({ kind: "because", subject });
export const node: Read = { kind: "node" };
export const nodes: Read = { kind: "nodes" };

type Extended = { readonly extensions: Readonly<Record<string, unknown>> };

let declarations = 0;

/** A class inherits the declarations of the one that it extends: they are numbered, so that the last word can be told. */
const declares = (what: string, said: unknown) => {
  declarations += 1;
  return Extensions({ [`${what} ${declarations}`]: said });
};

/** What was declared last of a type or a field: by the class itself, or else by the one that it extends. */
function declared<Said>({ extensions }: Extended, what: string): Said | undefined {
  const numbers = Object.keys(extensions).flatMap((key) =>
    key.startsWith(`${what} `) ? Number(key.slice(what.length + 1)) : [],
  );
  return numbers.length > 0 ? (extensions[`${what} ${Math.max(...numbers)}`] as Said) : undefined;
}

/** Declares how a field is read. */
export const Reads = (read: Read) => declares("reads", read);

/** How a field is read, by its own declaration. */
export const readOf = (field: Extended) => declared<Read>(field, "reads");

/** Declares about how many things a list without pages holds at the most, for the cost of asking for it. */
export const HoldsAbout = (listSize: number) => Extensions({ listSize });

/** Where the rows of a type lie, and under which subject of the law they are read. */
export interface RowSource {
  readonly table: string;
  /** The subject whose rule for reading stands before every row. */
  readonly subject: string;
  /** What ids of this type begin with. */
  readonly prefix?: string;
  /** Rows that stand beside: joined by the row's name. */
  readonly joins?: (row: string) => string;
  /** What else makes a row one of this type. */
  readonly where?: (row: string) => string;
  /** The kind that makes it one, where several types share the table. */
  readonly ofKind?: string;
  /** For an interface: the type of a row, as SQL. */
  readonly typename?: (row: string) => string;
  /** What the register notes of a delivered row. */
  readonly registeredAs?: "part" | "report";
}

/** Declares where the rows of a type are read from. */
export const ReadFrom = (source: RowSource) => declares("source", source);

export const sourceOf = (type: Extended) => declared<RowSource>(type, "source");

/** Declares a type whose rows an operation hands over: its columns with their types in SQL. */
export const ReadGiven = (columns: Readonly<Record<string, string>>) => declares("given", columns);

export const givenOf = (type: Extended) => declared<Readonly<Record<string, string>>>(type, "given");

/** Declares a type that is always part of another, whose fields the other declares. */
export const ReadWithin = () => declares("within", true);

export const isWithin = (type: Extended) => declared<true>(type, "within") ?? false;

/** Declares that a field is answered by an operation, and why it reads no rows. */
export const Answered = (reason: string) => declares("answered", reason);

export const isAnswered = (field: Extended) => declared<string>(field, "answered") !== undefined;
