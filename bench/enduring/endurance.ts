import { READERS, type Reader } from "../asking/readers";
import type { Read } from "../asking/reads";
import type { Stage } from "../stage";
import { serve } from "../timing/load";
import { memoryOf, ownMemoryOfFamily, postmasterOf } from "../timing/processes";

/** Who asks, and what. */
export const ENDURING_READERS = ["U", "A", "H", "O"] as const satisfies readonly Reader[];
const READS: readonly Read[] = ["Q1", "Q2", "Q5"];
const CONNECTIONS = 32;
/** Of each kind so many requests are in the mixture, for each reader. */
const OF_A_KIND = 24;

/** What was held after so many requests. */
export interface Sample {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** The memory of the registry's process, in mebibytes. */
  readonly node: number;
  /** That of PostgreSQL's processes, each for itself. */
  readonly postgres: number;
}

/** How much is asked, and after how many requests the memory is looked at. */
export interface Length {
  readonly requests: number;
  readonly every: number;
}

/** All reads of all readers, one after the other: a report, a page, a page deep in the list. */
async function mixture({ requests, issuer, started: [registry] }: Stage) {
  const tokens = await Promise.all(ENDURING_READERS.map((reader) => issuer.token(READERS[reader].subject)));
  return Array.from({ length: OF_A_KIND }, (_nothing, turn) => turn).flatMap((turn) =>
    READS.flatMap((read) =>
      ENDURING_READERS.map((reader, place) => {
        const wishes = requests.wishes(reader, read);
        return { ...requests.of(registry!, wishes[turn % wishes.length]!), token: tokens[place]! };
      }),
    ),
  );
}

/** Asks until so many were answered, and tells what is held meanwhile. */
export async function* endure(stage: Stage, { requests, every }: Length): AsyncGenerator<Sample> {
  const [{ url, pid }] = stage.started as [(typeof stage.started)[0]];
  const postmaster = postmasterOf(stage.world.folder);
  const begun = performance.now();
  for (let answered = 0; answered < requests;) {
    // Tokens live for minutes: each stretch brings new ones.
    const asked = await mixture(stage);
    const amount = Math.max(CONNECTIONS, Math.min(every, requests - answered));
    const served = await serve({ url, token: asked[0]!.token, requests: asked, connections: CONNECTIONS, amount });
    answered += served.requests;
    const seconds = Math.round((performance.now() - begun) / 1000);
    const perSecond = Math.round(served.perSecond);
    yield { requests: answered, seconds, perSecond, node: memoryOf(pid), postgres: ownMemoryOfFamily(postmaster) };
  }
}
