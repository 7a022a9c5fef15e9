import type { WorldPeriod } from "../../policies/world";
import type { History } from "./history";
import type { Luck } from "./luck";

/** The instants ahead at which something begins or ends of itself. */
function boundaries({ world, now }: History): string[] {
  const day = (date: string, days: number) =>
    new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString();
  const ofPeriod = ({ from, until }: WorldPeriod) => [day(from, 0), ...(until === null ? [] : [day(until, 1)])];
  return [
    ...world.circulations.flatMap(({ validFrom, validUntil }) => [validFrom, validUntil]),
    ...world.invocations.map(({ until }) => until),
    ...world.appointments.flatMap(ofPeriod),
    ...world.designations.flatMap(ofPeriod),
    ...world.officersInCharge.flatMap(ofPeriod),
    ...world.reports.flatMap(({ team }) => team.flatMap(ofPeriod)),
    day("2019-01-01", 0),
  ]
    .filter((instant): instant is string => typeof instant === "string" && instant > now)
    .sort();
}

/** An instant that the clock may be moved to: a little later, or the next boundary, just before it, or exactly at it. */
export function laterInstant(history: History, luck: Luck): string {
  const [next] = boundaries(history);
  const isNear = next !== undefined && Date.parse(next) - Date.parse(history.now) < 60 * 86_400_000;
  const justBefore = isNear ? new Date(Date.parse(next) - 1).toISOString() : history.now;
  if (isNear && luck.percent(50)) return next;
  if (justBefore > history.now && luck.percent(40)) return justBefore;
  return history.after(luck.pick([1, 60, 3600, 86_400]));
}
