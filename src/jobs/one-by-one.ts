import type { JobParts } from "./parts";

/** Does work for one after the other, until the server stops. One that fails keeps none of the others from being done; the first failure is thrown at the end. */
export async function oneByOne<One>(
  { signal }: JobParts,
  all: Iterable<One>,
  work: (one: One) => Promise<number>,
): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  for (const one of all) {
    if (signal.aborted) break;
    try {
      done += await work(one);
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
  return done;
}
