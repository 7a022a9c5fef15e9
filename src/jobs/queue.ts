import type PgBoss from "pg-boss";

/** How long a server waits before it asks for the next job of a queue that was empty, in milliseconds. */
const ASKING = 5_000;

/** What a queue is worked off with. */
interface QueueParts<Payload> {
  readonly boss: PgBoss;
  readonly name: string;
  readonly work: (payload: Payload) => Promise<unknown>;
  /** Told of what fails beside the work: the database is away. */
  readonly failed: (failure: unknown) => void;
}

/**
 * Works off one queue, one job after the other. pg-boss's own workers do not wait for what they record, so that a database that is lost at
 * that moment would end the server; here it is told, and the job is found again when its time is over.
 */
export class Queue<Payload> {
  private stopping = false;
  private working: Promise<void> = Promise.resolve();
  private wakeUp: (() => void) | undefined;

  constructor(private readonly parts: QueueParts<Payload>) {}

  start(): void {
    this.working = this.workOff();
  }

  /** Has the queue asked for its next job without waiting. */
  wake(): void {
    this.wakeUp?.();
  }

  /** Begins no further job, and ends with the one that is under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.working;
  }

  private async workOff(): Promise<void> {
    while (!this.stopping) {
      const isEmpty = await this.doNext().catch(this.parts.failed);
      if (isEmpty !== false && !this.stopping) await this.rest();
    }
  }

  /** Whether there was nothing to do. */
  private async doNext(): Promise<boolean> {
    const { boss, name, work } = this.parts;
    const [job] = await boss.fetch<Payload>(name);
    if (!job) return true;
    try {
      await work(job.data);
    } catch (failure) {
      await boss.fail(name, job.id, { message: (failure as Error).message });
      return false;
    }
    await boss.complete(name, job.id);
    return false;
  }

  private async rest(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wakeUp = resolve;
      timer = setTimeout(resolve, ASKING);
    });
    clearTimeout(timer);
    this.wakeUp = undefined;
  }
}
