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

/** Does every act in the order of time, with the registry's clock at its instant. */
export async function runTimeline(
  play: Play,
  clock: Clock,
  acts: readonly DatedAct[],
  { end, signal }: Until,
): Promise<void> {
  const due = acts.filter(({ at }) => at <= end).sort((one, other) => one.at.getTime() - other.at.getTime());
  let standing = Number.NEGATIVE_INFINITY;
  for (const { at, what, act } of due) {
    signal.throwIfAborted();
    if (at.getTime() > standing) await clock.move(at);
    standing = at.getTime();
    await act(play).catch((cause: unknown) => {
      throw new Error(`The demonstration failed on ${at.toISOString()}: ${what}.`, { cause });
    });
  }
}
