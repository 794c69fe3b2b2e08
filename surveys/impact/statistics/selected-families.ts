import { adjustBenjaminiHochberg } from "./benjamini-hochberg.ts";
import { requireLevel } from "./input-domain.ts";

/** An indicator (the family) with the p-values of its segments; `selected` when the indicator itself was flagged. */
export type Family = { selected: boolean; pValues: readonly number[] };

export type SelectedFamily = {
  /** Comparable with q, whatever the number of families: flagged means at or below q. Same order as the p-values. */
  adjusted: number[];
  flagged: boolean[];
};

/**
 * Looks inside the indicators that were flagged overall, for the segments behind the change. Looking only where something
 * was found is itself a choice, so inside each the level is q × R/m (R flagged of m looked at), not q. Then, averaged over
 * the flagged indicators, at most a share q of the flagged segments is expected to be chance.
 *
 * @param families all m indicators that were looked at, flagged or not. They must have been flagged by a rule in which
 *   leaving one out does not change which others are (Benjamini–Hochberg, with or without a floor on the change, is one).
 * @param q strictly between 0 and 1, default 0.05.
 * @returns in the same order: null for an indicator that was not flagged (its segments were not looked at), else adjusted
 *   p-values (Benjamini–Hochberg × m/R, at most 1). `level` is the q × R/m that plain adjusted values would have to meet.
 * @throws RangeError if a p-value is NaN or outside [0, 1], or q not strictly between 0 and 1.
 * @see Benjamini & Bogomolov (2014), J. R. Stat. Soc. B 76(1), 297–318. Checked against R p.adjust at the stricter level:
 *   tests/reference/statistics-adjusted-p.R
 */
export function searchSelectedFamilies(
  families: readonly Family[],
  q = 0.05,
): { level: number; families: (SelectedFamily | null)[] } {
  requireLevel("q", q);
  const selected = families.filter((family) => family.selected).length;
  const penalty = families.length / selected;
  return {
    level: selected === 0 ? 0 : q / penalty,
    families: families.map((family) => (family.selected ? searchFamily(family.pValues, penalty, q) : null)),
  };
}

function searchFamily(pValues: readonly number[], penalty: number, q: number): SelectedFamily {
  const adjusted = adjustBenjaminiHochberg(pValues).map((p) => Math.min(1, p * penalty));
  return { adjusted, flagged: adjusted.map((p) => p <= q) };
}
