import { requirePositive } from "./input-domain.ts";

/**
 * How many people, all counting alike, would give a mean as precise as these people who do not.
 *
 * @param sums Σ of the weights and Σ of their squares.
 * @returns between 1 and the number of people.
 * @throws RangeError if a sum is not positive.
 * @see Kish (1965), Survey Sampling, §11.7. Checked against R: tests/reference/statistics-weighted.R
 */
export function effectiveSampleSize(sums: { weight: number; weightSquared: number }): number {
  requirePositive("weight", sums.weight);
  requirePositive("weightSquared", sums.weightSquared);
  return sums.weight ** 2 / sums.weightSquared;
}

/**
 * Kish's design effect of weighting: by how much unequal weights raise the variance of a mean (1 = not at all). It is
 * n / effective sample size, and leaves out what strata or clusters do.
 *
 * @throws RangeError if a number is not positive.
 */
export function weightingDesignEffect(sums: { count: number; weight: number; weightSquared: number }): number {
  requirePositive("count", sums.count);
  return sums.count / effectiveSampleSize(sums);
}
