import type { Arguments, ListFilter, OrderKey, ReadContext, RowSource, ToldField } from "../entities/reads";
import { Area, ImplementationStatus, PartKind } from "../entities/terms";
import { type FewRelation, type FewSql, type ListKey, fewParts, submitted } from "./few-rows";

/** A list as it is asked for. */
export interface AskedList {
  readonly source: RowSource;
  readonly order: readonly OrderKey[];
  readonly filter?: ListFilter | undefined;
  readonly args: Arguments;
}

/** Columns by which an index of what windows tell begins, each with the values that it has where none are asked for. */
type Beginnings = readonly (readonly [column: string, any: string])[];

/** How a kind of parts is listed by what windows tell of them. */
interface ToldList {
  readonly keys: readonly ListKey[];
  readonly columns: Readonly<Record<string, string>>;
  readonly beginnings: Beginnings;
}

const ANY_MISSION = "(select '00000000-0000-0000-0000-000000000000'::uuid)";
/** Every value, and that of what has none. */
const anyOf = (values: Readonly<Record<string, string>>) => `unnest('{${Object.values(values).join()},""}'::text[])`;

const LISTS: Partial<Record<string, ToldList>> = {
  [PartKind.FINDING]: {
    keys: fewParts.keys,
    columns: { listed_on: "listed_on", report_id: "report_id", position: "position", id: "part_id", kind: "part_kind" },
    beginnings: [
      ["about", ANY_MISSION],
      ["area", anyOf(Area)],
    ],
  },
  [PartKind.RECOMMENDATION]: {
    keys: [
      { name: "due", type: "date" },
      { name: "id", type: "uuid" },
    ],
    columns: { due: "due", id: "part_id", kind: "part_kind" },
    beginnings: [
      ["about", ANY_MISSION],
      ["implementation", anyOf(ImplementationStatus)],
    ],
  },
};

/** How few rows are found for a list by what windows tell of them, and whether that is all that the list asks. */
export function toldRows(list: AskedList, context: ReadContext): { few: FewSql; isWhole: boolean } | undefined {
  const listed = LISTS[list.source.ofKind ?? ""];
  const told = list.filter?.told?.(list.args, context) ?? { fields: [], isWhole: list.filter === undefined };
  if (!listed || !sameNames(listed.keys, list.order)) return undefined;
  const joined = (relation: FewRelation) => joinedRelation(relation, list, context);
  const relations = Object.fromEntries(
    Object.entries(fewParts.relations).map(([name, relation]) => [
      name,
      name === "circulatedTo" ? toldRelation(listed, told.fields) : joined(relation),
    ]),
  );
  return { few: { keys: listed.keys, relations }, isWhole: told.isWhole };
}

/** Whether a list is in the order of these keys. */
export const sameNames = (keys: readonly ListKey[], order: readonly OrderKey[]): boolean =>
  keys.map(({ name }) => name).join() === order.map(({ listed }) => listed).join();

/** Windows, by what they tell of their parts: for each value by which the index begins. */
function toldRelation({ columns, beginnings }: ToldList, fields: readonly ToldField[]): FewRelation {
  const begun = beginnings.map(([column, any]) => {
    const field = fields.find((one) => one.column === column && one.values !== undefined);
    return { column, field, values: field?.values ?? any };
  });
  const others = fields.filter((field) => begun.every((one) => one.field !== field));
  return {
    from: (row) => `circulated_content ${row}`,
    keys: (row) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, `${row}.${column}`])),
    columns: { status: submitted, level: (row) => `${row}.part_level` },
    asked: (row) => [
      ...begun.map(({ column }) => `${row}.${column} = ${row}_${column}.value`),
      ...others.map(({ holds }) => holds(row)),
    ],
    each: (row) => begun.map(({ column, values }) => `${values} ${row}_${column} (value)`),
  };
}

/** Parts that something else gives, as the list itself reads them. */
function joinedRelation(
  { from, keys, columns }: FewRelation,
  { source, order, filter, args }: AskedList,
  context: ReadContext,
): FewRelation {
  const part = (row: string) => `${row}_of`;
  return {
    from: (row) => `${from(row)} ${source.joins?.(part(row)) ?? ""}`,
    keys: (row) => ({
      ...keys(row),
      ...Object.fromEntries(order.map(({ listed, sql }) => [listed!, sql(part(row), context, args)])),
    }),
    columns,
    asked: (row) => filter?.ofRow(args, part(row), context) ?? [],
  };
}
