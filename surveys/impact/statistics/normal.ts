import cdf from "@stdlib/stats-base-dists-normal-cdf";
import quantile from "@stdlib/stats-base-dists-normal-quantile";
import { requireFinite, requireLevel } from "./input-domain.ts";

/**
 * Chance that a standard normal number is below `z`.
 *
 * @param z any finite number.
 * @returns a probability in [0, 1]; accurate in the lower tail (1e-23 and beyond), so ask there rather than subtract from 1.
 * @throws RangeError if `z` is not finite.
 * @see Checked against R pnorm: tests/reference/statistics-distributions.json
 */
export function normalCdf(z: number): number {
  requireFinite("z", z);
  return cdf(z, 0, 1);
}

/**
 * The standard normal number with a chance of `probability` below it (0.975 → 1.96).
 *
 * @param probability strictly between 0 and 1. Below about 1e-9 the result keeps six digits only.
 * @throws RangeError if `probability` is not strictly between 0 and 1.
 * @see Checked against R qnorm: tests/reference/statistics-distributions.json
 */
export function normalQuantile(probability: number): number {
  requireLevel("probability", probability);
  return quantile(probability, 0, 1);
}
