import type { Reader } from "../asking/readers";
import type { Read } from "../asking/reads";

/** What was measured of one contender, for one read of one reader. */
export interface Measured {
  /** Whether nothing was answered in the time: then the others are bounds, fewer in a second and more milliseconds than these. */
  readonly unanswered: boolean;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the processor for each request: of the contender's own process. */
  readonly node: number;
  /** The same of PostgreSQL. */
  readonly postgres: number;
}

/** One measurement. */
export interface Measurement extends Measured {
  readonly round: number;
  readonly contender: string;
  readonly read: Read;
  readonly reader: Reader;
  readonly connections: number;
  readonly requests: number;
  readonly refused: number;
}

/** The medians of one read of one reader over all rounds. */
export interface Cell {
  readonly read: Read;
  readonly reader: Reader;
  readonly connections: number;
  readonly of: Readonly<Record<string, Measured>>;
  /** How many requests ours answers for each one of another's: the median over pairs of the same round; at least so many, where the other answered none. */
  readonly ratios: Readonly<Record<string, number>>;
  /** How many requests each refused for want of room or time, over all rounds; those that refused none are not named. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Everything that one run found. */
export interface Results {
  readonly size: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly ours: string;
  readonly contenders: readonly { readonly name: string; readonly about: string; readonly mebibytes: number }[];
  readonly cells: readonly Cell[];
  readonly measurements: readonly Measurement[];
}

const MEASURES = ["perSecond", "p50", "p99", "node", "postgres"] as const;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const rounded = (value: number) => Number(value.toPrecision(4));

function mediansOf(measurements: readonly Measurement[]): Measured {
  const entries = MEASURES.map((measure) => [measure, rounded(median(measurements.map((one) => one[measure])))]);
  // Of as many rounds with an answer as without, the bound is what holds for both.
  const unanswered = measurements.filter((one) => one.unanswered).length * 2 >= measurements.length;
  return { ...(Object.fromEntries(entries) as Omit<Measured, "unanswered">), unanswered };
}

/** Ours beside another's, round by round. */
function ratioOf(own: readonly Measurement[], others: readonly Measurement[]): number {
  const pairs = own.flatMap((one) => {
    const other = others.find(({ round }) => round === one.round);
    return other ? [one.perSecond / other.perSecond] : [];
  });
  return rounded(median(pairs));
}

const refusedBy = (measurements: readonly Measurement[]) =>
  measurements.reduce((total, { refused }) => total + refused, 0);

/** The medians and ratios of each read, reader and number of connections, in the order in which they were measured. */
export function cellsOf(measurements: readonly Measurement[], ours: string): Cell[] {
  const groups = new Map<string, Measurement[]>();
  for (const one of measurements) {
    const key = `${one.read} ${one.reader} ${one.connections}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const { read, reader, connections } = group[0]!;
    const names = [...new Set(group.map(({ contender }) => contender))].sort();
    const by = (name: string) => group.filter(({ contender }) => contender === name);
    const others = names.includes(ours) ? names.filter((name) => name !== ours) : [];
    return {
      read,
      reader,
      connections,
      of: Object.fromEntries(names.map((name) => [name, mediansOf(by(name))])),
      ratios: Object.fromEntries(others.map((name) => [name, ratioOf(by(ours), by(name))])),
      refused: Object.fromEntries(names.map((name) => [name, refusedBy(by(name))]).filter(([, many]) => many !== 0)),
    };
  });
}
