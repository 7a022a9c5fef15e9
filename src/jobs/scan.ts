import { SOURCES } from "./deadlines";
import { declassifyDue } from "./declassification";
import { TELLING, makeNotices } from "./notices";
import type { JobParts } from "./parts";

/** One thing that a scan does: gives how much it did. */
export interface Step {
  readonly name: string;
  readonly paragraph: string;
  run(): Promise<number>;
}

/** Looks for all that is due by the registry's clock, and does it. What fails does not keep the rest from being done, and is tried again by the next scan. */
export class Scan {
  private under: Promise<void> | undefined;

  constructor(
    private readonly parts: JobParts,
    /** What is done with what was made: sending it. */
    private readonly last: readonly Step[],
  ) {}

  /** Ends with the scan that is under way. */
  async ended(): Promise<void> {
    await this.under;
  }

  /** One scan; who asks while it is under way waits for it. Never fails. */
  run(): Promise<void> {
    this.under ??= this.scan().finally(() => (this.under = undefined));
    return this.under;
  }

  private async scan(): Promise<void> {
    for (const step of this.steps()) {
      if (this.parts.signal.aborted) return;
      try {
        const done = await step.run();
        if (done > 0) this.tell({ event: "DUE_DONE", what: step.name, count: done, paragraph: step.paragraph });
      } catch (failure) {
        if (this.parts.signal.aborted) return;
        const { code } = failure as { code?: string };
        this.tell({ event: "DUE_NOT_DONE", what: step.name, cause: { code: code ?? (failure as Error).name } });
      }
    }
  }

  /** Declassification first, for it is told of; and what is sent last. */
  private steps(): Step[] {
    const { parts } = this;
    const start = async () => {
      await parts.jobs.query("select start_clock()");
      return 0;
    };
    return [
      { name: "clock", paragraph: "§ 10.42", run: start },
      { name: "declassification", paragraph: "§ 10.40", run: () => declassifyDue(parts) },
      ...SOURCES.map((source) => ({
        name: source.from,
        paragraph: TELLING,
        run: () => makeNotices(parts, source),
      })),
      ...this.last,
    ];
  }

  private tell(line: object): void {
    this.parts.log({ at: new Date().toISOString(), ...line });
  }
}
