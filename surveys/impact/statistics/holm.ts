import { requireFraction } from "./input-domain.ts";

/**
 * Adjusts p-values so that the chance of even one false alarm among them stays below a chosen level, whatever their
 * dependence. Meant for a handful of goals; for a long list of outcomes use Benjamini–Hochberg.
 *
 * @param pValues p-values in [0, 1], one per goal, any order; leave out what could not be tested.
 * @returns adjusted p-values in [0, 1], same length and order.
 * @throws RangeError if a value is NaN or outside [0, 1].
 * @see Holm (1979), Scand. J. Stat. 6, 65–70. Checked against R p.adjust: tests/reference/statistics-adjusted-p.R
 */
export function adjustHolm(pValues: readonly number[]): number[] {
  for (const p of pValues) requireFraction("p-value", p);
  const smallestFirst = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length);
  let largestSoFar = 0;
  for (const [place, { p, index }] of smallestFirst.entries()) {
    largestSoFar = Math.min(1, Math.max(largestSoFar, p * (pValues.length - place)));
    adjusted[index] = largestSoFar;
  }
  return adjusted;
}
