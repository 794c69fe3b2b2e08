import gammaln from "@stdlib/math-base-special-gammaln";
import { requireCount, requireDegreesOfFreedom, requireFinite, requireLevel, requirePositive } from "./input-domain.ts";
import type { Moments } from "./moments.ts";
import { normalQuantile } from "./normal.ts";
import { overlapOf, type Pairs } from "./overlap.ts";

/** In standard deviations. `estimate` is corrected for few answers, the limits belong to the uncorrected value and hold both. */
export type StandardisedEffect = { estimate: number; se: number; low: number; high: number };

/**
 * A change in standard deviations: Hedges' g, with the average of the two waves' variances as yardstick, so that a change of the spread is
 * no one-sided advantage.
 *
 * Interval and error are Bonett's, which ask for no equal variances: his formula for independent groups when nobody answered twice and for
 * paired answers when all did. In between, what the two waves share counts for n_p − 1 of (n0 − 1)(n1 − 1).
 *
 * @param known.from, known.to moments of all answers in each wave, pairs included.
 * @param known.pairs people in both waves and the correlation of their answers; below three pairs it is taken as 0.
 * @param known.df of the change (`changeBetween`); the correction for few answers is taken at it.
 * @returns null below two answers in a wave, at one degree of freedom or less, or where nobody differs from anybody.
 * @throws RangeError if a number is not finite, `df` not positive, or there are more pairs than answers.
 * @see Hedges (1981), J. Educ. Stat. 6, 107–128; Bonett (2008), Psychol. Methods 13, 99–109. Checked against R effectsize::hedges_g
 *   (estimate) and worked examples of Bonett's R package statpsych (interval): tests/reference/standardised-change.R
 */
export function standardisedChangeBetween(known: {
  from: Moments;
  to: Moments;
  pairs: Pairs;
  df: number;
  confidence?: number;
}): StandardisedEffect | null {
  const { from, to, pairs, df, confidence = 0.95 } = known;
  requireDegreesOfFreedom("df", df);
  requireLevel("confidence", confidence);
  const { correlationUsed } = overlapOf(pairs, { nFrom: from.n, nTo: to.n });
  if (!hasSpread(from) || !hasSpread(to) || df <= 1) return null;
  const yardstick = (from.variance + to.variance) / 2;
  if (!(yardstick > 0)) return null;
  const value = (to.mean - from.mean) / Math.sqrt(yardstick);
  requireFinite("standardised change", value);
  const se = standardErrorOf(value, { from, to, shared: sharedPart(from, to, pairs.n), correlation: correlationUsed });
  const margin = normalQuantile((1 + confidence) / 2) * se;
  return { estimate: smallSampleCorrection(df) * value, se, low: value - margin, high: value + margin };
}

/**
 * What a standardised difference is multiplied by to be right on average: near 1 from fifty degrees of freedom on.
 *
 * @param df above 1.
 * @see Hedges (1981), exact form with gamma functions.
 */
export function smallSampleCorrection(df: number): number {
  requirePositive("df − 1", df - 1);
  if (df > 1e6) return 1;
  return Math.exp(gammaln(df / 2) - Math.log(df / 2) / 2 - gammaln((df - 1) / 2));
}

type Wave = { n: number; mean: number; variance: number };

/** (n_p − 1) / ((n0 − 1)(n1 − 1)): 1 / (n − 1) when all are pairs. */
function sharedPart(from: Wave, to: Wave, pairs: number): number {
  requireCount("pairs.n", pairs);
  return Math.max(0, pairs - 1) / ((from.n - 1) * (to.n - 1));
}

/** First the error of the yardstick, then that of the change. */
function standardErrorOf(value: number, known: { from: Wave; to: Wave; shared: number; correlation: number }): number {
  const { from, to, shared, correlation } = known;
  // As shares of the yardstick, so that very small variances do not vanish when squared.
  const yardstick = (from.variance + to.variance) / 2;
  const [a, b] = [from.variance / yardstick, to.variance / yardstick];
  const ofYardstick = a ** 2 / (from.n - 1) + b ** 2 / (to.n - 1) + 2 * correlation ** 2 * a * b * shared;
  const ofChange = a / (from.n - 1) + b / (to.n - 1) - 2 * correlation * Math.sqrt(a * b) * shared;
  return Math.sqrt((value ** 2 * ofYardstick) / 8 + Math.max(0, ofChange));
}

function hasSpread(moments: Moments): moments is Wave {
  return moments.n >= 2 && moments.mean !== null && moments.variance !== null;
}
