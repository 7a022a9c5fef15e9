/** Times of one question about what is hidden and about what is absent, in milliseconds, pair by pair. */
export interface Times {
  readonly hidden: readonly number[];
  readonly absent: readonly number[];
}

/** What can be told of two sets of times. */
export interface Comparison {
  /** Welch's t of the times, without the slowest twentieth of both. */
  readonly t: number;
  readonly hiddenMedian: number;
  readonly absentMedian: number;
}

/** Beyond this nobody calls two sets of times alike. */
const LARGEST_T = 4.5;
const MEDIANS_WITHIN = 0.05;

/** Pauses of the machine fall on either set by chance, and hide what is looked for. */
const KEPT = 0.95;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function variance(values: readonly number[], around: number): number {
  return values.reduce((sum, value) => sum + (value - around) ** 2, 0) / (values.length - 1);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

/** Welch's t of two samples of unequal variance. */
export function welch(one: readonly number[], other: readonly number[]): number {
  const [first, second] = [mean(one), mean(other)];
  const spread = variance(one, first) / one.length + variance(other, second) / other.length;
  return spread === 0 ? (first === second ? 0 : Infinity) : (first - second) / Math.sqrt(spread);
}

export function compare({ hidden, absent }: Times): Comparison {
  const slowest = quantile([...hidden, ...absent], KEPT);
  const usual = (times: readonly number[]) => times.filter((time) => time <= slowest);
  return {
    t: welch(usual(hidden), usual(absent)),
    hiddenMedian: quantile(hidden, 0.5),
    absentMedian: quantile(absent, 0.5),
  };
}

/** Whether the times tell nothing. */
export const isAlike = ({ t, hiddenMedian, absentMedian }: Comparison): boolean =>
  Math.abs(t) < LARGEST_T && Math.abs(hiddenMedian / absentMedian - 1) < MEDIANS_WITHIN;

export const told = (question: string, { t, hiddenMedian, absentMedian }: Comparison): string =>
  `${question}: t = ${t.toFixed(2)}, medians ${hiddenMedian.toFixed(3)} ms hidden and ${absentMedian.toFixed(3)} ms absent`;
