import { type Load, type Served, serve } from "../timing/load";
import { median } from "../timing/results";
import type { Hands, Wanted } from "./hands";
import type { Choice } from "./recipients";

/** How long acts took, in milliseconds: the median, and the longest. */
export interface Took {
  readonly act: string;
  readonly median: number;
  readonly longest: number;
  readonly times: number;
}

/** So many circulations are signed at once. */
export const AT_ONCE = 50;
/** So many circulations of a whole report to ten make a thousand circulated parts of eleven. */
const OF_A_THOUSAND = 10;
/** How long the readers are timed alone, in seconds, and the least that they go on beside the acts. */
const READING = 5;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const took = (act: string, milliseconds: readonly number[]): Took => ({
  act,
  median: Math.round(median(milliseconds)),
  longest: Math.round(Math.max(...milliseconds)),
  times: milliseconds.length,
});

/** Everything that is timed one after another; each circulation is revoked again. */
export class Acts {
  private readonly made: string[] = [];

  constructor(
    private readonly hands: Hands,
    private readonly choice: Choice,
  ) {}

  async circulations(times: number): Promise<Took[]> {
    const { reports, one, ten } = this.choice;
    const kinds: readonly [string, Omit<Wanted, "given">][] = [
      ["propose and sign one part to one", { full: false, recipients: one }],
      ["propose and sign a full report to one", { full: true, recipients: one }],
      ["propose and sign a full report to ten", { full: true, recipients: ten }],
    ];
    const found: Took[] = [];
    for (const [act, wanted] of kinds) {
      const milliseconds: number[] = [];
      for (const given of reports.slice(0, times))
        milliseconds.push(await timed(() => this.circulate({ ...wanted, given })));
      found.push(took(act, milliseconds));
      found.push(took(act.replace("propose and sign", "revoke"), await this.revokeAll()));
    }
    return found;
  }

  /** A report of which a thousand parts are circulated goes up and down. */
  async reclassifications(times: number): Promise<Took> {
    const [given] = this.choice.reports;
    for (let many = 0; many < OF_A_THOUSAND; many += 1)
      await this.circulate({ given: given!, full: true, recipients: this.choice.ten });
    const milliseconds: number[] = [];
    for (let time = 0; time < times; time += 1)
      for (const level of ["CONFIDENTIAL", "UNCLASSIFIED"] as const)
        milliseconds.push(await timed(() => this.hands.reclassify(given!, level)));
    await this.revokeAll();
    return took("reclassify a report with 1,100 circulated parts", milliseconds);
  }

  /** Fifty circulations at once, again and again as long as readers go on: how long each took, and what the readers had before and meanwhile. */
  async atOnce(load: Load): Promise<{ took: Took; alone: Served; beside: Served }> {
    const alone = await serve({ ...load, seconds: READING });
    let reading = true;
    const beside = serve({ ...load, seconds: READING }).finally(() => (reading = false));
    const milliseconds: number[] = [];
    while (reading) milliseconds.push(...(await Promise.all(this.wave())));
    const served = await beside;
    await this.revokeAll();
    return { took: took(`${AT_ONCE} circulations at once, while readers go on`, milliseconds), alone, beside: served };
  }

  /** So many circulations, all begun in the same moment. */
  private wave(): Promise<number>[] {
    const recipients = this.choice.one;
    const given = this.choice.reports.slice(0, AT_ONCE);
    return given.map((one) => timed(() => this.circulate({ given: one, full: true, recipients })));
  }

  private async circulate(wanted: Wanted): Promise<void> {
    this.made.push(await this.hands.circulate(wanted));
  }

  private async revokeAll(): Promise<number[]> {
    const milliseconds: number[] = [];
    for (const id of this.made.splice(0)) milliseconds.push(await timed(() => this.hands.revoke(id)));
    return milliseconds;
  }
}
