import { BadInput } from "../../../src/entities/errors";
import type { CursorSeal } from "../../../src/access/cursor";
import type { Free } from "../../support/registry";

export type Arguments = Readonly<Record<string, Free>>;

type Value = string | number;

/** By what a list is ordered: text by its characters, numbers by their size. */
export interface Key<Item> {
  readonly of: (item: Item) => Value;
  /** How PostgreSQL writes it, and how that is read, where it is not the value itself. */
  readonly text?: (item: Item) => string;
  readonly read?: (text: string) => Value;
  readonly isDescending?: boolean;
  /** That no cursor holds it: it is looked up by the last key, and at the beginning where that names nothing. */
  readonly isFoundAgain?: true;
}

/** A list that is cut into pages. */
export interface Listed<Item> {
  /** Looked for when the page is known to be one that can be asked for. */
  readonly items: () => readonly Item[];
  /** The last of them tells any two items apart. */
  readonly keys: readonly Key<Item>[];
  /** The name of the field, with its type's. */
  readonly field: string;
  /** The row that it belongs to; none at the root. */
  readonly owner: string;
  readonly holder: string;
  readonly cursors: CursorSeal;
}

const isObject = (given: unknown): given is object =>
  typeof given === "object" && given !== null && !Array.isArray(given) && !(given instanceof Date);

/** What arguments say: what is null, or holds nothing else, is as if it were not there. */
function told(given: unknown): unknown {
  if (!isObject(given)) return given ?? undefined;
  const fields = Object.entries(given).flatMap(([name, value]) => {
    const said = told(value);
    return said === undefined ? [] : [[name, said] as const];
  });
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

const PAGING = ["first", "last", "after", "before"];

/** Where a cursor is good: for whom, in which list, with which arguments. */
function placeOf({ field, holder }: Pick<Listed<never>, "field" | "holder">, args: Arguments) {
  const shaping = Object.fromEntries(Object.entries(args).filter(([name]) => !PAGING.includes(name)));
  return { holder, list: JSON.stringify([field, told(shaping)]) };
}

function compared<Item>(keys: readonly Key<Item>[], one: readonly Value[], other: readonly Value[]): number {
  for (const [place, { isDescending }] of keys.entries()) {
    const [a, b] = [one[place]!, other[place]!];
    if (a !== b) return a < b === Boolean(isDescending) ? 1 : -1;
  }
  return 0;
}

/** The cursor of a page, if one was given; a page that cannot be is refused. */
function givenCursor(args: Arguments): string | undefined {
  const isForward = args.first != null;
  if ((isForward ? args.before : args.after) != null) throw new BadInput("Use after with first, and before with last.");
  return (isForward ? args.after : args.before) ?? undefined;
}

/** What the cursor of a page says, if one was given. */
export function cursorOf(
  listed: Pick<Listed<never>, "field" | "holder" | "cursors">,
  args: Arguments,
): string[] | undefined {
  const cursor = givenCursor(args);
  return cursor === undefined ? undefined : listed.cursors.open(cursor, placeOf(listed, args));
}

/** A page of a list: what lies on the asked side of the cursor, as much of it as was asked for. */
export function pageOf<Item>(listed: Listed<Item>, args: Arguments) {
  const { items, keys, owner, cursors } = listed;
  const isForward = args.first != null;
  const place = placeOf(listed, args);
  givenCursor(args);
  // A filter that cannot be is told of before a cursor that cannot.
  const all = [...items()];
  const opened = cursorOf(listed, args);
  if (opened && opened[0] !== owner) cursors.open("", place);

  const valuesOf = (item: Item) => keys.map((key) => key.of(item));
  const inOrder = all.sort((one, other) => compared(keys, valuesOf(one), valuesOf(other)));
  const sealedKeys = keys.filter(({ isFoundAgain }) => !isFoundAgain);
  const isBeyond = (item: Item) => {
    const values = valuesOf(item);
    const at = keys.map((one, key) => {
      if (one.isFoundAgain) {
        const again = all.find((other) => valuesOf(other).at(-1) === opened!.at(-1));
        return again ? one.of(again) : 0;
      }
      const { read } = one;
      const text = opened![sealedKeys.indexOf(one) + 1]!;
      return read ? read(text) : typeof values[key] === "number" ? Number(text) : text;
    });
    return compared(keys, values, at) * (isForward ? 1 : -1) > 0;
  };
  const beyond = opened ? inOrder.filter(isBeyond) : inOrder;
  const size = (isForward ? args.first : args.last) as number;
  const page = isForward ? beyond.slice(0, size) : beyond.slice(Math.max(0, beyond.length - size));
  const hasMore = beyond.length > size;
  const isBehind = beyond.length < inOrder.length;
  const sealed = (item: Item) =>
    cursors.seal([owner, ...sealedKeys.map(({ of, text = (one) => String(of(one)) }) => text(item))], place);
  const [first, last] = [page[0], page.at(-1)];
  return {
    edges: page.map((item) => ({ cursor: sealed(item), node: item })),
    nodes: page,
    pageInfo: {
      hasNextPage: isForward ? hasMore : isBehind,
      hasPreviousPage: isForward ? isBehind : hasMore,
      startCursor: first === undefined ? null : sealed(first),
      endCursor: last === undefined ? null : sealed(last),
    },
    totalCount: inOrder.length,
    totalCountAbove: null,
  };
}
