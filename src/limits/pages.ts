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
  const [name, another] = names.filter((one) => given[one] !== undefined && given[one] !== null);
  const size = name === undefined ? undefined : given[name];
  const field = place.node.name.value;
  if (another !== undefined || typeof size !== "number")
    throw badInput(`Give ${whichOf(names)} for ${field}, from 1 to ${most}.`);
  if (size < 1 || size > most) throw badInput(`Give ${name} for ${field} from 1 to ${most}, not ${size}.`);
  return size;
}

const whichOf = (names: string[]): string => (names.length === 1 ? names.join() : "exactly one of first and last");

/** The product of the sizes of pages within pages, along the path where it is greatest. */
export const pageProductMeasure = (values: Arguments, most: number): Measure<number> => ({
  nothing: 1,
  field: (place, below) => (pageSize(place, values, most) ?? 1) * below,
  together: (parts) => Math.max(1, ...parts),
});
