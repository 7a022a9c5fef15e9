import { setTimeout as sleep } from "node:timers/promises";

import type { Executed } from "./answer";

const isEmpty = (value: unknown): boolean => value === 0 || (Array.isArray(value) && value.length === 0);

/** Whether what was asked for is not there: nothing in its place, nothing in a list of things asked for, or a list without rows. */
function isMissing(value: unknown): boolean {
  if (value === null || isEmpty(value)) return true;
  if (Array.isArray(value)) return value.includes(null);
  return typeof value === "object" && Object.values(value).some(isEmpty);
}

/** Whether an answer says of anything that was asked for that it is not there: hidden or absent, which nobody is to tell apart. */
export const tellsOfAbsence = ({ data, errors }: Executed): boolean =>
  errors?.some(({ extensions }) => extensions?.code === "NOT_FOUND") ?? Object.values(data ?? {}).some(isMissing);

/**
 * Holds an answer until the next multiple of so many milliseconds since its request came. What is hidden costs the policies a look that
 * what never was does not: the answer that neither is there leaves at the same time.
 */
export async function evenly(secondsSince: number, milliseconds: number): Promise<void> {
  const beyond = (secondsSince * 1000) % milliseconds;
  await sleep(milliseconds - beyond);
}
