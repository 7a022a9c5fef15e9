import type { AsyncCommand } from "fast-check";
import fc from "fast-check";

import { tokenOf } from "../../access/http-sheet";
import { oracleSheet } from "../../access/sheets";
import type { Doer } from "../../policies/may-do";
import { readerName } from "../../policies/world";
import { mutation } from "../../operations/life";
import type { TestRegistry } from "../../support/registry";
import type { StillClock } from "../../support/still-clock";
import { endInCharge, nameInCharge } from "./charge-acts";
import { end, propose, sign } from "./circulation-acts";
import { type Attempt, DONE, type History } from "./history";
import { Luck } from "./luck";
import { appoint, confirm, designate, endAppointment, endDesignation } from "./organisation-acts";
import { asks, seesAll, turnsPage } from "./readings";
import { consent, correct, invoke, reclassify } from "./report-acts";
import { laterInstant } from "./time";

/** The registry under proof, with its clock in hand. */
export interface Real {
  readonly registry: TestRegistry;
  readonly clock: StillClock;
  /** Ids of posts and offices by their codes. */
  readonly codes: ReadonlyMap<string, string>;
  /** How often each thing came out how. */
  readonly tally: Map<string, number>;
}

type MakeAttempt = (history: History, luck: Luck, codes: ReadonlyMap<string, string>) => [Doer, Attempt] | null;

const ACTS: Readonly<Record<string, MakeAttempt>> = {
  propose,
  sign,
  decline: (history, luck) => end(history, luck, "decline"),
  withdraw: (history, luck) => end(history, luck, "withdraw"),
  suspend: (history, luck) => end(history, luck, "suspend"),
  lift: (history, luck) => end(history, luck, "liftSuspension"),
  revoke: (history, luck) => end(history, luck, "revoke"),
  reclassify,
  consent,
  correct,
  invoke,
  appoint,
  confirm,
  endAppointment,
  designate,
  endDesignation,
  nameInCharge,
  endInCharge,
};

/** What happens between the acts. */
const EVENTS = ["expire", "ask", "page on", "restart"] as const;

const WEIGHTS: Readonly<Record<string, number>> = {
  propose: 4,
  sign: 7,
  revoke: 3,
  reclassify: 4,
  "page on": 4,
  expire: 4,
  ask: 4,
  confirm: 3,
  restart: 1,
};

/** What each reader should see: compared, it tells whom something concerned. */
const sheetsOf = ({ world, readers }: History) => readers.map((reader) => JSON.stringify(oracleSheet(world, reader)));

const count = ({ tally }: Real, what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);

/** One thing that happens: an act with its outcome, a moment that passes, a question; then somebody looks at all that there is, whom it concerns if it concerns anybody. */
export class Happening implements AsyncCommand<History, Real> {
  constructor(
    readonly what: string,
    readonly dealt: readonly number[],
  ) {}

  check(): boolean {
    return true;
  }

  toString(): string {
    return `${this.what} ${JSON.stringify(this.dealt)}`;
  }

  async run(history: History, real: Real): Promise<void> {
    const luck = new Luck(this.dealt);
    const before = sheetsOf(history);
    await this.befall(history, real, luck);
    const after = sheetsOf(history);
    const concerned = history.readers.filter((_, place) => before[place] !== after[place]);
    const reader = luck.pick(concerned.length > 0 ? concerned : history.readers);
    history.tell(`${readerName(reader)} looks`);
    await seesAll(real.registry, history, reader);
  }

  /** Whether it changes the world: an act, or time that passes. */
  get isChange(): boolean {
    return this.what in ACTS || this.what === "expire";
  }

  /** What happens, without anybody who looks at it afterwards. */
  async befall(history: History, real: Real, luck = new Luck(this.dealt)): Promise<void> {
    const make = ACTS[this.what];
    if (!make) return this.happen(history, real, luck);
    await attempt(history, real, await tick(history, real, () => make(history, luck, real.codes)), this.what);
  }

  private async happen(history: History, real: Real, luck: Luck): Promise<void> {
    count(real, this.what);
    if (this.what === "ask") return asks(real.registry, history, luck);
    if (this.what === "page on") return turnsPage(real.registry, history, luck);
    history.tell(this.what);
    if (this.what === "restart") return real.registry.restart();
    await moveTo(history, real, laterInstant(history, luck));
  }
}

async function moveTo(history: History, { clock }: Real, instant: string): Promise<void> {
  await history.step(async () => {
    history.world.now = instant;
    await clock.moveTo(instant);
  });
}

/** A second passes before each act, so that no two fall together. */
async function tick<T>(history: History, real: Real, then: () => T): Promise<T> {
  await moveTo(history, real, history.after(1));
  return then();
}

async function attempt(history: History, real: Real, made: [Doer, Attempt] | null, what: string): Promise<void> {
  if (!made) return;
  const [{ reader }, { told, name, input, payload, expected, done }] = made;
  history.tell(`${told}: ${expected}`);
  await history.step(async () => {
    const { data, code, message } = await real.registry.ask(tokenOf(reader), mutation(name, payload), { input });
    const outcome = code ?? DONE;
    count(real, `${what} ${outcome}`);
    if (outcome !== expected)
      throw new Error(`${told}: the policy says ${expected}, the registry ${outcome}: ${message ?? ""}`);
    if (outcome === DONE) done(data[name]);
  });
}

/** Commands of a history, whatever there will be to do: what, and the luck that chooses who and which. */
export const happenings = fc
  .tuple(
    fc.oneof(
      ...[...Object.keys(ACTS), ...EVENTS].map((what) => ({
        weight: WEIGHTS[what] ?? 2,
        arbitrary: fc.constant(what),
      })),
    ),
    fc.array(fc.nat(9999), { minLength: 12, maxLength: 12 }),
  )
  .map(([what, dealt]) => new Happening(what, dealt));
