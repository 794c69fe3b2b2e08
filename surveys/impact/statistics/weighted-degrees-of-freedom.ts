import { effectiveSampleSize } from "./effective-sample-size.ts";
import { requirePositive } from "./input-domain.ts";

/**
 * On how many degrees of freedom the standard error of a weighted mean rests. Unequal weights make the error itself
 * unsure, for it is made of few people's answers: as many degrees as people less one would promise too much.
 *
 * Satterthwaite's number for Σw²e², which is (Σw²)²/Σw⁴, needs the fourth power of the weights. A tally keeps the first
 * two, so the fourth is taken as that of a gamma distribution with the same mean and spread: right on average for raked
 * and trimmed weights, somewhat cautious where only two weights occur.
 *
 * @param sums how many people, Σ of their weights and Σ of the squares.
 * @returns between 1 and n − 1; n − 1 where all weights are equal.
 * @throws RangeError if a number is not positive, or there are fewer than two people.
 * @see Satterthwaite (1946), Biometrics Bull. 2, 110–114; Korn & Graubard (1998), Surv. Methodol. 24, 193–201, why such
 *   intervals need it. Checked against R with drawn gamma weights: tests/reference/statistics-interval-limits.R
 */
export function weightedDegreesOfFreedom(sums: { count: number; weight: number; weightSquared: number }): number {
  requirePositive("count", sums.count);
  if (sums.count < 2) throw new RangeError("one person gives no error");
  const unequal = Math.max(1, sums.count / effectiveSampleSize(sums));
  return Math.max(1, ((sums.count - 1) * unequal) / ((2 * unequal - 1) * (3 * unequal - 2)));
}
