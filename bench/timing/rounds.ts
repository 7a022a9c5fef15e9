import { READERS, type Reader } from "../asking/readers";
import type { Read } from "../asking/reads";
import type { Started } from "../contenders/start";
import type { Options } from "../options";
import type { Stage } from "../stage";
import { type Load, serve } from "./load";
import { postmasterOf, processorTimeOf, processorTimeOfFamily } from "./processes";
import type { Measurement } from "./results";

/** A contender is asked before it is timed, in steps of a second, until its connections have planned and prepared what they need. */
const WARM_REQUESTS = 20;
const POOLED = 10;
const MOST_STEPS = 5;

interface Turn {
  readonly round: number;
  readonly read: Read;
  readonly reader: Reader;
  readonly connections: number;
}

/** Every turn of the run: all reads, readers and connections, once in each round. */
function* turns({ rounds, reads, readers, connections }: Options): Generator<Turn> {
  for (let round = 0; round < rounds; round += 1)
    for (const read of reads)
      for (const reader of readers) for (const many of connections) yield { round, read, reader, connections: many };
}

async function warm(load: Load, connections: number): Promise<void> {
  const wanted = WARM_REQUESTS * Math.min(connections, POOLED);
  for (let [step, asked] = [0, 0]; step < MOST_STEPS && asked < wanted; step += 1)
    asked += (await serve({ ...load, seconds: 1 })).requests;
}

async function measure(stage: Stage, one: Started, turn: Turn, seconds: number): Promise<Measurement> {
  const token = await stage.issuer.token(READERS[turn.reader].subject);
  const requests = stage.requests.wishes(turn.reader, turn.read).map((wish) => stage.requests.of(one, wish));
  const load = { url: one.url, token, requests, connections: turn.connections };
  await warm(load, turn.connections);
  await stage.idle();
  const postmaster = postmasterOf(stage.world.folder);
  const before = { node: processorTimeOf(one.pid), postgres: processorTimeOfFamily(postmaster) };
  const served = await serve({ ...load, seconds });
  const spent = (now: number, then: number) => (now - then) / Math.max(1, served.requests);
  const node = spent(processorTimeOf(one.pid), before.node);
  const postgres = spent(processorTimeOfFamily(postmaster), before.postgres);
  await stage.idle();
  const bounds = served.requests === 0 && { perSecond: 1 / seconds, p50: seconds * 1000, p99: seconds * 1000 };
  const contender = one.contender.name;
  return { ...turn, ...served, ...bounds, unanswered: served.requests === 0, contender, node, postgres };
}

function fail({ contender }: Started, { read, reader, connections }: Turn, cause: unknown): never {
  throw new Error(`${contender.name} failed at ${read} by ${reader} on ${connections} connections.`, { cause });
}

/** Times everybody in turn; who begins changes from turn to turn and from round to round. */
export async function timeRounds(
  stage: Stage,
  options: Options,
  tell: (sentence: string) => void,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const { started } = stage;
  let first = 0;
  for (const turn of turns(options)) {
    const from = (first++ + turn.round) % started.length;
    for (const one of [...started.slice(from), ...started.slice(0, from)]) {
      const measurement = measure(stage, one, turn, options.seconds);
      measurements.push(await measurement.catch((cause: unknown) => fail(one, turn, cause)));
    }
    const line = measurements
      .slice(-started.length)
      .map(
        ({ contender, perSecond, unanswered }) => `${contender} ${unanswered ? "none" : `${perSecond.toFixed(0)}/s`}`,
      )
      .sort();
    tell(`${turn.round + 1}/${options.rounds} ${turn.read} ${turn.reader} ${turn.connections}: ${line.join(", ")}`);
  }
  return measurements;
}
