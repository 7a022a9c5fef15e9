import { seedOfCase } from "../proof";
import { AN_ENTRY, type Moment } from "../../support/postgres-link";
import type { Victim } from "../../support/standing-registry";

/** Who is killed, and when: after some milliseconds, or at a moment of the traffic with PostgreSQL. */
export interface Plan {
  readonly victim: Victim;
  readonly after?: number;
  readonly at?: Moment;
  /** Whether the load has had answers before: otherwise the registry is killed as it begins to answer. */
  readonly warm: boolean;
}

const VICTIMS: readonly Victim[] = ["server", "PostgreSQL", "both"];
const HELD = [AN_ENTRY, "COMMIT", "INSERT", "UPDATE", "select", ""];

/** The same for the same seed and case. */
export function planOf(seed: number, place: number): Plan {
  let drawn = 0;
  const below = (bound: number) => seedOfCase(seedOfCase(seed, place), drawn++) % bound;
  const victim = VICTIMS[below(3)]!;
  const warm = below(4) > 0;
  if (below(2) === 0) return { victim, warm, after: below(301) };
  const holding = HELD[below(HELD.length)]!;
  const most = holding === "" ? 60 : 8;
  return { victim, warm, at: { when: below(2) === 0 ? "before" : "after", holding, nth: 1 + below(most) } };
}

export function planAsSentence({ victim, after, at }: Plan): string {
  if (!at) return `${victim} killed after ${after} ms`;
  return `${victim} killed ${at.when} message ${at.nth} with "${at.holding}"`;
}
