import { requireDegreesOfFreedom, requireFinite, requireLevel, requirePositive } from "./input-domain.ts";
import { studentTQuantile, twoSidedPFromT } from "./student-t.ts";

export type TInterval = {
  /** In the unit of the answers. */
  estimate: number;
  /** Standard error, same unit. */
  se: number;
  /** Degrees of freedom; need not be whole. */
  df: number;
  /** estimate / se. */
  t: number;
  /** Two-sided p-value against no change. */
  p: number;
  /** Confidence limits, same unit. */
  low: number;
  high: number;
};

/**
 * Test against zero and confidence interval for an estimate whose error follows Student's t.
 *
 * @param confidence e.g. 0.95 for a 95 % interval.
 * @throws RangeError if a number is not finite, `se` or `df` not positive, or `confidence` not strictly between 0 and 1.
 */
export function tIntervalOf(known: { estimate: number; se: number; df: number; confidence: number }): TInterval {
  const { estimate, se, df, confidence } = known;
  requireFinite("estimate", estimate);
  requirePositive("se", se);
  requireDegreesOfFreedom("df", df);
  requireLevel("confidence", confidence);
  const t = estimate / se;
  const margin = studentTQuantile((1 + confidence) / 2, df) * se;
  return { estimate, se, df, t, p: twoSidedPFromT(t, df), low: estimate - margin, high: estimate + margin };
}
