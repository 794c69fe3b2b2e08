import cdf from "@stdlib/stats-base-dists-t-cdf";
import quantile from "@stdlib/stats-base-dists-t-quantile";
import { requireDegreesOfFreedom, requireFinite, requireLevel } from "./input-domain.ts";
import { normalCdf, normalQuantile } from "./normal.ts";

/**
 * Chance that a Student t number with `df` degrees of freedom is below `t`.
 *
 * @param t any finite number.
 * @param df positive, need not be whole; Infinity gives the normal distribution.
 * @returns a probability in [0, 1], accurate in the lower tail.
 * @throws RangeError if `t` is not finite or `df` not positive.
 * @see Checked against R pt: tests/reference/statistics-distributions.json
 */
export function studentTCdf(t: number, df: number): number {
  requireFinite("t", t);
  requireDegreesOfFreedom("df", df);
  return df === Number.POSITIVE_INFINITY ? normalCdf(t) : cdf(t, df);
}

/**
 * The Student t number with a chance of `probability` below it (0.975 with 10 df → 2.228).
 *
 * @param probability strictly between 0 and 1.
 * @param df positive, need not be whole; Infinity gives the normal distribution.
 * @throws RangeError if `probability` or `df` is outside its domain.
 * @see Checked against R qt: tests/reference/statistics-distributions.json
 */
export function studentTQuantile(probability: number, df: number): number {
  requireLevel("probability", probability);
  requireDegreesOfFreedom("df", df);
  return df === Number.POSITIVE_INFINITY ? normalQuantile(probability) : quantile(probability, df);
}

/**
 * Two-sided p-value of a t statistic.
 *
 * @throws RangeError if `t` is not finite or `df` not positive.
 */
export function twoSidedPFromT(t: number, df: number): number {
  return Math.min(1, 2 * studentTCdf(-Math.abs(t), df));
}
