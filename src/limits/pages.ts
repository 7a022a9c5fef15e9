import { type GraphQLArgument, GraphQLInt, getNullableType } from "graphql";
import { badInput } from "./request-refused";
import type { Arguments } from "./arguments";
import type { Measure, Place } from "./measure";

const isPageSize = (argument: GraphQLArgument): boolean =>
  (argument.name === "first" || argument.name === "last") && getNullableType(argument.type) === GraphQLInt;

/** How many rows the field asks for at most, or nothing where it has no pages. */
export function pageSize(place: Place, values: Arguments, most: number): number | undefined {
  const names = place.definition?.args.filter(isPageSize).map(({ name }) => name) ?? [];
  if (names.length === 0) return undefined;
  const given = values.of(place);
  const [size, another] = names.map((name) => given[name]).filter((value) => value !== undefined && value !== null);
  if (another === undefined && typeof size === "number" && size >= 1 && size <= most) return size;
  throw badInput(`Give ${whichOf(names)} for ${place.node.name.value}, from 1 to ${most}.`);
}

const whichOf = (names: string[]): string => (names.length === 1 ? names.join() : "exactly one of first and last");

/** The product of the sizes of pages within pages, along the path where it is greatest. */
export const pageProductMeasure = (values: Arguments, most: number): Measure<number> => ({
  nothing: 1,
  field: (place, below) => (pageSize(place, values, most) ?? 1) * below,
  together: (parts) => Math.max(1, ...parts),
});
