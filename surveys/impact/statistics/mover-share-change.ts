import { type Overlap, overlapOf, type Pairs } from "./overlap.ts";
import { type ShareInterval, wilsonInterval } from "./wilson-interval.ts";

export type ShareChange = {
  /** Fractions, not percent: 0.1 is ten percentage points up. */
  estimate: number;
  low: number;
  high: number;
  from: ShareInterval;
  to: ShareInterval;
} & Overlap;

/**
 * Interval for the change of a share from one wave to the next. Each wave's Wilson limits are joined by the method of
 * variance estimates recovery (MOVER), so 0 % and 100 % give sane limits, and people in both waves make it narrower.
 *
 * A positive correlation of the pairs is first reduced for continuity, as Newcombe does: without that, five people who
 * all answered alike twice would "prove" a change of exactly 0. With partial overlap the reduction uses the shares of the
 * whole waves; with only pairs it is Newcombe's own.
 *
 * @param known.from, known.to how many (`count`) of how many (`n`) in each wave, pairs included.
 * @param known.pairs people in both waves and the correlation (phi) of their two yes/no answers. Below three pairs, or
 *   where no correlation exists, it is taken as 0 and `overlap` says so.
 * @param known.confidence default 0.95.
 * @returns change (`to` minus `from`) in [-1, 1] with limits that always contain it; `correlationUsed` is the reduced one.
 *   Refused as `too-few` when nobody answered in a wave.
 * @throws RangeError on impossible input: a count above n, more pairs than answers, a correlation beyond ±1.
 * @see Newcombe (1998), Stat. Med. 17, 873–890, method 10 (no pairs) and 2635–2650, method 10 (only pairs); Zou & Donner
 *   (2008), Stat. Med. 27, 1693–1702. Checked against published tables of the first two: tests/reference/statistics-shares.R
 */
export function shareChangeBetween(known: {
  from: { count: number; n: number };
  to: { count: number; n: number };
  pairs: Pairs;
  confidence?: number;
}): ShareChange | { refused: "too-few" } {
  const { pairs, confidence = 0.95 } = known;
  const overlap = overlapOf(pairs, { nFrom: known.from.n, nTo: known.to.n });
  if (known.from.n === 0 || known.to.n === 0) return { refused: "too-few" };
  const from = wilsonInterval({ ...known.from, confidence });
  const to = wilsonInterval({ ...known.to, confidence });
  const correlationUsed = reduceForContinuity(overlap, from.share, to.share);
  const ofMeans = (correlationUsed * pairs.n) / Math.sqrt(known.from.n * known.to.n);
  const estimate = to.share - from.share;
  return {
    estimate,
    ...joinLimits(from, to, ofMeans),
    from,
    to,
    ...overlap,
    correlationUsed,
  };
}

/**
 * Limits for the difference of two shares from the limits of each (MOVER).
 *
 * @param correlation of the two shares' errors.
 */
export function joinLimits(from: ShareInterval, to: ShareInterval, correlation: number): { low: number; high: number } {
  const estimate = to.share - from.share;
  return {
    low: estimate - joined(to.share - to.low, from.high - from.share, correlation),
    high: estimate + joined(to.high - to.share, from.share - from.low, correlation),
  };
}

/** Takes half a person off the excess of agreement; never past 0, and negative correlations stay as they are. */
function reduceForContinuity(overlap: Overlap, shareFrom: number, shareTo: number): number {
  const { correlationUsed: phi, pairsUsed } = overlap;
  if (phi <= 0) return phi;
  const spread = Math.sqrt(shareFrom * (1 - shareFrom) * shareTo * (1 - shareTo));
  return Math.max(0, phi - 1 / (2 * pairsUsed * spread));
}

/** Length of the sum of two errors with this correlation; the clamp catches rounding only. */
function joined(a: number, b: number, correlation: number): number {
  return Math.sqrt(Math.max(0, a ** 2 + b ** 2 - 2 * correlation * a * b));
}
