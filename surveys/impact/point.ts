import type { Reading } from "#surveys/definition/codebook.ts";
import { type Answers, type WeightedMoments, weightedMomentsOf } from "./answers.ts";
import type { PointResult } from "./results.ts";
import type { Sampled } from "./sampled-waves.ts";
import { boundedMeanInterval } from "./statistics/bounded-mean-interval.ts";
import { designedMeanOf, weightedSumsOf } from "./statistics/designed-mean.ts";
import { weightingDesignEffect } from "./statistics/effective-sample-size.ts";
import { tIntervalOf } from "./statistics/t-interval.ts";
import { type ShareInterval, wilsonInterval } from "./statistics/wilson-interval.ts";

export type PointFigure = Omit<PointResult, "waveId" | "position">;

/** Of every interval that Ringvirk shows. */
export const CONFIDENCE = 0.95;

/**
 * Where one wave and segment stands, with a 95 % interval: Wilson's for a share, and its extension to means for answers between 0 and 100,
 * so that limits stay on the scale; Student's t for amounts. With weights the estimate is Σwx/Σw and its error the linearised one, with
 * degrees of freedom that fall as the weights differ; a weighted share takes Wilson's limits at an effective sample size. Where people were
 * drawn in strata or clusters the error is that of the sample, with as many degrees of freedom as there are sampling units with an answer less
 * the strata that have one; where all of a share answered alike, as many answers as units.
 * The interval is null where none can be made: one answer, a mean of answers that are all alike, or one unit in each stratum.
 *
 * Design effect: of weights alone Kish's, n Σw²/(Σw)²; of strata and clusters the variance over that of a simple random sample of as many
 * people (R's `deff = "replace"`). Effective n is n over it.
 *
 * @param isBounded whether the answers lie between 0 and 100, as all but amounts do.
 * @returns in the unit of the answers (0 and 100 for a share, so percent); before disclosure control.
 * @see Checked against R t.test, prop.test, survey::svymean: tests/reference/impact-points.R, statistics-design.R
 */
export function pointOf(answers: Answers, reading: Reading, isBounded = true): PointFigure {
  const { weighted, sampled, moments } = answers;
  const kind = { reading, isBounded };
  const figure = sampled ? designedPoint(sampled, kind) : fromTallies(answers, kind);
  return { n: moments.n, ...nothing, ...figure, weighted, clustered: sampled !== null };
}

type Estimate = Pick<PointFigure, "estimate" | "low" | "high"> &
  Partial<Pick<PointFigure, "df" | "designEffect" | "effectiveN">>;

const nothing = { df: null, designEffect: null, effectiveN: null };

type Kind = { reading: Reading; isBounded: boolean };

function fromTallies(answers: Answers, kind: Kind): Estimate {
  return answers.weighted ? weightedPoint(answers, kind) : unweightedPoint(answers, kind);
}

function designedPoint({ answers, design }: Sampled, { reading, isBounded }: Kind): Estimate {
  const known = designedMeanOf(answers, design);
  if (known === null) return { estimate: meanOrNull(answers), low: null, high: null };
  const { n, mean, se, df, units, weight, weightSquared } = known;
  const designEffect = known.designEffect ?? weightingDesignEffect({ count: n, weight, weightSquared });
  const effects = { designEffect, effectiveN: n / designEffect };
  if (reading === "mean") return { ...meanWithInterval(mean, se, df, isBounded), ...effects };
  return { ...wilsonPercent(mean, sizeOfError(mean, se) ?? units), ...effects };
}

/** One answer, or one sampling unit in each stratum, has a mean and no error. */
function meanOrNull(answers: Sampled["answers"]): number | null {
  const { weight, mean } = weightedSumsOf(answers);
  return weight > 0 ? mean : null;
}

function unweightedPoint({ moments }: Answers, { reading, isBounded }: Kind): Estimate {
  const { n, mean, variance } = moments;
  if (mean === null) return { estimate: null, low: null, high: null };
  const effects = { designEffect: 1, effectiveN: n };
  if (reading === "share") return { ...wilsonPercent(mean, n), ...effects };
  return { ...meanWithInterval(mean, variance === null ? 0 : Math.sqrt(variance / n), n - 1, isBounded), ...effects };
}

function weightedPoint({ rows, moments }: Answers, { reading, isBounded }: Kind): Estimate {
  const weighted = weightedMomentsOf(rows);
  if (weighted === null) return { estimate: null, low: null, high: null };
  const { mean, se, effectiveSize } = weighted;
  const effects = { designEffect: moments.n / effectiveSize, effectiveN: effectiveSize };
  if (reading === "mean") return { ...meanWithInterval(mean, se, weighted.df, isBounded), ...effects };
  const { low, high } = weightedShareInterval(weighted);
  return { estimate: mean, low: 100 * low, high: 100 * high, ...effects };
}

/**
 * Wilson's limits at an effective sample size, as fractions: the smaller of the one that the linearised error tells and Kish's. The first alone
 * is unsure where few gave the rarer answer, the second does not know that weights and answers may go together. How unsure unequal weights make
 * either stands in the quantile: Student's t on the degrees of freedom that they cost.
 *
 * @see Both in Korn & Graubard (1998), Surv. Methodol. 24, 193–201. Coverage of these and of others that were tried: docs/evidence
 */
export function weightedShareInterval({ mean, se, effectiveSize, dfOfWeights }: WeightedMoments): ShareInterval {
  const share = Math.max(0, Math.min(1, mean / 100));
  const n = Math.min(effectiveSize, sizeOfError(100 * share, se) ?? effectiveSize);
  return wilsonInterval({ count: share * n, n, confidence: CONFIDENCE, df: dfOfWeights });
}

/** The interval of answers between 0 and 100 heeds the ends of the scale; amounts have none. */
function meanWithInterval(estimate: number, se: number, df: number, isBounded: boolean): Estimate {
  if (!(se > 0)) return { estimate, low: null, high: null };
  if (isBounded && estimate > 0 && estimate < 100) {
    return { estimate, ...boundedMeanInterval({ mean: estimate, se, df, confidence: CONFIDENCE }), df };
  }
  const { low, high } = tIntervalOf({ estimate, se, df, confidence: CONFIDENCE });
  return { estimate, low, high, df };
}

/** The number of people of whom a share would have this error; null where all answered alike, be it for the last bits of the sums. */
function sizeOfError(percent: number, se: number): number | null {
  const size = (percent * (100 - percent)) / se ** 2;
  return size > 0 && Number.isFinite(size) ? size : null;
}

function wilsonPercent(mean: number, n: number): Estimate {
  const percent = Math.max(0, Math.min(100, mean));
  const { low, high } = wilsonInterval({ count: Math.min(n, (percent / 100) * n), n, confidence: CONFIDENCE });
  return { estimate: percent, low: low * 100, high: high * 100 };
}
