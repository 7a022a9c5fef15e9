import { Random } from "../policies/random-world";
import { proof } from "./timing.proof";
import { compare, isAlike, quantile, welch } from "./timing/statistics";

describe("B11: the statistics by which times are compared", () => {
  const random = new Random(11);
  /** Times like those of a server: around 5 ms, with a tail. */
  const times = (count: number, slower = 0) =>
    Array.from(
      { length: count },
      () => 5 + slower + random.below(1_000) / 1_000 + (random.chance(0.02) ? random.below(50) : 0),
    );

  it("B11: find times of one kind alike, in whatever order they come", () => {
    for (let run = 0; run < 5; run += 1)
      expect(isAlike(compare({ hidden: times(5_000), absent: times(5_000) }))).toBe(true);
  });

  it("B11: find a difference of a tenth of a millisecond in five, however long the tail is", () => {
    for (const slower of [0.1, -0.1, 0.5]) {
      const comparison = compare({ hidden: times(5_000, slower), absent: times(5_000) });
      expect([slower, isAlike(comparison), Math.sign(comparison.t)]).toEqual([slower, false, Math.sign(slower)]);
    }
  });

  it("B11: find medians that are further apart than a twentieth, though the means agree", () => {
    const skewed = Array.from({ length: 1_000 }, (_, place) => (place % 2 ? 5 : 6));
    const level = Array.from({ length: 1_000 }, (_, place) => (place % 10 < 9 ? 5.4 : 6.4));
    const comparison = compare({ hidden: skewed.map((time) => time + 0.5), absent: level });
    expect(Math.abs(comparison.hiddenMedian / comparison.absentMedian - 1)).toBeGreaterThan(0.05);
    expect(isAlike(comparison)).toBe(false);
  });

  it("B11: are Welch's t and the median as they are defined", () => {
    expect(welch([1, 2, 3, 4, 5], [2, 3, 4, 5, 6])).toBeCloseTo(-1, 10);
    expect(welch([27.5, 21.0, 19.0, 23.6, 17.0, 17.9], [27.1, 22.0, 20.8, 23.4, 23.4, 23.5])).toBeCloseTo(-1.28963, 5);
    expect([quantile([3, 1, 2], 0.5), quantile([4, 1, 2, 3], 0.5)]).toEqual([2, 2.5]);
  });

  it("B11: are used on 20,000 pairs in the long run, and on none in the short one", () => {
    expect([proof.full, proof.quick]).toEqual([20_000, 0]);
  });
});
