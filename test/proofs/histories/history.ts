import { Doer } from "../../policies/may-do";
import { readersOf } from "../../policies/random-world";
import { uuidOf } from "../../policies/rows";
import { type Instant, type Reader, type World, type WorldAppointment, readerName } from "../../policies/world";
import type { Chronicle } from "./chronicle";
import type { Luck } from "./luck";

/** An entry of the organisation that acts can end: what the model says of it, and its row. */
export interface Entered<Entry> {
  entry: Entry;
  id: string;
  by?: string | undefined;
}

type Naming = World["officersInCharge"][number];
type Designation = World["designations"][number];

/** What an act is asked as, what should come of it, and what it then makes of the world. */
export interface Attempt {
  /** What is asked for, in words. */
  told: string;
  name: string;
  input: object;
  payload: string;
  /** The code of the refusal, or that it is done. */
  expected: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a payload has the shape that its selection asks for
  done: (payload: any) => void;
}

/** A world with all that has happened in it, as the policy has it: the model of a history. */
export class History {
  readonly appointments: Entered<WorldAppointment>[];
  readonly designations: Entered<Designation>[];
  readonly charges: Entered<Naming>[];
  readonly digests = new Map<string, string>();
  readonly readers: Reader[];
  /** What was done and asked, for whoever has to understand a counterexample. */
  readonly log: string[] = [];
  /** Pages that readers still have to turn. */
  readonly openLists: { reader: Reader; list: string; cursor: string; after: string }[] = [];

  /** Where others ask meanwhile: how the world was from step to step. */
  chronicle?: Chronicle;

  constructor(readonly world: World) {
    this.appointments = world.appointments.map((entry, place) => ({ entry, id: uuidOf(`appointment ${place}`) }));
    this.designations = world.designations.map((entry) => ({
      entry,
      id: uuidOf(`designation ${entry.office} ${entry.person}`),
    }));
    this.charges = world.officersInCharge.map((entry) => ({ entry, id: uuidOf(`charge ${entry.from}`) }));
    this.readers = readersOf(world, world.reports.length);
  }

  get now(): Instant {
    return this.world.now;
  }

  get today(): string {
    return this.now.slice(0, 10);
  }

  /** A day so many days from today. */
  day(days: number): string {
    return this.after(days * 86_400).slice(0, 10);
  }

  after(seconds: number): Instant {
    return new Date(Date.parse(this.now) + seconds * 1000).toISOString();
  }

  /** Who acts: mostly one of those who lawfully could. */
  doer(luck: Luck, lawful: (doer: Doer) => boolean): Doer {
    const all = this.readers.map((reader) => new Doer(this.world, reader));
    const able = all.filter((doer) => !doer.isByPortal && lawful(doer));
    return luck.pick(luck.percent(80) && able.length > 0 ? able : all);
  }

  /** Whether the registry knows who asks: a portal that was confirmed, of an office that exists. */
  isKnown({ portal }: Reader): boolean {
    if (portal === undefined) return true;
    return new Doer(this.world, { portal }).sight.isPortal;
  }

  /** Something that changes the world, from when it may be seen to when it must be. */
  async step(change: () => Promise<void>): Promise<void> {
    this.chronicle?.begin();
    await change();
    this.chronicle?.end(this.world);
  }

  tell(line: string): void {
    this.log.push(`${this.now} ${line}`);
  }
}

/** What comes of an act whoever asks: portals do none, and strangers are not let in. */
export function outcomeFor(history: History, { reader, isByPortal }: Doer, decide: () => string): string {
  if (!history.isKnown(reader)) return "UNAUTHENTICATED";
  return isByPortal ? "FORBIDDEN" : decide();
}

export const DONE = "DONE";
export const nameOf = ({ reader }: Doer) => readerName(reader);
export const idOf = (prefix: string, uuid: string) => `${prefix}_${uuid.replaceAll("-", "")}`;
export const uuidIn = (id: string) => id.replace(/^[a-z]+_(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
