import { requirePositive } from "./input-domain.ts";

/**
 * How strongly the errors of many changes go together because the same people answered, on average over all pairs of
 * indicators. No table of all pairs is needed: if errors go together, a person's mean over the indicators varies more
 * than if they did not, and a tally of those means shows how much.
 *
 * With M a person's mean over m indicators and V the squared standard error of the change in M,
 * m²V = ΣSE² + ρ((ΣSE)² − ΣSE²).
 *
 * @param known.standardErrors of each indicator's change, m of them.
 * @param known.standardErrorOfPersonMean of the change in persons' means over the same m indicators. All on one scale:
 *   if the changes are in standard deviations, persons' means must be means of answers in standard deviations too. Exact
 *   when every person answered all m; with gaps, an approximation.
 * @returns a correlation, held within [0, 0.99]. Below 0 would narrow nothing, and 1 would leave no error at all.
 * @throws RangeError if there are fewer than two indicators or a standard error is not positive.
 * @see METHODS §4; the variance of a sum. Checked by simulation: tests/impact/statistics/tide.test.ts
 */
export function averageErrorCorrelation(known: {
  standardErrors: readonly number[];
  standardErrorOfPersonMean: number;
}): number {
  const { standardErrors, standardErrorOfPersonMean } = known;
  if (standardErrors.length < 2) throw new RangeError("a correlation needs at least two indicators");
  requirePositive("standardErrorOfPersonMean", standardErrorOfPersonMean);
  let sum = 0;
  let sumOfSquares = 0;
  for (const se of standardErrors) {
    requirePositive("standard error", se);
    sum += se;
    sumOfSquares += se ** 2;
  }
  const varianceOfSum = (standardErrors.length * standardErrorOfPersonMean) ** 2;
  return Math.max(0, Math.min(0.99, (varianceOfSum - sumOfSquares) / (sum ** 2 - sumOfSquares)));
}
