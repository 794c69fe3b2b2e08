import type { Reading } from "#surveys/definition/codebook.ts";
import { type Answers, weightedMomentsOf } from "./answers.ts";
import type { PointResult } from "./results.ts";
import { tIntervalOf } from "./statistics/t-interval.ts";
import { wilsonInterval } from "./statistics/wilson-interval.ts";

export type PointFigure = Pick<PointResult, "n" | "estimate" | "low" | "high" | "weighted">;

/** Of every interval that Ringvirk shows. */
export const CONFIDENCE = 0.95;

/**
 * Where one wave and segment stands, with a 95 % interval: Student's t for a mean, Wilson's for a share. With weights the estimate is
 * Σwx/Σw and its error the linearised one; a weighted share takes Wilson's limits at the sample size that would give that error, so that
 * they stay between 0 and 100. The interval is null where none can be made: one answer, or a mean of answers that are all alike.
 *
 * @returns in the unit of the answers (0 and 100 for a share, so percent); before disclosure control.
 * @see Checked against R t.test, prop.test, survey::svymean: tests/reference/impact-points.R
 */
export function pointOf(answers: Answers, reading: Reading): PointFigure {
  const figure = answers.weighted ? weightedPoint(answers, reading) : unweightedPoint(answers, reading);
  return { n: answers.moments.n, ...figure, weighted: answers.weighted };
}

type Estimate = Pick<PointFigure, "estimate" | "low" | "high">;

function unweightedPoint({ moments }: Answers, reading: Reading): Estimate {
  const { n, mean, variance } = moments;
  if (mean === null) return { estimate: null, low: null, high: null };
  if (reading === "share") return wilsonPercent(mean, n);
  return meanWithInterval(mean, variance === null ? 0 : Math.sqrt(variance / n), n - 1);
}

function weightedPoint({ rows, moments }: Answers, reading: Reading): Estimate {
  const weighted = weightedMomentsOf(rows);
  if (weighted === null) return { estimate: null, low: null, high: null };
  const { mean, se, effectiveSize } = weighted;
  if (reading === "mean") return meanWithInterval(mean, se, moments.n - 1);
  return wilsonPercent(mean, se > 0 ? (mean * (100 - mean)) / se ** 2 : effectiveSize);
}

function meanWithInterval(estimate: number, se: number, df: number): Estimate {
  if (!(se > 0)) return { estimate, low: null, high: null };
  const { low, high } = tIntervalOf({ estimate, se, df, confidence: CONFIDENCE });
  return { estimate, low, high };
}

function wilsonPercent(percent: number, n: number): Estimate {
  const { low, high } = wilsonInterval({ count: Math.min(n, (percent / 100) * n), n, confidence: CONFIDENCE });
  return { estimate: percent, low: low * 100, high: high * 100 };
}
