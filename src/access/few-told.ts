import type { Arguments, ListFilter, OrderKey, ReadContext, RowSource, ToldField } from "../entities/reads";
import { Area, ImplementationStatus, PartKind } from "../entities/terms";
import type { FewRows } from "./few";
import { type FewRelation, type FewSql, type ListKey, fewParts, submitted } from "./few-rows";

/** A list as it is asked for. */
export interface AskedList {
  readonly source: RowSource;
  readonly order: readonly OrderKey[];
  readonly filter?: ListFilter | undefined;
  readonly args: Arguments;
}

/** How a kind of parts is listed: by which keys, and by which columns its indexes begin, each with the values that it has where none are asked for. */
interface ToldList {
  readonly keys: readonly ListKey[];
  readonly beginnings: readonly (readonly [column: string, any: string])[];
}

const ANY_MISSION = "(select '00000000-0000-0000-0000-000000000000'::uuid)";
/** Every value, and that of what has none. */
const anyOf = (values: Readonly<Record<string, string>>) => `unnest('{${Object.values(values).join()},""}'::text[])`;

const LISTS: Partial<Record<string, ToldList>> = {
  [PartKind.FINDING]: {
    keys: fewParts.keys,
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
    beginnings: [
      ["about", ANY_MISSION],
      ["implementation", anyOf(ImplementationStatus)],
    ],
  },
};

/** How rows are found for a list by what is told of them. */
export interface Told {
  /** Whether that is all that the list asks. */
  readonly isWhole: boolean;
  /** For who is given few: by what windows tell. */
  readonly few: FewSql;
  /** For who reads parts for what they are: as those are listed. The law decides on each on the way. */
  listed(): FewRows;
}

/** Undefined for a list that is not in the order of what is told. */
export function toldRows(list: AskedList, context: ReadContext): Told | undefined {
  const told = LISTS[list.source.ofKind ?? ""];
  if (!told || !sameNames(told.keys, list.order)) return undefined;
  const { fields, isWhole } = list.filter?.told?.(list.args, context) ?? { fields: [], isWhole: !list.filter };
  const circulatedTo: FewRelation = {
    from: (row) => `circulated_content ${row}`,
    columns: { status: submitted, level: (row) => `${row}.level` },
    ...toldOf(told, fields, "part_id"),
  };
  const others = Object.entries(fewParts.relations).map(([name, relation]) => [name, joined(relation, list, context)]);
  const relations = { ...Object.fromEntries(others), circulatedTo } as FewSql["relations"];
  return { isWhole, few: { keys: told.keys, relations }, listed: () => listedRows(told, fields, { list, context }) };
}

/** Whether a list is in the order of these keys. */
export const sameNames = (keys: readonly ListKey[], order: readonly OrderKey[]): boolean =>
  keys.map(({ name }) => name).join() === order.map(({ listed }) => listed).join();

/** Rows of what is told: for each value by which the index begins. */
function toldOf({ keys, beginnings }: ToldList, fields: readonly ToldField[], id: string) {
  const begun = beginnings.map(([column, any]) => {
    const field = fields.find((one) => one.column === column && one.values !== undefined);
    return { column, field, values: field?.values ?? any };
  });
  const others = fields.filter((field) => begun.every((one) => one.field !== field));
  return {
    keys: (row: string) => ({
      ...Object.fromEntries(keys.map(({ name }) => [name, `${row}.${name === "id" ? id : name}`])),
      kind: `${row}.kind`,
    }),
    asked: (row: string) => [
      ...begun.map(({ column }) => `${row}.${column} = ${row}_${column}.value`),
      ...others.map(({ holds }) => holds(row)),
    ],
    each: (row: string) => begun.map(({ column, values }) => `${values} ${row}_${column} (value)`),
  };
}

/** Parts as they are listed, of which the law gives one or not. */
function listedRows(
  told: ToldList,
  fields: readonly ToldField[],
  { list, context }: { list: AskedList; context: ReadContext },
): FewRows {
  const row = "listed";
  const { keys, asked, each } = toldOf(told, fields, "id");
  const names = told.keys.map(({ name }) => `${row}.${name}`).join(", ");
  const conditions = [
    context.may("read", list.source.subject, row),
    `${row}.kind = '${list.source.ofKind}'`,
    ...asked(row),
  ];
  return {
    isExact: true,
    keys: told.keys,
    branches: (bound, rest) => {
      const all = [...conditions, ...bound(keys(row))].join(" and ");
      const found = `select distinct on (${names}) ${names} from listed_part ${row} where ${all} ${rest(keys(row))}`;
      return [`select ${row}_each.* from ${each(row).join(", ")}, lateral (${found}) ${row}_each`];
    },
  };
}

/** Parts that something else gives, as the list itself reads them. */
function joined(
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
