import { BadInput } from "../entities/errors";
import type { Act } from "./act";
import { dayOf, inOrder } from "./words";

/** The days of an entry, the first and the last included; an open one has no last. */
export interface Period {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Days that the registry speaks of: none before the Organization, none that is a slip of the pen. */
const EARLIEST = "1945-01-01";
const LATEST = "2199-12-31";

/** A day as it was given, which must be one that the registry can speak of. */
export function givenDay(given: Date | string, name: string): string {
  const day = dayOf(given);
  if (day < EARLIEST || day > LATEST) throw new BadInput(`Give ${name} as a day from ${EARLIEST} to ${LATEST}.`);
  return day;
}

/** The period that was given, which must end on its first day or later. */
export function givenPeriod(given: { startsOn: string; endsOn?: string | null }, what: string): Period {
  const startsOn = givenDay(given.startsOn, "startsOn");
  const endsOn = given.endsOn ? givenDay(given.endsOn, "endsOn") : null;
  inOrder(startsOn, endsOn, what);
  return { startsOn, endsOn };
}

/** Refuses days beyond those of what they depend on. */
export function requireWithin({ startsOn, endsOn }: Period, of: Period, what: string): void {
  const isBefore = (day: string | null) => of.endsOn === null || (day !== null && day <= of.endsOn);
  if (startsOn >= of.startsOn && isBefore(startsOn) && isBefore(endsOn)) return;
  const until = of.endsOn === null ? "" : ` to ${of.endsOn}`;
  throw new BadInput(`${what} stands from ${of.startsOn}${until}. Give days within that.`);
}

/** The day that it is for the registry, in UTC. */
export const today = async (act: Act): Promise<string> => dayOf(await act.now());

/** The day before a day. */
export function dayBefore(day: string): string {
  const before = new Date(`${day}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return dayOf(before);
}
