import { requireFinite } from "./input-domain.ts";

/**
 * The middle value: half of the values are at or below it, half at or above. With an even number, halfway between the two
 * in the middle.
 *
 * @param values at least one, any order; not changed.
 * @throws RangeError if there are none, or one is not finite.
 * @see Checked against R median: tests/reference/median.R
 */
export function medianOf(values: readonly number[]): number {
  for (const value of values) requireFinite("value", value);
  return medianOfSorted([...values].sort((a, b) => a - b));
}

/**
 * The same for values that are already in rising order (not verified), for those who need many medians of one list.
 *
 * @throws RangeError if there are none.
 */
export function medianOfSorted(rising: readonly number[]): number {
  const low = rising[Math.floor((rising.length - 1) / 2)];
  const high = rising[Math.floor(rising.length / 2)];
  if (low === undefined || high === undefined) throw new RangeError("nothing has no median");
  return (low + high) / 2;
}
