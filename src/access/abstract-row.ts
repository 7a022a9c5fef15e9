import { type FieldNode, type GraphQLObjectType, TypeNameMetaFieldDef } from "graphql";

import { type Compiled, TYPE, named } from "./compiled";
import { readOf } from "./schema-reads";
import type { Row, SelectedField, Selection } from "./selection";

type Fields = ReadonlyMap<string, SelectedField>;
type Finished = Readonly<Record<string, unknown>>;

/** Whether one place of the query asks two types for the same, read in the same way. */
const isSame = (one: SelectedField, other: SelectedField | undefined): boolean =>
  other !== undefined &&
  one.field !== TypeNameMetaFieldDef &&
  readOf(one.field) === readOf(other.field) &&
  one.nodes.length === other.nodes.length &&
  one.nodes.every((node, place) => node === other.nodes[place]);

/**
 * A row of an interface. What is asked of every type alike is compiled once; only what is a type's own is compiled for that type, so
 * that the statement grows with what is asked and not with the number of types.
 */
export function compileAbstractRow(
  selection: Selection,
  types: readonly GraphQLObjectType[],
  nodes: readonly FieldNode[],
  row: Row,
): Compiled {
  const fieldsOf = types.map((type): [GraphQLObjectType, Fields] => [type, new Map(selection.below(type, nodes))]);
  const [, first] = fieldsOf[0]!;
  const isShared = (key: string) =>
    first.has(key) && fieldsOf.every(([, fields]) => isSame(first.get(key)!, fields.get(key)));
  const compiled = (fields: Fields, which: (key: string) => boolean) =>
    [...fields].filter(([key]) => which(key)).map(([key, selected]) => [key, selection.field(selected, row)] as const);

  const shared = named("", compiled(first, isShared), selection.registration(row));
  const own = fieldsOf.map(
    ([{ name }, fields]) =>
      [
        name,
        named(
          name,
          compiled(fields, (key) => !isShared(key)),
        ),
      ] as const,
  );
  const typename = row.source!.typename!(row.name);
  const cases = own.map(([name, piece]) => `when '${name}' then ${piece.sql}`);
  const byName = new Map(own);
  // In the order in which they were asked for, whether shared or not.
  const keysOf = new Map(fieldsOf.map(([{ name }, fields]) => [name, [...fields.keys()]]));
  return {
    sql: `json_build_array(${typename}, ${shared.sql}, case ${typename} ${cases.join(" ")} end)`,
    finish: (value: [string, never, never] | null) => {
      if (value === null) return null;
      const [name, common, special] = value;
      const found = { ...(shared.finish(common) as Finished), ...(byName.get(name)!.finish(special) as Finished) };
      return Object.fromEntries([[TYPE, name], ...keysOf.get(name)!.map((key) => [key, found[key]])]) as unknown;
    },
  };
}
