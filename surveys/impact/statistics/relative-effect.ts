import { requireCount, requireFinite, requireLevel } from "./input-domain.ts";
import { momentsOf, pairMomentsOf } from "./moments.ts";
import { changeBetween } from "./partially-overlapping-change.ts";
import type { Refusal } from "./refusal.ts";
import { tIntervalOf } from "./t-interval.ts";
import { type WeightedPair, type WeightedValue, weightedChangeBetween } from "./weighted-change.ts";

export type RelativeEffect = {
  /** P(follow-up higher) + ½ P(equal), of a random answer of each wave; ½ is no difference. */
  estimate: number;
  se: number;
  df: number;
  /** Two-sided p against ½. */
  p: number;
  /** Within [0, 1]. */
  low: number;
  high: number;
};

/**
 * How often a random answer of the later wave is higher than a random answer of the earlier one, ties counted half. It asks only for the
 * order of the answers, so that it means the same for a scale whose steps are not alike.
 *
 * Each later answer is placed in the distribution of the earlier wave, and each earlier answer in that of the later (midranks). The mean of
 * the first placements is the estimate; its error is that of the difference of the two means of placements, in which people of both waves
 * count with the covariance of their two placements, as in `changeBetween`. So it is the Brunner–Munzel test when nobody answered twice
 * and the paired test of Munzel & Brunner when everybody did, each with its t approximation; between them lies our own joining of the two.
 *
 * The interval is the estimate ± t × se, cut at 0 and 1: it leaves out ½ exactly where p is below 1 − confidence.
 *
 * @param known.from, known.to one row per value (a value may come twice); pairs included.
 * @param known.pairs one row per pair of values, for people in both waves.
 * @param known.weighted true: the placements and their means are weighted, and the error is that of `weightedChangeBetween` (person as
 *   sampling unit). Default false: weights are not looked at.
 * @returns refused as `too-few` as those two, and as `no-variation` where no answer overlaps or all are alike: the estimate (0, ½ or 1)
 *   still stands.
 * @throws RangeError on impossible input, as `changeBetween` and `weightedChangeBetween`.
 * @see Brunner & Munzel (2000), Biom. J. 42, 17–25, with Neubert & Brunner (2007); Munzel & Brunner (2002), Biom. J. 44, 584–593.
 *   Checked against a published example, scipy.stats.brunnermunzel and ranks of raw data; between the ends by simulation:
 *   tests/reference/relative-effect.R, tests/impact/statistics/relative-effect-coverage.test.ts
 */
export function relativeEffectBetween(known: {
  from: readonly WeightedValue[];
  to: readonly WeightedValue[];
  pairs: readonly WeightedPair[];
  weighted?: boolean;
  confidence?: number;
}): RelativeEffect | Refusal {
  const { from, to, pairs, weighted = false, confidence = 0.95 } = known;
  requireLevel("confidence", confidence);
  const size = weighted ? (row: WeightedValue) => row.weight : (row: WeightedValue) => row.count;
  const [inFrom, inTo] = [distributionOf(from, size), distributionOf(to, size)];
  if (inFrom === null || inTo === null) return { refused: "too-few" };
  const placed = {
    from: from.map((row) => ({ ...row, value: inTo(row.value) })),
    to: to.map((row) => ({ ...row, value: inFrom(row.value) })),
    pairs: pairs.map((pair) => ({ ...pair, from: inTo(pair.from), to: inFrom(pair.to) })),
  };
  const difference = weighted ? weightedChangeBetween(placed) : unweightedDifference(placed);
  if ("refused" in difference && difference.refused === "too-few") return difference;
  // The two means of placements add up to 1.
  const estimate = Math.max(0, Math.min(1, (1 + difference.estimate) / 2));
  if ("refused" in difference) return { refused: "no-variation", estimate };
  const { se, df } = difference;
  const { p, low, high } = tIntervalOf({ estimate: estimate - 0.5, se, df, confidence });
  return { estimate, se, df, p, low: Math.max(0, 0.5 + low), high: Math.min(1, 0.5 + high) };
}

type Placed = { from: WeightedValue[]; to: WeightedValue[]; pairs: WeightedPair[] };

function unweightedDifference({ from, to, pairs }: Placed) {
  return changeBetween({ from: momentsOf(from), to: momentsOf(to), pairs: pairMomentsOf(pairs) });
}

/** Of a wave's answers, the share below a value and half of those equal to it. Null where nobody counts. */
function distributionOf(
  rows: readonly WeightedValue[],
  size: (row: WeightedValue) => number,
): ((value: number) => number) | null {
  const sizes = new Map<number, number>();
  for (const row of rows) {
    requireFinite("value", row.value);
    requireCount("count", row.count);
    if (row.count > 0) sizes.set(row.value, (sizes.get(row.value) ?? 0) + size(row));
  }
  const values = [...sizes.keys()].sort((a, b) => a - b);
  const below = [0];
  for (const [index, value] of values.entries()) below.push((below[index] ?? 0) + (sizes.get(value) ?? 0));
  const all = below.at(-1) ?? 0;
  if (!(all > 0)) return null;
  return (value) => {
    const place = placeIn(values, value);
    return ((below[place] ?? 0) + (sizes.get(value) ?? 0) / 2) / all;
  };
}

/** How many of these rising values lie below it. */
function placeIn(rising: readonly number[], value: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
