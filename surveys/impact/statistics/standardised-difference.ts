import { requireLevel } from "./input-domain.ts";
import type { Moments } from "./moments.ts";
import { normalQuantile } from "./normal.ts";

/**
 * How far the means of two groups of different people lie apart, in standard deviations: the usual measure of whether two groups are alike,
 * because unlike a p-value it does not grow with the number of people. Each group's variance counts the same, however many it has. Of
 * answers read as 0 and 100 (a share) it is the same formula.
 *
 * By convention a difference below 0.1 is taken for none (Austin 2009) and one of 0.25 or more for one that a comparison of the groups must
 * reckon with (Rubin 2001; Stuart 2010).
 *
 * @param one, other moments of each group's answers, in the same unit (`momentsOf`).
 * @param confidence of the interval, default 0.95. It is Bonett's (2008, Psychol. Methods 13(2), 99–109), which holds for groups that spread
 *   unequally; within 0.06 of R's noncentral one from ten people a group on, and mostly wider.
 * @returns `one` minus `other`, in standard deviations. Null below two people in a group, and where neither group's answers vary.
 * @throws RangeError if the level is not strictly between 0 and 1.
 * @see Austin (2009), Stat. Med. 28(25), 3083–3107. Checked against R effectsize::cohens_d(pooled_sd = FALSE):
 *   tests/reference/standardised-difference.R
 */
export function standardisedDifference(
  one: Moments,
  other: Moments,
  confidence = 0.95,
): { difference: number; low: number; high: number } | null {
  requireLevel("confidence", confidence);
  if (one.mean === null || other.mean === null || one.variance === null || other.variance === null) return null;
  const sd = Math.sqrt((one.variance + other.variance) / 2);
  if (!(sd > 0)) return null;
  const difference = (one.mean - other.mean) / sd;
  const [ofOne, ofOther] = [one.variance / sd ** 2, other.variance / sd ** 2];
  const ofMeans = ofOne / (one.n - 1) + ofOther / (other.n - 1);
  const ofSd = (difference ** 2 / 8) * (ofOne ** 2 / (one.n - 1) + ofOther ** 2 / (other.n - 1));
  const margin = normalQuantile((1 + confidence) / 2) * Math.sqrt(ofMeans + ofSd);
  return { difference, low: difference - margin, high: difference + margin };
}
