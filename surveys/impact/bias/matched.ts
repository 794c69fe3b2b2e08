import type { ReadValue } from "#surveys/impact/indicator.ts";
import type { PairCount, ValueCount } from "#surveys/impact/tallies.ts";

/** People of the earlier wave by what they answered there, in the figure's unit: all, those who answered again, those who did not. */
export interface MatchedCounts {
  everyone: ReadonlyMap<number, number>;
  matched: ReadonlyMap<number, number>;
  lost: ReadonlyMap<number, number>;
}

/**
 * Splits the earlier wave's answers to an item by whether the same people answered it again: the pairs say what those who did had answered;
 * what is left are the others.
 *
 * @param values that stand in every count, even where nobody gave them.
 */
export function matchedAndLost(
  all: readonly ValueCount[],
  pairs: readonly PairCount[],
  read: ReadValue,
  values: readonly number[] = [],
): MatchedCounts {
  const blank = (): Map<number, number> => new Map(values.map((value) => [value, 0]));
  const [everyone, matched, lost] = [blank(), blank(), blank()];
  for (const { value, count } of all) addTo(everyone, read(value), count);
  for (const { from, count } of pairs) addTo(matched, read(from), count);
  for (const [value, count] of everyone) addTo(lost, value, count - (matched.get(value) ?? 0));
  return { everyone, matched, lost };
}

function addTo(counts: Map<number, number>, value: number, count: number): void {
  counts.set(value, (counts.get(value) ?? 0) + count);
}
