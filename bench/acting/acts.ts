import { isDeepStrictEqual } from "node:util";

import { type Load, type Served, serve } from "../timing/load";
import { median } from "../timing/results";
import type { Hands, Wanted } from "./hands";
import type { Choice, Given } from "./recipients";

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
/** How often that is done. */
const WAVES = 3;
/** How long the readers are timed alone, in seconds, and in what stretches beside the acts. */
const READING = 5;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const tenth = (milliseconds: number) => Math.round(milliseconds * 10) / 10;

const took = (act: string, milliseconds: readonly number[]): Took => ({
  act,
  median: tenth(median(milliseconds)),
  longest: tenth(Math.max(...milliseconds)),
  times: milliseconds.length,
});

/** Several stretches as one. */
const inAll = (stretches: readonly Served[]): Served => ({
  requests: stretches.reduce((total, { requests }) => total + requests, 0),
  refused: stretches.reduce((total, { refused }) => total + refused, 0),
  perSecond: median(stretches.map(({ perSecond }) => perSecond)),
  p50: median(stretches.map(({ p50 }) => p50)),
  p99: Math.max(...stretches.map(({ p99 }) => p99)),
});

/** A circulation that was made, and of what. */
interface Made {
  readonly id: string;
  readonly given: Given;
}

/** Everything that is timed one after another; each circulation is revoked again. */
export class Acts {
  private readonly made: Made[] = [];

  constructor(
    private readonly hands: Hands,
    private readonly choice: Choice,
  ) {}

  async circulations(times: number): Promise<Took[]> {
    const { reports, one, ten } = this.choice;
    const kinds: readonly [string, Omit<Wanted, "given">][] = [
      ["one part to one", { full: false, recipients: one }],
      ["a full report to one", { full: true, recipients: one }],
      ["a full report to ten", { full: true, recipients: ten }],
    ];
    const found: Took[] = [];
    for (const [what, wanted] of kinds) {
      const proposing: number[] = [];
      const signing: number[] = [];
      for (const given of reports.slice(0, times)) {
        const spent = await this.circulate({ ...wanted, given });
        proposing.push(spent.proposing);
        signing.push(spent.signing);
        await this.requireSight(given, true);
      }
      const both = proposing.map((spent, place) => spent + signing[place]!);
      found.push(took(`circulate ${what}: propose and sign`, both), took(`of it signing ${what}`, signing));
      found.push(took(`revoke ${what}`, await this.revokeAll()));
    }
    return found;
  }

  /** A report of which a thousand parts are circulated goes up and down. */
  async reclassifications(times: number): Promise<Took> {
    const given = this.choice.reports[0]!;
    for (let many = 0; many < OF_A_THOUSAND; many += 1)
      await this.circulate({ given, full: true, recipients: this.choice.ten });
    const milliseconds: number[] = [];
    for (let time = 0; time < times; time += 1)
      for (const level of ["CONFIDENTIAL", "UNCLASSIFIED"] as const) {
        milliseconds.push(await timed(() => this.hands.reclassify(given, level)));
        const read = await this.hands.read(this.choice.witness, given.report, "... on Report { marking { level } }");
        if (!isDeepStrictEqual(read, { marking: { level } })) throw new Error(`The next read does not have ${level}.`);
      }
    await this.revokeAll();
    return took("reclassify a report with 1,100 circulated parts", milliseconds);
  }

  /** Fifty circulations at once, some times over, while readers go on: how long each took, and what the readers had before and meanwhile. */
  async atOnce(load: Load): Promise<{ took: Took; alone: Served; beside: Served }> {
    const alone = await serve({ ...load, seconds: READING });
    let acting = true;
    const acts = this.waves().finally(() => (acting = false));
    const meanwhile: Served[] = [];
    while (acting) meanwhile.push(await serve({ ...load, seconds: READING }));
    const milliseconds = await acts;
    for (const { given } of this.made) await this.requireSight(given, true);
    await this.revokeAll();
    const act = `${AT_ONCE} circulations at once, while readers go on`;
    return { took: took(act, milliseconds), alone, beside: inAll(meanwhile) };
  }

  private async waves(): Promise<number[]> {
    const milliseconds: number[] = [];
    for (let wave = 0; wave < WAVES; wave += 1) milliseconds.push(...(await Promise.all(this.wave())));
    return milliseconds;
  }

  /** So many circulations, all begun in the same moment. */
  private wave(): Promise<number>[] {
    const recipients = this.choice.one;
    const given = this.choice.reports.slice(0, AT_ONCE);
    return given.map((one) => timed(() => this.circulate({ given: one, full: true, recipients })));
  }

  private async circulate(wanted: Wanted): Promise<{ proposing: number; signing: number }> {
    const begun = performance.now();
    const proposed = await this.hands.propose(wanted);
    const proposing = performance.now() - begun;
    const signing = await timed(() => this.hands.sign(proposed));
    this.made.push({ id: proposed.id, given: wanted.given });
    return { proposing, signing };
  }

  /** Revokes all, one after the other; the next read has nothing of what nothing else gives. */
  private async revokeAll(): Promise<number[]> {
    const milliseconds: number[] = [];
    for (let one = this.made.shift(); one; one = this.made.shift()) {
      const { id, given } = one;
      milliseconds.push(await timed(() => this.hands.revoke(id)));
      const isGivenOtherwise = this.made.some((other) => other.given === given);
      await this.requireSight(given, isGivenOtherwise);
    }
    return milliseconds;
  }

  /** Whether who holds the one post sees a part of what was given, by the next read. */
  private async requireSight({ part }: Given, expected: boolean): Promise<void> {
    const sees = (await this.hands.read(this.choice.witness, part)) !== null;
    if (sees !== expected)
      throw new Error(`The next read ${sees ? "has" : "does not have"} what was ${expected ? "given" : "revoked"}.`);
  }
}
