import { idOf } from "../../../src/access/ids";
import type { CursorSeal } from "../../../src/access/cursor";
import type { Seal } from "../../../src/access/sealing";
import type { Action, SubjectName } from "../../../src/policies/subjects";
import { type Arguments, type Listed, type Key, pageOf } from "./lists";
import type { Row } from "./rows";
import type { Sight } from "./sight";
import { yearsAfter } from "./words";

/** Who asks, and what the answer is made with. */
export interface Asking {
  readonly sight: Sight;
  readonly cursors: CursorSeal;
  readonly seal: Seal;
}

/** A row that an answer speaks of, as one of a type. */
export interface Thing {
  readonly type: string;
  readonly row: Row;
}

export type Field = (row: Row, asking: Asking, args: Arguments) => unknown;
export type Fields = Readonly<Record<string, Field>>;

export const thing =
  (type: string) =>
  (row: Row): Thing => ({ type, row });

const PART_TYPES: Readonly<Record<string, string>> = {
  SECTION: "Section",
  FINDING: "Finding",
  RECOMMENDATION: "Recommendation",
  ANNEX: "Annex",
  CORRIGENDUM: "Corrigendum",
};
export const asPart = (row: Row): Thing => ({ type: PART_TYPES[row.kind]!, row });

export const column =
  (name: string): Field =>
  (row) =>
    row[name];
/** An instant to the millisecond; null where it is none, or none that ever comes. */
export const instant =
  (name: string): Field =>
  ({ [name]: at }) =>
    at === null || /infinity/.test(at) ? null : new Date(at).toISOString();
export const id =
  (prefix: string): Field =>
  (row) =>
    idOf(prefix, row.id);

/** The row, if there is one that the reader may read. */
export function readable(
  row: Row | undefined,
  subject: SubjectName,
  { sight }: Asking,
  action: Action = "read",
): Row | undefined {
  return row && sight.may(action, subject, row) ? row : undefined;
}

/** The part, if there is one that was not withdrawn and that the reader may read. */
export const readablePart = (part: Row | undefined, asking: Asking): Row | undefined =>
  part?.withdrawn_at === null ? readable(part, "Part", asking) : undefined;

/** Something that is there for the reader, or null. */
export const orNull = (row: Row | undefined, as: (row: Row) => Thing): Thing | null => (row ? as(row) : null);

export const byPosition = (one: Row, other: Row) => one.position - other.position;

export const missions = (ids: readonly string[], asking: Asking) =>
  ids
    .flatMap((one) => readable(asking.sight.rows.one("mission", one), "Organisation", asking) ?? [])
    .sort((one, other) => (one.acronym < other.acronym ? -1 : 1))
    .map(thing("Mission"));

export const POSITION: Key<Row> = { of: ({ position }) => position, isFoundAgain: true };
export const ID: Key<Row> = { of: (row) => row.id };

/** A list of things with its pages. */
export function connection(
  as: (row: Row) => Thing,
  listed: Pick<Listed<Row>, "items" | "keys" | "field"> & { owner?: string },
  { sight, cursors }: Asking,
  args: Arguments,
) {
  const page = pageOf({ owner: "", holder: sight.holder, cursors, ...listed }, args);
  return {
    ...page,
    nodes: page.nodes.map(as),
    edges: page.edges.map(({ cursor, node }) => ({ cursor, node: as(node) })),
  };
}

/** What every marking says alike: the level, its words, and the day on which it ends or is looked at again. */
export function marking(row: Row, submittedOn: string | null, { sight }: Asking) {
  const level = sight.rows.one("classification_level", row.level, "code")!;
  const years = level.declassified_after_years ?? level.reviewed_after_years;
  return {
    level: row.level,
    text: level.marking,
    declassifyOn: submittedOn === null || years === null ? null : yearsAfter(submittedOn, years),
  };
}
