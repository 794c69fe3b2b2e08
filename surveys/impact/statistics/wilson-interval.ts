import { requireLevel, requireNonNegative, requirePositive } from "./input-domain.ts";
import { studentTQuantile } from "./student-t.ts";

export type ShareInterval = { share: number; low: number; high: number };

/**
 * Interval for a share that stays between 0 and 1 and is sane at 0 % and 100 %, where "share ± 2 standard errors" is not.
 *
 * @param known.count how many, of `n`. Both may be fractional (an effective sample size).
 * @param known.n at least more than 0; ask first whether anybody answered.
 * @param known.confidence default 0.95.
 * @param known.df degrees of freedom, where `n` itself was estimated; default Infinity, which is Wilson's own.
 * @returns fractions in [0, 1]. `low` is exactly 0 when nobody did, `high` exactly 1 when all did.
 * @throws RangeError if `count` is negative or above `n`, or `n` not positive.
 * @see Wilson (1927), J. Am. Stat. Assoc. 22, 209–212. Checked against R prop.test(correct = FALSE):
 *   tests/reference/statistics-shares.R
 */
export function wilsonInterval(known: { count: number; n: number; confidence?: number; df?: number }): ShareInterval {
  const { count, n, confidence = 0.95, df = Number.POSITIVE_INFINITY } = known;
  requirePositive("n", n);
  requireNonNegative("count", count);
  if (count > n) throw new RangeError(`${count} of ${n} is more than all`);
  requireLevel("confidence", confidence);
  const z = studentTQuantile((1 + confidence) / 2, df);
  const share = count / n;
  const centre = (count + z ** 2 / 2) / (n + z ** 2);
  const margin = (z / (n + z ** 2)) * Math.sqrt((count * (n - count)) / n + z ** 2 / 4);
  return {
    share,
    low: count === 0 ? 0 : Math.max(0, Math.min(share, centre - margin)),
    high: count === n ? 1 : Math.min(1, Math.max(share, centre + margin)),
  };
}
