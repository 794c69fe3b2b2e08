import { requireNonNegative, requirePositive } from "./input-domain.ts";

/**
 * Cuts weights off at a cap and spreads what is cut off evenly over everybody below it, again until nobody is above: the sum stays what it
 * was. A few heavy weights make a figure depend on a few people; the price is that margins fit a little less, so they must be shown again.
 *
 * @param known.cap in the unit of the weights; must exceed their mean.
 * @returns the weights in the same order, and how many of them now stand at the cap.
 * @throws RangeError if a weight is negative, or the cap is not above the mean.
 * @see Potter (1990), Proc. Survey Res. Methods Sect. ASA, 225–230. Checked against R survey::trimWeights(strict = TRUE):
 *   tests/reference/statistics-rake.R
 */
export function trimWeights(known: { weights: readonly number[]; cap: number }): {
  weights: number[];
  trimmed: number;
} {
  const { weights, cap } = known;
  requirePositive("cap", cap);
  let total = 0;
  for (const weight of weights) {
    requireNonNegative("weight", weight);
    total += weight;
  }
  if (cap * weights.length <= total) throw new RangeError("the cap is not above the mean weight");
  // What the ones below are raised by grows until their sum fits; whoever reaches the cap on the way stays there.
  const sorted = [...weights].sort((a, b) => b - a);
  let capped = 0;
  let below = total;
  let raise = 0;
  while (capped < sorted.length && (sorted[capped] as number) + raise > cap) {
    below -= sorted[capped] as number;
    capped += 1;
    raise = (total - capped * cap - below) / (sorted.length - capped);
  }
  return { weights: weights.map((weight) => Math.min(cap, weight + raise)), trimmed: capped };
}
