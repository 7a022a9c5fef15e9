import { type GraphQLObjectType, getNamedType } from "graphql";

import { BadInput } from "../entities/errors";
import type { Arguments, ConnectionRead, OrderKey, RowSource } from "../entities/reads";
import { type Compiled, then, tuple } from "./compiled";
import { completionOf } from "./completion";
import type { CursorPlace } from "./cursor";
import { FewList } from "./few-list";
import { Late, type Variables, isLate } from "./late";
import { sourceOf } from "./schema-reads";
import type { Row, SelectedField, Selection } from "./selection";

const LARGEST_PAGE = 100;
/** Up to how many a count is exact; above it is null, and said to be so. */
export const LARGEST_COUNT = 10_000;

/** The page that the arguments ask for: from the front or from the back. */
interface Page {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: string | Late | undefined;
}

function pageOf({ first, last, after, before }: Arguments): Page {
  const sizes = [first, last].filter((size) => size !== undefined && size !== null);
  if (sizes.length !== 1) throw new BadInput("Ask for a page by first or by last: one of the two, from 1 to 100.");
  const size = sizes[0] as number;
  if (size < 1 || size > LARGEST_PAGE)
    throw new BadInput("A page has from 1 to 100 rows: set first or last accordingly.");
  const backwards = last !== undefined && last !== null;
  if ((backwards ? after : before) != null) throw new BadInput("Use after with first, and before with last.");
  return { size, backwards, cursor: ((backwards ? before : after) ?? undefined) as Page["cursor"] };
}

/** Arguments in one form, however they were written: what is null, or holds nothing else, was not asked. */
function asAsked(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given) || given instanceof Date)
    return given ?? undefined;
  const asked = Object.entries(given).map(([name, value]) => [name, asAsked(value)] as const);
  const told = asked.filter(([, value]) => value !== undefined);
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

const flipped = (key: OrderKey): OrderKey => ({ ...key, direction: key.direction === "asc" ? "desc" : "asc" });

/** Whether a cursor holds a key. */
const isSealed = ({ foundAgain }: OrderKey): boolean => foundAgain === undefined;

/** Rows that come after a place in an order, as SQL: the first key bounds them by itself, so that its index begins there. */
function beyond(keys: readonly { sql: string; at: string; direction: "asc" | "desc" }[], orEqual: boolean): string {
  const [key, ...rest] = keys;
  if (!key) return orEqual ? "true" : "false";
  const sign = key.direction === "asc" ? ">" : "<";
  return `(${key.sql} ${sign}= ${key.at} and (${key.sql} ${sign} ${key.at} or ${beyond(rest, orEqual)}))`;
}

const placesOf = (keys: readonly string[], at: readonly string[], order: readonly OrderKey[]) =>
  order.map(({ direction }, place) => ({ sql: keys[place]!, at: at[place]!, direction }));

/** In which order rows are asked for beyond the cursor, and whether the one at the cursor is asked for too. */
interface Beyond {
  readonly order: readonly OrderKey[];
  readonly orEqual: boolean;
}

/** One connection as it is compiled: its rows, its order and its place. */
class ConnectionSql {
  readonly page: Page;
  readonly target: string;
  readonly order: OrderKey[];
  readonly source: RowSource;
  /** The keys at the cursor, the first of them the row that the list belongs to. */
  private readonly at: readonly unknown[] | undefined;
  readonly place: CursorPlace;
  private readonly belongs: string[];
  private readonly args: Arguments;
  readonly owner: string;
  /** Whether its filter names the rows by itself. */
  private readonly finds: boolean;
  /** Whether it lists all that the viewer may read: not what belongs to a row, nor what words have found. */
  private readonly isRoot: boolean;
  private readonly isFiltered: boolean;

  constructor(
    private readonly selection: Selection,
    selected: SelectedField,
    readonly read: ConnectionRead,
    row: Row | undefined,
  ) {
    const { context, question } = selection;
    const { first: _first, last: _last, after: _after, before: _before, ...shaping } = selected.args;
    this.args = selected.args;
    this.page = pageOf(selected.args);
    this.target = context.row();
    this.source = sourceOf(selection.type(read.type))!;
    const asked = read.order(selected.args);
    const keys: OrderKey[] = [
      ...asked,
      { sql: (name) => `${name}.id`, type: "uuid", direction: asked.at(-1)?.direction ?? "asc", listed: "id" },
    ];
    this.order = this.page.backwards ? keys.map(flipped) : keys;
    this.place = {
      holder: question.holder,
      list: JSON.stringify([`${selected.parent}.${selected.field.name}`, asAsked(shaping)]),
    };
    this.owner = row ? `${row.name}.id::text` : "''";
    this.finds = read.filter?.finds?.(selected.args) ?? false;
    this.isRoot = row === undefined && !read.on && !this.finds;
    const filter = read.filter?.ofRow(selected.args, this.target, context) ?? [];
    this.isFiltered = filter.length > 0;
    // After the filter, as where the cursor comes late: what is wrong with both is told of the filter.
    this.at = this.keysAt(this.page.cursor);
    if (this.isFiltered && !this.finds && !this.few(this.order)?.keys) question.statement.planForValues = true;
    this.belongs = [...(read.on ? [read.on(this.target, row?.name ?? "", context, selected.args)] : []), ...filter];
  }

