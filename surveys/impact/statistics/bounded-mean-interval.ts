import { requireLevel, requirePositive } from "./input-domain.ts";
import { studentTQuantile } from "./student-t.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/**
 * Interval for the mean of answers that lie between 0 and 100. Near an end of the scale answers are lopsided and "mean ± t
 * standard errors" misses too often, and may leave the scale; this one does neither.
 *
 * It is Wilson's interval for a share, taken over to means: which true means would not be rejected, if the variance of
 * answers shrinks towards the ends as m(100 − m) does, by as much as these answers tell. In the middle of the scale and
 * with many answers it is the usual interval.
 *
 * @param known.mean strictly between 0 and 100. @param known.se its standard error.
 * @param known.df degrees of freedom of the standard error. @param known.confidence default 0.95.
 * @throws RangeError if the mean is at or beyond an end, or `se` or `df` not positive.
 * @see Wilson (1927); with a variance that was estimated: McCullagh & Nelder (1989), Generalized Linear Models, §9.2;
 *   in surveys: Dean & Pagano (2015), J. Surv. Stat. Methodol. 3, 484–503. Checked against R's root finder on the test it
 *   inverts: tests/reference/statistics-interval-limits.R; coverage: docs/evidence
 */
export function boundedMeanInterval(known: { mean: number; se: number; df: number; confidence?: number }): {
  low: number;
  high: number;
} {
  const { mean, se, df, confidence = 0.95 } = known;
  requirePositive("se", se);
  requireLevel("mean / 100", mean / 100);
  const n = (mean * (100 - mean)) / se ** 2;
  const { low, high } = wilsonInterval({ count: (mean / 100) * n, n, confidence, df });
  return { low: 100 * low, high: 100 * high };
}

/**
 * The standard error that such an interval was made of.
 *
 * @returns null where the limits do not tell it: a limit at an end of the scale.
 */
export function errorOfBoundedMean(known: {
  mean: number;
  low: number;
  high: number;
  df: number;
  confidence?: number;
}): number | null {
  const { mean, low, high, df, confidence = 0.95 } = known;
  // The limits solve (1 + q)m² − (2·mean + q)m + mean² = 0 in fractions, q = t² / effective size: their product tells q.
  const nearer = mean >= 50 ? { mean, product: low * high } : { mean: 100 - mean, product: (100 - low) * (100 - high) };
  if (!(nearer.product > 0)) return null;
  const q = nearer.mean ** 2 / nearer.product - 1;
  return q > 0 ? Math.sqrt(mean * (100 - mean) * q) / studentTQuantile((1 + confidence) / 2, df) : null;
}
