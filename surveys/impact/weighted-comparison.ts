import type { Reading } from "#surveys/definition/codebook.ts";
import type { Answers, WeightedMoments } from "./answers.ts";
import { CONFIDENCE, weightedShareInterval } from "./point.ts";
import { joinLimits } from "./statistics/mover-share-change.ts";
import { tIntervalOf } from "./statistics/t-interval.ts";
import type { WeightedChange } from "./statistics/weighted-change.ts";
import type { PairCount } from "./tallies.ts";

/** One wave's answers and what their weights make of them. */
export type WeightedWaveFigure = { answers: Answers; moments: WeightedMoments };

interface Known {
  reading: Reading;
  from: WeightedWaveFigure;
  to: WeightedWaveFigure;
  pairs: readonly PairCount[];
}

/**
 * Test and interval of a weighted change. The estimate and its error are those of R's `svyglm`; the degrees of freedom are not people − 2,
 * with which intervals miss up to three times too often when weights differ much, but each wave's own, joined as T_new2 joins them (with
 * equal weights it is T_new2's number). A share takes its interval from the two waves' limits (MOVER).
 *
 * @param change what `weightedChangeBetween` made of the same answers.
 * @see decision 013; coverage: docs/evidence. Checked against R: tests/reference/statistics-interval-limits.R
 */
export function weightedFigures(change: WeightedChange, known: Known) {
  const df = degreesOfFreedom(known);
  const { estimate, se } = change;
  const figure = tIntervalOf({ estimate, se, df, confidence: CONFIDENCE });
  if (known.reading === "mean") return figure;
  return { ...figure, ...weightedShareLimits(change.correlation, known) };
}

/**
 * Limits for the change of a weighted share, in percent. A positive correlation is first reduced for continuity, as without weights
 * (decision 005): by half a person among the pairs, who count as many as the weights leave of them.
 */
export function weightedShareLimits(correlation: number, { from, to }: Known): { low: number; high: number } {
  const [before, after] = [weightedShareInterval(from.moments), weightedShareInterval(to.moments)];
  const spread = Math.sqrt(before.share * (1 - before.share) * after.share * (1 - after.share));
  const counted = Math.sqrt(from.moments.effectiveSize * to.moments.effectiveSize);
  const reduced =
    correlation <= 0 ? correlation : spread > 0 ? Math.max(0, correlation - 1 / (2 * counted * spread)) : 0;
  const { low, high } = joinLimits(before, after, reduced);
  return { low: 100 * low, high: 100 * high };
}

/** As T_new2: between those of the pairs alone and Welch's, by the share of answers that have no partner. */
function degreesOfFreedom({ from, to, pairs }: Known): number {
  const [a, b] = [from.moments.se ** 2, to.moments.se ** 2];
  const share = a / (a + b);
  const welch = 1 / (share ** 2 / from.moments.df + (1 - share) ** 2 / to.moments.df);
  const paired = pairs.reduce((sum, pair) => sum + pair.count, 0);
  if (paired === 0) return welch;
  const [n0, n1] = [from.answers.moments.n, to.answers.moments.n];
  const kept = (from.moments.df / (n0 - 1) + to.moments.df / (n1 - 1)) / 2;
  const ofPairs = Math.max(0, paired - 1) * kept;
  const unpaired = n0 + n1 - 2 * paired;
  return Math.max(1, ofPairs + ((welch - ofPairs) * unpaired) / (unpaired + 2 * paired));
}
