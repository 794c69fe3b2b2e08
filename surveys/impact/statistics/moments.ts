import { requireCount, requireFinite } from "./input-domain.ts";

/** Number of answers, their mean (null when there are none) and sample variance (n − 1; null below two answers). */
export type Moments = { n: number; mean: number | null; variance: number | null };

export type PairMoments = {
  /** People who answered in both waves. */
  n: number;
  meanFrom: number | null;
  meanTo: number | null;
  varianceFrom: number | null;
  varianceTo: number | null;
  covariance: number | null;
  /** Pearson's; null below three pairs (two points always lie on a line) and when one wave has no variation. */
  correlation: number | null;
};

/** Below this many people in both waves the correlation of their answers is not used. */
export const FEWEST_PAIRS = 3;

/**
 * Mean and variance of answers that were tallied by value, so that no loop over people is needed.
 * Numerically steady: deviations are taken from the mean before squaring, and answers that are all alike give a variance
 * of exactly 0.
 *
 * @param values one row per value (a value may come twice), with how many people gave it; a count of 0 is skipped.
 * @returns mean in the unit of the answers, variance in its square.
 * @throws RangeError if a value is not finite or a count is not 0 or a whole number.
 * @see Checked against R mean and var: tests/reference/statistics-change.json
 */
export function momentsOf(values: Iterable<{ value: number; count: number }>): Moments {
  const rows: Row[] = [];
  for (const { value, count } of values) {
    requireFinite("value", value);
    requireCount("count", count);
    if (count > 0) rows.push({ value, count });
  }
  const n = total(rows);
  const mean = meanOf(rows, n);
  if (mean === null || n < 2) return { n, mean, variance: null };
  let squares = 0;
  for (const { value, count } of rows) squares += count * (value - mean) ** 2;
  return { n, mean, variance: squares / (n - 1) };
}

/**
 * The same for people who answered twice, tallied as a cross-table of first answer by second answer.
 *
 * @param cells one row per pair of values, with how many people gave that pair; a count of 0 is skipped.
 * @returns see {@link PairMoments}; means are null without pairs, variances and covariance below two pairs.
 * @throws RangeError if a value is not finite or a count is not 0 or a whole number.
 * @see Checked against R cov and cor: tests/reference/statistics-change.json
 */
export function pairMomentsOf(cells: Iterable<{ from: number; to: number; count: number }>): PairMoments {
  const pairs = [...cells].filter((cell) => cell.count !== 0);
  const from = momentsOf(pairs.map((pair) => ({ value: pair.from, count: pair.count })));
  const to = momentsOf(pairs.map((pair) => ({ value: pair.to, count: pair.count })));
  const covariance = covarianceOf(pairs, from, to);
  return {
    n: from.n,
    meanFrom: from.mean,
    meanTo: to.mean,
    varianceFrom: from.variance,
    varianceTo: to.variance,
    covariance,
    correlation: correlationOf(covariance, from, to),
  };
}

type Row = { value: number; count: number };

function total(rows: Row[]): number {
  let n = 0;
  for (const { count } of rows) n += count;
  return n;
}

/** Summed as distances from the first value, so that equal answers have a mean equal to the answer to the last bit. */
function meanOf(rows: Row[], n: number): number | null {
  const first = rows[0];
  if (first === undefined) return null;
  let distance = 0;
  for (const { value, count } of rows) distance += count * (value - first.value);
  return first.value + distance / n;
}

function covarianceOf(pairs: { from: number; to: number; count: number }[], from: Moments, to: Moments): number | null {
  if (from.mean === null || to.mean === null || from.n < 2) return null;
  let products = 0;
  for (const pair of pairs) products += pair.count * (pair.from - from.mean) * (pair.to - to.mean);
  return products / (from.n - 1);
}

function correlationOf(covariance: number | null, from: Moments, to: Moments): number | null {
  if (covariance === null || from.n < FEWEST_PAIRS || !from.variance || !to.variance) return null;
  return Math.max(-1, Math.min(1, covariance / Math.sqrt(from.variance * to.variance)));
}
