import { requireCount, requireFinite, requireLevel, requireNonNegative } from "./input-domain.ts";
import type { Moments } from "./moments.ts";
import { type Overlap, overlapOf, type Pairs } from "./overlap.ts";
import type { Refusal } from "./refusal.ts";
import { type TInterval, tIntervalOf } from "./t-interval.ts";

export type Change = TInterval & Overlap;

/**
 * How much a mean (or a share coded 0/1) changed from one wave to the next, when some people answered both waves and
 * others only one. Nobody's answer is thrown away: pairs make the interval narrower, the others still count.
 *
 * With only pairs it is the paired t-test, with no pairs Welch's t-test. The degrees of freedom lie between
 * pairs − 1 and Welch's; they are never below 0.5.
 *
 * @param known.from, known.to moments of all answers in each wave (`momentsOf`), pairs included.
 * @param known.pairs people in both waves and the correlation of their two answers (`pairMomentsOf`). Below three pairs,
 *   or where no correlation exists, it is taken as 0 and `overlap` says so.
 * @param known.confidence default 0.95.
 * @returns change (`to` minus `from`) in the unit of the answers, with test and interval. Refused as `too-few` below two
 *   answers in a wave, and as `no-variation` when the standard error is 0.
 * @throws RangeError on impossible input: NaN, a negative variance, more pairs than answers, a correlation beyond ±1.
 * @see Derrick, Russ, Toher & White (2017), J. Mod. Appl. Stat. Methods 16(1), 137–157, statistic T_new2; example in
 *   Derrick, Toher & White (2017), Quant. Methods Psychol. 13(2), 120–126. Checked against both, and against R t.test:
 *   tests/reference/statistics-change.R
 */
export function changeBetween(known: {
  from: Moments;
  to: Moments;
  pairs: Pairs;
  confidence?: number;
}): Change | Refusal {
  const { from, to, pairs, confidence = 0.95 } = known;
  requireMoments("from", from);
  requireMoments("to", to);
  requireLevel("confidence", confidence);
  const overlap = overlapOf(pairs, { nFrom: from.n, nTo: to.n });
  if (!hasVariance(from) || !hasVariance(to)) return { refused: "too-few" };
  const estimate = to.mean - from.mean;
  const se = standardErrorOf(from, to, pairs.n, overlap.correlationUsed);
  if (se === 0) return { refused: "no-variation", estimate };
  const df = degreesOfFreedom(from, to, pairs.n);
  return { ...tIntervalOf({ estimate, se, df, confidence }), ...overlap };
}

type Wave = { n: number; mean: number; variance: number };

/** Returns exactly 0 where what is left is only rounding, as R's t.test does ("data are essentially constant"). */
function standardErrorOf(from: Wave, to: Wave, pairs: number, correlation: number): number {
  const varianceOfMeans = from.variance / from.n + to.variance / to.n;
  const shared = (2 * correlation * Math.sqrt(from.variance * to.variance) * pairs) / (from.n * to.n);
  const variance = varianceOfMeans - shared;
  if (variance <= 1e-13 * varianceOfMeans) return 0;
  const se = Math.sqrt(variance);
  return se < 10 * Number.EPSILON * Math.max(Math.abs(from.mean), Math.abs(to.mean)) ? 0 : se;
}

/** Between pairs − 1 (all are pairs) and Welch's (none are), by the share of answers that have no partner. */
function degreesOfFreedom(from: Wave, to: Wave, pairs: number): number {
  const welch = welchDegreesOfFreedom(from, to);
  const unpaired = from.n + to.n - 2 * pairs;
  return pairs - 1 + ((welch - pairs + 1) * unpaired) / (unpaired + 2 * pairs);
}

function welchDegreesOfFreedom(from: Wave, to: Wave): number {
  const a = from.variance / from.n;
  const b = to.variance / to.n;
  // As shares of the sum, so that very small variances do not vanish when squared.
  const share = a / (a + b);
  return 1 / (share ** 2 / (from.n - 1) + (1 - share) ** 2 / (to.n - 1));
}

function hasVariance(moments: Moments): moments is Wave {
  return moments.n >= 2 && moments.mean !== null && moments.variance !== null;
}

function requireMoments(name: string, { n, mean, variance }: Moments): void {
  requireCount(`${name}.n`, n);
  if (mean !== null) requireFinite(`${name}.mean`, mean);
  if (variance !== null) requireNonNegative(`${name}.variance`, variance);
}
