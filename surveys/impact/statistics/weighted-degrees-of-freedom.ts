import { effectiveSampleSize } from "./effective-sample-size.ts";
import { requirePositive } from "./input-domain.ts";

type WeightSums = { count: number; weight: number; weightSquared: number };

/**
 * On how many degrees of freedom the standard error of a weighted mean rests: (n − 1) / deff², Kish's design effect. Unequal
 * weights make the error itself unsure, for it is made of few people's answers; people less one would promise too much.
 *
 * Satterthwaite's number for Σw²e² is 2(Σw²)² / ((κ − 1)Σw⁴), κ the kurtosis of the answers, which needs the fourth power of
 * the weights; a tally keeps the first two. For weights as raking and trimming leave them and answers on a bounded scale (κ
 * about 2.4) this comes near it, and near 1 it is right for any weights.
 *
 * @param sums how many people, Σ of their weights and Σ of the squares.
 * @returns between 1 and n − 1; n − 1 where all weights are equal.
 * @throws RangeError if a number is not positive, or there are fewer than two people.
 * @see Satterthwaite (1946), Biometrics Bull. 2, 110–114; Korn & Graubard (1998), Surv. Methodol. 24, 193–201, why such
 *   intervals need it. Checked against R with drawn weights: tests/reference/statistics-interval-limits.R
 */
export function weightedDegreesOfFreedom(sums: WeightSums): number {
  return Math.max(1, (sums.count - 1) / designEffectOf(sums) ** 2);
}

/** Where few answered, a share's interval is wide enough for other reasons: a share of five people has but six values. */
const FEWEST_OF_WEIGHTS = 20;

/**
 * The part of {@link weightedDegreesOfFreedom} that unequal weights cost: what would join n − 1 to give it, as variances add.
 * A share needs only this part, for its own variance follows from the share.
 *
 * @returns at least 20 (by coverage: decision 013); Infinity where all weights are equal.
 * @throws RangeError as `weightedDegreesOfFreedom`.
 */
export function degreesOfFreedomOfWeights(sums: WeightSums): number {
  const cost = designEffectOf(sums) ** 2 - 1;
  // Beyond a design effect of 1 + 1e-12 only: sums of equal weights round.
  return cost > 2e-12 ? Math.max(FEWEST_OF_WEIGHTS, (sums.count - 1) / cost) : Number.POSITIVE_INFINITY;
}

function designEffectOf(sums: WeightSums): number {
  requirePositive("count", sums.count);
  if (sums.count < 2) throw new RangeError("one person gives no error");
  return Math.max(1, sums.count / effectiveSampleSize(sums));
}
