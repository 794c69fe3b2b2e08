import { requireFraction } from "./input-domain.ts";

/**
 * Adjusts p-values so that, of the changes flagged as real, at most a chosen share are expected to be chance.
 * Flag those with an adjusted value at or below that share. Holds for independent or positively dependent tests; says
 * nothing about size or cause.
 *
 * @param pValues p-values in [0, 1], one per outcome, any order; leave out what could not be tested.
 * @returns adjusted p-values in [0, 1], same length and order.
 * @throws RangeError if a value is NaN or outside [0, 1].
 * @see Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57(1), 289–300. Checked against R p.adjust:
 *   tests/reference/statistics-adjusted-p.R
 */
export function adjustBenjaminiHochberg(pValues: readonly number[]): number[] {
  for (const p of pValues) requireFraction("p-value", p);
  const largestFirst = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted = new Array<number>(pValues.length);
  let smallestSoFar = 1;
  for (const [place, { p, index }] of largestFirst.entries()) {
    const rank = pValues.length - place;
    smallestSoFar = Math.min(smallestSoFar, (p * pValues.length) / rank);
    adjusted[index] = smallestSoFar;
  }
  return adjusted;
}