  private keysAt(cursor: Page["cursor"]): readonly unknown[] | undefined {
    const { cursors } = this.selection.question;
    if (!isLate(cursor)) return cursor === undefined ? undefined : cursors.open(cursor, this.place);
    let opened: { text: unknown; keys: readonly string[] } = { text: undefined, keys: [] };
    const keys = (given: Variables) => {
      const text = cursor.of(given);
      if (opened.text !== text) opened = { text, keys: cursors.open(text as string, this.place) };
      return opened.keys;
    };
    const name = JSON.stringify(cursor);
    return [undefined, ...this.order.filter(isSealed)].map(
      (_, key) => new Late(`${name} ${key}`, (given) => keys(given)[key]),
    );
  }

  private keySql() {
    return this.order.map((key) => key.sql(this.target, this.selection.context, this.args));
  }

  private beyondCursor(keys: readonly string[], { order, orEqual }: Beyond): string {
    const { parameter } = this.selection.context;
    const sealed = order.filter(isSealed);
    const at = order.map((key) =>
      key.foundAgain
        ? key.foundAgain(parameter(this.at!.at(-1), "uuid"))
        : parameter(this.at![sealed.indexOf(key) + 1], key.type),
    );
    return beyond(placesOf(keys, at, order), orEqual);
  }

  /** For who is given few: the list of those. */
  private few(order: readonly OrderKey[]): FewList | undefined {
    const { source, read, args } = this;
    const list = { source, order, filter: read.filter, args };
    return this.isRoot ? FewList.of(this.selection.question, list, this.isFiltered) : undefined;
  }

  /** Rows in an order, of which so many are asked for; and the keys that they are ordered by. */
  private ordered(
    size: number,
    order: readonly OrderKey[],
    after: Beyond | undefined,
  ): { from: string; keys: string[] } {
    const few = this.few(order);
    const keys = few?.keys ?? this.keySql();
    const conditions = after ? [...this.belongs, this.beyondCursor(keys, after)] : this.belongs;
    const beyond = after && ((names: readonly string[]) => this.beyondCursor(names, after));
    const found = few?.keys ? few.first({ size, order, beyond }) : few?.all();
    return { from: this.selection.from(this.source, this.target, conditions, found), keys };
  }

  rows(piece: string): string {
    const { from, keys } = this.ordered(
      this.page.size + 1,
      this.order,
      this.at && { order: this.order, orEqual: false },
    );
    const ordered = keys.map((key, place) => `${key} ${this.order[place]!.direction}`).join(", ");
    const told = keys.filter((_, place) => isSealed(this.order[place]!)).map((key) => `(${key})::text`);
    const held = `json_build_array(${[this.owner, ...told].join(", ")})`;
    return `(select coalesce(json_agg(page.piece), '[]') from (select json_build_array(${held}, ${piece}) as piece ${from} order by ${ordered} limit ${this.page.size + 1}) page)`;
  }

  /** Whether there are rows on the other side of the cursor. */
  behind(): string {
    if (!this.at) return "false";
    const order = this.order.map(flipped);
    return `exists (select ${this.ordered(1, order, { order, orEqual: true }).from})`;
  }

  count(): string {
    const few = this.few(this.order);
    const counted = few?.atMost(LARGEST_COUNT + 1, this.order);
    if (counted) return `(select count(*) from (${counted}) counted)`;
    return `(select count(*) from (select ${this.selection.from(this.source, this.target, this.belongs, few?.all())} limit ${LARGEST_COUNT + 1}) counted)`;
  }

  /** Whether the cursor was given below this very row. */
  belongsHere(): string {
    return this.at ? `${this.owner} = ${this.selection.context.parameter(this.at[0], "text")}` : "true";
  }
}

interface Found {
  keys: string[];
  values: unknown[];
}

interface Finished {
  /** A cursor is sealed where it is asked for. */
  rows: { cursor: () => string; values: unknown[] }[];
  behind: boolean;
  more: boolean;
  count: number | null;
}

/** What of a connection is selected, piece by piece. */
type Shape = (found: Finished) => unknown;

