import type { Reading } from "#surveys/definition/codebook.ts";
import { type Answers, unweighted, weightedMomentsOf } from "./answers.ts";
import { CONFIDENCE } from "./point.ts";
import type { ChangeResult } from "./results.ts";
import type { SampledChange } from "./sampled-waves.ts";
import { designedChangeBetween } from "./statistics/designed-change.ts";
import { pairMomentsOf } from "./statistics/moments.ts";
import { shareChangeBetween } from "./statistics/mover-share-change.ts";
import { changeBetween } from "./statistics/partially-overlapping-change.ts";
import { weightedChangeBetween } from "./statistics/weighted-change.ts";
import type { PairCount } from "./tallies.ts";
import { weightedFigures, weightedShareLimits } from "./weighted-comparison.ts";

export type ChangeFigure = Pick<
  ChangeResult,
  "estimate" | "se" | "df" | "p" | "low" | "high" | "weighted" | "designEffect" | "effectiveN" | "refused"
> & {
  /** The average standard deviation of the two waves' answers; what a change is divided by to be standardised. Null without any. */
  sd: number | null;
};

/**
 * How much an indicator changed from one wave to a later one; people in one wave and people in both all count (METHODS §2).
 * - A mean: partially overlapping samples, T_new2.
 * - A share: the same test on 0 and 100, and Wilson limits joined by MOVER as its interval. Where everybody answered alike in both waves
 *   the interval stands, without se, df and p.
 * - Any weight other than 1: linearisation with the person as the sampling unit, for means and shares; degrees of freedom that heed how much
 *   the weights differ. A share's interval joins the two waves' limits, as without weights.
 * - Anybody drawn in a stratum or cluster, weighted or not: linearisation with the cluster as the sampling unit; df = units − strata − 1,
 *   counted among those with an answer.
 *
 * The design effect of a change is its variance over that which the same people, each drawn singly and counting one, would give; the
 * effective n is the number of answers of both waves over it.
 *
 * @param known.pairs people in both waves, in the figure's unit. Empty calculates as if nobody had answered twice.
 * @returns `to` minus `from`, in the figure's unit, before disclosure control. Refused as "too-few" or "no-variation", never thrown.
 * @see The estimators: `statistics/`. Put together: tests/reference/impact-points.R
 */
export function compareWaves(known: {
  reading: Reading;
  from: Answers;
  to: Answers;
  pairs: readonly PairCount[];
  /** Set where people were drawn in strata or clusters. */
  sampled?: SampledChange | null;
}): ChangeFigure {
  if (known.sampled) return designedComparison(known, known.sampled);
  if (known.from.weighted || known.to.weighted) return weightedComparison(known);
  return known.reading === "share" ? shareComparison(known) : meanComparison(known);
}

type Waves = { from: Answers; to: Answers; pairs: readonly PairCount[] };

const nothing = {
  ...{ estimate: null, se: null, df: null, p: null, low: null, high: null, sd: null },
  ...{ designEffect: null, effectiveN: null },
};

function meanComparison({ from, to, pairs }: Waves): ChangeFigure {
  const change = changeBetween({
    from: from.moments,
    to: to.moments,
    pairs: pairMomentsOf(pairs),
    confidence: CONFIDENCE,
  });
  if ("refused" in change) return { ...nothing, ...change, weighted: false };
  return {
    ...figuresOf(change),
    ...drawnSingly(from, to),
    weighted: false,
    refused: null,
    sd: averageSd(from.moments.variance, to.moments.variance),
  };
}

function shareComparison({ from, to, pairs }: Waves): ChangeFigure {
  const paired = pairMomentsOf(pairs);
  const interval = shareChangeBetween({ from: countOf(from), to: countOf(to), pairs: paired, confidence: CONFIDENCE });
  const test = changeBetween({ from: from.moments, to: to.moments, pairs: paired, confidence: CONFIDENCE });
  if ("refused" in interval || ("refused" in test && test.refused === "too-few")) {
    return { ...nothing, weighted: false, refused: "too-few" };
  }
  const limits = { low: interval.low * 100, high: interval.high * 100 };
  const effects = drawnSingly(from, to);
  if ("refused" in test)
    return { ...nothing, ...effects, estimate: test.estimate, ...limits, weighted: false, refused: null };
  const sd = averageSd(from.moments.variance, to.moments.variance);
  return { ...figuresOf(test), ...limits, ...effects, weighted: false, refused: null, sd };
}

function weightedComparison({ reading, from, to, pairs }: Waves & { reading: Reading }): ChangeFigure {
  const [before, after] = [weightedMomentsOf(from.rows), weightedMomentsOf(to.rows)];
  if (before === null || after === null) return { ...nothing, weighted: true, refused: "too-few" };
  const known = {
    ...{ reading, from: { answers: from, moments: before }, to: { answers: to, moments: after } },
    pairs,
  };
  const change = weightedChangeBetween({ from: from.rows, to: to.rows, pairs, confidence: CONFIDENCE });
  if ("refused" in change && (change.refused === "too-few" || reading === "mean")) {
    return { ...nothing, ...change, weighted: true };
  }
  if ("refused" in change) {
    const limits = weightedShareLimits(0, known);
    return { ...nothing, estimate: change.estimate, ...limits, weighted: true, refused: null };
  }
  const sd = averageSd(before.variance, after.variance);
  const effects = designEffectOf(change.se, { from, to, pairs });
  return { ...figuresOf(weightedFigures(change, known)), ...effects, weighted: true, refused: null, sd };
}

function designedComparison(waves: Waves, sampled: SampledChange): ChangeFigure {
  const weighted = waves.from.weighted || waves.to.weighted;
  const [before, after] = [weightedMomentsOf(waves.from.rows), weightedMomentsOf(waves.to.rows)];
  if (before === null || after === null) return { ...nothing, weighted, refused: "too-few" };
  const change = designedChangeBetween({ ...sampled, confidence: CONFIDENCE });
  if ("refused" in change) return { ...nothing, ...change, weighted };
  const sd = averageSd(before.variance, after.variance);
  return { ...figuresOf(change), ...designEffectOf(change.se, waves), weighted, refused: null, sd };
}

type Effects = Pick<ChangeFigure, "designEffect" | "effectiveN">;

function drawnSingly(from: Answers, to: Answers): Effects {
  return { designEffect: 1, effectiveN: from.moments.n + to.moments.n };
}

/** Null where the same people without weights and clusters would all have changed alike. */
function designEffectOf(se: number, { from, to, pairs }: Waves): Effects {
  const singly = weightedChangeBetween({
    from: unweighted(from.rows),
    to: unweighted(to.rows),
    pairs: pairs.map((pair) => ({ ...pair, weightProduct: pair.count })),
  });
  if ("refused" in singly) return { designEffect: null, effectiveN: null };
  const designEffect = (se / singly.se) ** 2;
  return { designEffect, effectiveN: (from.moments.n + to.moments.n) / designEffect };
}

function figuresOf({
  estimate,
  se,
  df,
  p,
  low,
  high,
}: Record<"estimate" | "se" | "df" | "p" | "low" | "high", number>) {
  return { estimate, se, df, p, low, high };
}

function countOf({ rows, moments }: Answers): { count: number; n: number } {
  return { count: rows.find((row) => row.value === 100)?.count ?? 0, n: moments.n };
}

function averageSd(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return null;
  const sd = Math.sqrt((one + other) / 2);
  return sd > 0 ? sd : null;
}
