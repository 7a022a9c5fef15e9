import type { CheckpointPlace } from "./checkpoint-place";

/** What one place has still to keep, in its order; a failure is told once, and so is its end. */
export class PlaceQueue {
  private readonly waiting: string[] = [];
  private isFailing = false;
  private flushing: Promise<boolean> = Promise.resolve(true);

  constructor(
    private readonly place: CheckpointPlace,
    private readonly log: (line: object) => void,
  ) {}

  add(line: string): void {
    this.waiting.push(line);
  }

  /** Whether the place has kept everything now. */
  flush(): Promise<boolean> {
    this.flushing = this.flushing.then(() => this.flushAll());
    return this.flushing;
  }

  async close(): Promise<void> {
    await this.place.close().catch(() => undefined);
  }

  private async flushAll(): Promise<boolean> {
    try {
      for (let line = this.waiting[0]; line !== undefined; line = this.waiting[0]) {
        await this.place.keep(line);
        this.waiting.shift();
        if (this.isFailing) this.tell("CHECKPOINTS_KEPT_AGAIN");
        this.isFailing = false;
      }
      return true;
    } catch (failure) {
      if (!this.isFailing) this.tell("CHECKPOINT_NOT_KEPT", failure);
      this.isFailing = true;
      return false;
    }
  }

  private tell(event: string, failure?: unknown): void {
    const cause = failure === undefined ? {} : { cause: causeOf(failure as Error) };
    this.log({ at: new Date().toISOString(), event, place: this.place.setting, ...cause });
  }
}

/** What the log says of a failure: its class, and the code that the system gave it. */
function causeOf(failure: Error & { code?: string }): { class: string; code?: string } {
  const code = failure.code ?? (failure.cause as { code?: string } | undefined)?.code;
  return { class: failure.constructor.name, ...(code ? { code } : {}) };
}
