import { requireNonNegative, requirePositive } from "./input-domain.ts";

/**
 * Cronbach's alpha: how far the items of an index move together from person to person, so how much of the index's variance is shared. 1:
 * always alike; 0: not at all; below 0 where they go against each other (often a scale read the wrong way round).
 *
 * @param itemVariances of each item (n − 1), two at least, all of the same people and turned so that more is better.
 * @param totalVariance of the same people's sums over the items, in the square of the items' unit; more than 0.
 * @throws RangeError with fewer than two items, a variance that is negative or not finite, or a total that does not vary.
 * @see Cronbach (1951), Psychometrika 16, 297–334. Checked against R psych::alpha (raw): tests/reference/cronbach-alpha.R
 */
export function cronbachAlpha({
  itemVariances,
  totalVariance,
}: {
  itemVariances: readonly number[];
  totalVariance: number;
}): number {
  const items = itemVariances.length;
  if (items < 2) throw new RangeError(`an index of ${items} items has no alpha`);
  for (const variance of itemVariances) requireNonNegative("an item's variance", variance);
  requirePositive("totalVariance", totalVariance);
  const own = itemVariances.reduce((sum, variance) => sum + variance, 0);
  return (items / (items - 1)) * (1 - own / totalVariance);
}
