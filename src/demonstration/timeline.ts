import type { Clock } from "../database/clock";
import type { Play } from "./play";

/** An act of the demonstration, and the instant at which it is done. */
export interface DatedAct {
  readonly at: Date;
  /** What it does, for the fault that it may have. */
  readonly what: string;
  act(this: void, play: Play): Promise<unknown>;
}

/** Up to when acts are done, and what breaks them off. */
interface Until {
  readonly end: Date;
  readonly signal: AbortSignal;
}

/** Does every act in the order of time, with the registry's clock at its instant; those of one instant side by side. */
export async function runTimeline(
  play: Play,
  clock: Clock,
  acts: readonly DatedAct[],
  { end, signal }: Until,
): Promise<void> {
  for (const [at, together] of byInstant(acts.filter((act) => act.at <= end))) {
    signal.throwIfAborted();
    await clock.move(new Date(at));
    const done = await Promise.allSettled(together.map((act) => perform(play, act)));
    for (const outcome of done) if (outcome.status === "rejected") throw outcome.reason;
  }
}

function byInstant(acts: readonly DatedAct[]): [number, DatedAct[]][] {
  const instants = new Map<number, DatedAct[]>();
  for (const act of acts) {
    const at = act.at.getTime();
    instants.set(at, [...(instants.get(at) ?? []), act]);
  }
  return [...instants].sort(([one], [other]) => one - other);
}

async function perform(play: Play, { at, what, act }: DatedAct): Promise<void> {
  await act(play).catch((cause: unknown) => {
    throw new Error(`The demonstration failed on ${at.toISOString()}: ${what}.`, { cause });
  });
}
