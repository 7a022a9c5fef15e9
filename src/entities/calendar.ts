import { GraphQLError, GraphQLScalarType } from "graphql";
import { GraphQLDate, GraphQLDateTimeISO } from "graphql-scalars";

const RFC_3339 = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6";

/** The years that a calendar of four digits holds. */
const isOnTheCalendar = (date: Date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999;

/** Reads by another scalar, and refuses what it refuses, or what no calendar holds, with one sentence. */
function reading<Given extends unknown[]>(read: (...given: Given) => Date, sentence: string) {
  return (...given: Given): Date => {
    const date = attempt(() => read(...given));
    if (!date || !isOnTheCalendar(date)) throw new GraphQLError(sentence);
    return date;
  };
}

function attempt(read: () => Date): Date | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const day = GraphQLDate.toConfig();
const DAY = "Give a day as YYYY-MM-DD, from 0001-01-01 to 9999-12-31.";

/** A day of the calendar, in UTC. */
export const DayScalar = new GraphQLScalarType({
  ...day,
  description: "A day of the calendar, in UTC: 2016-06-01.",
  specifiedByURL: RFC_3339,
  parseValue: reading(day.parseValue, DAY),
  parseLiteral: reading(day.parseLiteral, DAY),
});

const instant = GraphQLDateTimeISO.toConfig();
const INSTANT = "Give an instant with its time zone, as in 2016-06-01T12:00:00Z, of the years 0001 to 9999.";

/** An instant, in UTC. */
export const InstantScalar = new GraphQLScalarType({
  ...instant,
  name: "DateTime",
  description: "An instant, in UTC: 2016-06-01T12:00:00.000Z. It may be given in another time zone.",
  specifiedByURL: RFC_3339,
  parseValue: reading(instant.parseValue, INSTANT),
  parseLiteral: reading(instant.parseLiteral, INSTANT),
});
