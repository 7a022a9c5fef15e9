import { type SigningKey, NO_CHECKPOINT, checkpointDigest, checkpointLine } from "./checkpoint";
import type { CheckpointPlace } from "./checkpoint-place";
import { PlaceQueue } from "./place-queue";
import { BEGINNING, type Reached } from "./verify";
import { RegisterFault } from "./walk";

/** What a keeper works with. */
export interface Keeping {
  /** Walks the register on from an entry, and gives its head. */
  readonly walk: (from: Reached) => Promise<Reached>;
  readonly key: SigningKey;
  readonly places: readonly CheckpointPlace[];
  /** The digest of the last checkpoint that there is. */
  readonly previous?: string;
  /** The entry up to which the register is known to fit. */
  readonly from?: Reached;
  readonly seconds: number;
  readonly entries: number;
  readonly log: (line: object) => void;
}

/** For how many times the interval no checkpoint may be kept anywhere before the server says that they are late. */
const LATE = 15;
/** How long a stop waits for places that do not answer, in milliseconds. */
const STOPPING = 5_000;

/**
 * Signs checkpoints of the register while the server runs: at every interval, at every so many entries, and at the stop. One is
 * signed only where the register fits on from the one before, and where there is something new in it.
 */
export class CheckpointKeeper {
  private readonly queues: readonly PlaceQueue[];
  private reached: Reached;
  private previous: string;
  private keptAt = Date.now();
  private signing: Promise<boolean> = Promise.resolve(true);
  private isDue = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly keeping: Keeping) {
    this.reached = keeping.from ?? BEGINNING;
    this.previous = keeping.previous ?? NO_CHECKPOINT;
    this.queues = keeping.places.map((place) => new PlaceQueue(place, keeping.log));
  }

  start(): void {
    this.timer = setInterval(() => void this.keep(), this.keeping.seconds * 1000).unref();
    void this.keep();
  }

  /** Told how far the register has come: so many entries after the last checkpoint it makes the next. */
  passed(sequence: number): void {
    if (sequence - this.reached.sequence >= this.keeping.entries) void this.keep();
  }

  /** Whether for long nothing could be signed, or no place has kept what was. */
  get late(): boolean {
    return Date.now() - this.keptAt > LATE * this.keeping.seconds * 1000;
  }

  /** Makes a checkpoint, if there is something new, and brings to each place what it has not kept yet. Never fails. */
  async keep(): Promise<void> {
    if (!this.isDue) {
      this.isDue = true;
      this.signing = this.signing.then(() => this.sign());
    }
    const isSigned = await this.signing;
    const kept = await Promise.all(this.queues.map((queue) => queue.flush()));
    if (isSigned && kept.includes(true)) this.keptAt = Date.now();
  }

  /** The last checkpoint; what a place does not take by then is left to the others. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    let patience: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => (patience = setTimeout(resolve, STOPPING)));
    await Promise.race([this.keep(), waited]);
    clearTimeout(patience);
    await Promise.all(this.queues.map((queue) => queue.close()));
  }

  /** Whether the register could be walked: a fault in it is told again and again, and never signed. */
  private async sign(): Promise<boolean> {
    this.isDue = false;
    try {
      const head = await this.keeping.walk(this.reached);
      if (head.sequence > this.reached.sequence) this.add(head);
      return true;
    } catch (failure) {
      const fault = failure instanceof RegisterFault ? { entry: failure.sequence, reason: failure.reason } : {};
      const { code } = failure as { code?: string };
      this.keeping.log({
        at: new Date().toISOString(),
        event: "CHECKPOINT_NOT_SIGNED",
        ...fault,
        ...(code ? { cause: { code } } : {}),
      });
      return false;
    }
  }

  private add({ sequence, hash }: Reached): void {
    const said = { at: new Date().toISOString(), sequence, hash, previous: this.previous };
    const line = checkpointLine(said, this.keeping.key);
    this.previous = checkpointDigest(line);
    this.reached = { sequence, hash };
    for (const queue of this.queues) queue.add(line);
  }
}