/** A list with its pages: the rows that the viewer may read, filtered before they are counted or cut. */
export function compileConnection(
  selection: Selection,
  selected: SelectedField,
  read: ConnectionRead,
  row: Row | undefined,
): Compiled {
  const list = new ConnectionSql(selection, selected, read, row);
  const type = getNamedType(selected.field.type) as GraphQLObjectType;
  const pieces: Compiled[] = [];
  const wants = { behind: false, count: false };
  const shapes = selection
    .below(type, selected.nodes)
    .map(([key, below]): [string, Shape] => [
      key,
      shapeOf(selection, below, { list, pieces, wants, args: selected.args }),
    ]);
  const each = tuple(pieces);
  const sql = `json_build_array(${list.rows(each.sql)}, ${wants.behind ? list.behind() : "false"}, ${wants.count ? list.count() : "null"}, ${list.belongsHere()})`;
  const { question } = selection;
  const { size, backwards } = list.page;

  const finish = (given: [[string[], unknown[]][], boolean, number | null, boolean] | null) => {
    if (given === null) return null;
    const [found, behind, count, belongsHere] = given;
    if (!belongsHere) question.cursors.open("", list.place);
    const kept: Found[] = found.slice(0, size).map(([keys, values]) => ({ keys, values }));
    if (backwards) kept.reverse();
    const rows = kept.map(({ keys, values }) => ({
      cursor: () => question.cursors.seal(keys, list.place),
      values: each.finish(values),
    }));
    const finished: Finished = { rows, behind, more: found.length > size, count };
    return Object.fromEntries(shapes.map(([key, shape]) => [key, shape(finished)])) as unknown;
  };
  return read.when
    ? { sql: `case when ${read.when(row?.name ?? "", selection.context, selected.args)} then ${sql} end`, finish }
    : { sql, finish };
}

interface Shaping {
  readonly list: ConnectionSql;
  readonly pieces: Compiled[];
  readonly wants: { behind: boolean; count: boolean };
  readonly args: Arguments;
}

function shapeOf(selection: Selection, below: SelectedField, shaping: Shaping): Shape {
  const { list, pieces, wants } = shaping;
  switch (below.field.name) {
    case "nodes": {
      const place = pieces.push(nodePiece(selection, below, list)) - 1;
      return ({ rows }) => rows.map(({ values }) => values[place]);
    }
    case "edges": {
      const edges = edgeShape(selection, below, shaping);
      return ({ rows }) => rows.map(edges);
    }
    case "pageInfo":
      return pageInfoShape(selection, below, shaping);
    case "totalCount":
      wants.count = true;
      return ({ count }) => (count !== null && count <= LARGEST_COUNT ? count : null);
    case "totalCountAbove":
      wants.count = true;
      return ({ count }) => (count !== null && count > LARGEST_COUNT ? LARGEST_COUNT : null);
    case "__typename":
      return () => below.parent;
    default:
      throw new Error(`A connection has no field ${below.field.name}.`);
  }
}

const nodePiece = (selection: Selection, below: SelectedField, { target, source, read }: ConnectionSql): Compiled =>
  selection.row(selection.type(read.type), below.nodes, { name: target, source });

function edgeShape(selection: Selection, edges: SelectedField, { list, pieces, args }: Shaping) {
  const type = getNamedType(edges.field.type) as GraphQLObjectType;
  const shapes = selection
    .below(type, edges.nodes)
    .map(([key, below]): [string, (row: Finished["rows"][number]) => unknown] => {
      if (below.field.name === "__typename") return [key, () => type.name];
      if (below.field.name === "cursor") return [key, ({ cursor }) => cursor()];
      const extra = list.read.edge?.[below.field.name];
      const row = { name: list.target, source: list.source };
      const piece = extra
        ? then(selection.beside(row, extra(row.name, selection.context, args)), completionOf(below.field.type))
        : nodePiece(selection, below, list);
      const place = pieces.push(piece) - 1;
      return [key, ({ values }) => values[place]];
    });
  return (row: Finished["rows"][number]) =>
    Object.fromEntries(shapes.map(([key, shape]) => [key, shape(row)])) as unknown;
}

function pageInfoShape(selection: Selection, pageInfo: SelectedField, { list, wants }: Shaping): Shape {
  const type = getNamedType(pageInfo.field.type) as GraphQLObjectType;
  const { backwards } = list.page;
  const fields: Record<string, Shape> = {
    hasNextPage: ({ more, behind }) => (backwards ? behind : more),
    hasPreviousPage: ({ more, behind }) => (backwards ? more : behind),
    startCursor: ({ rows }) => rows[0]?.cursor() ?? null,
    endCursor: ({ rows }) => rows.at(-1)?.cursor() ?? null,
    __typename: () => type.name,
  };
  const shapes = selection.below(type, pageInfo.nodes).map(([key, { field }]): [string, Shape] => {
    if (field.name === (backwards ? "hasNextPage" : "hasPreviousPage")) wants.behind = true;
    return [key, fields[field.name]!];
  });
  return (found) => Object.fromEntries(shapes.map(([key, shape]) => [key, shape(found)]));
}
