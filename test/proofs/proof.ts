/** One proof of the wall: cases counted from 0, each repeatable from the seed and its number. */
export interface Proof {
  /** Its letter, "a". */
  readonly id: string;
  /** Its name, "Non-interference". */
  readonly title: string;
  /** What its cases are, "worlds". */
  readonly unit: string;
  /** How many cases `npm test` runs. */
  readonly quick: number;
  /** How many cases `npm run prove` runs. */
  readonly full: number;
  run(course: Course): Promise<void>;
}

/** One run of a proof: which cases, and where what became of them is told. */
export interface Course {
  readonly seed: number;
  /** The first case: not 0 where a run goes on that was stopped. */
  readonly from: number;
  /** One past the last case. */
  readonly until: number;
  /** The superuser's address of the tests' PostgreSQL. */
  readonly databaseUrl: string;
  passed(cases?: number): void;
  failed(counterexample: Counterexample): void;
  /** A line below the table, such as a figure that was measured. */
  note(line: string): void;
}

/** A case that shows the wall to be broken. */
export interface Counterexample {
  readonly case: number;
  readonly what: string;
  /** Whatever else helps to understand it, as JSON. */
  readonly fixture?: unknown;
}

/** The seed of a run: `PROVE_SEED`, or a random one. */
export function seedOfRun(): number {
  const asked = process.env.PROVE_SEED;
  if (asked === undefined) return Math.floor(Math.random() * 2 ** 31);
  if (!/^\d{1,10}$/.test(asked)) throw new Error("PROVE_SEED is a whole number of at most 10 digits.");
  return Number(asked);
}

/** A seed of its own for each case, so that neighbours have nothing in common. */
export function seedOfCase(seed: number, place: number): number {
  const mixed = Math.imul(seed ^ Math.imul(place + 1, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** How to see a case again. */
export const commandOf = (id: string, seed: number, place: number) =>
  `PROVE_SEED=${seed} npm run prove -- ${id} --case ${place}`;
