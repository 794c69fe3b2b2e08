import { shownCount } from "#surveys/disclosure-floor.ts";
import type { BiasFigures } from "./bias/assemble-bias.ts";
import type { LossDifference } from "./bias/bias.ts";
import type { Measured } from "./differences.ts";
import type { SegmentFigures, Source } from "./figures.ts";
import type { MeasuredIndicator } from "./indicator.ts";
import {
  type Grid,
  onGrid,
  publishedChange,
  publishedContrast,
  publishedDecimals,
  publishedDeviations,
  publishedP,
  publishedPoint,
  stepOf,
} from "./published-figures.ts";
import type { DifferenceResult, RippleResult, TideResult } from "./results.ts";

/** An indicator's figures as they are told: every segment on its grid. Those that go in are exact and stay inside. */
export function publishedMeasure({ indicator, figures }: Measured, source: Source): Measured {
  const grid = gridOf(indicator, source);
  const told = [...figures].map(([segment, { points, changes }]): [string, SegmentFigures] => [
    segment,
    {
      points: points.map((point) => publishedPoint(point, grid)),
      changes: changes.map(({ result, sd }) => ({ result: publishedChange(result, grid), sd })),
    },
  ]);
  return { indicator, figures: new Map(told) };
}

/** A ripple as it is told: with its change from among those that are told. */
export function publishedRipple(ripple: RippleResult, told: Measured[]): RippleResult {
  const figures = told.find(({ indicator }) => indicator.key === ripple.indicator)?.figures.get(ripple.segment);
  const change = figures?.changes.find(({ result }) => result.from === ripple.from && result.to === ripple.to)?.result;
  if (!change) throw new Error(`the change of the ripple ${ripple.indicator} ${ripple.segment} is not told`);
  return {
    ...{ indicator: ripple.indicator, audience: ripple.audience, segment: ripple.segment },
    ...{ from: ripple.from, to: ripple.to, kind: ripple.kind, source: ripple.source, change },
    standardisedChange: publishedDeviations(ripple.standardisedChange, Math.min(change.n0 ?? 0, change.n1 ?? 0)),
    tide: decimalsOrNull(ripple.tide),
    pAgainstZero: publishedP(ripple.pAgainstZero),
    pAgainstTide: ripple.pAgainstTide === null ? null : publishedP(ripple.pAgainstTide),
    adjustedP: publishedP(ripple.adjustedP),
    withTide: ripple.withTide,
    difference: null,
  };
}

/** How much more one changed than the other, on the grid of the fewest of them. */
export function publishedDifference(
  found: DifferenceResult,
  measured: readonly Measured[],
  source: Source,
): DifferenceResult {
  const indicator = measured.find((one) => one.indicator.key === found.own.indicator)?.indicator;
  if (!indicator) throw new Error(`${found.own.indicator} is not measured`);
  const grid = gridOf(indicator, source);
  return publishedContrast(found, grid);
}

export function publishedTide(tide: TideResult): TideResult {
  return {
    ...{ audience: tide.audience, from: tide.from, to: tide.to, indicators: tide.indicators },
    ...{ estimate: decimalsOrNull(tide.estimate), low: decimalsOrNull(tide.low), high: decimalsOrNull(tide.high) },
    averageCorrelation: decimalsOrNull(tide.averageCorrelation),
  };
}

/** The facts of the bias report that are about people, on the same grids. */
export function publishedBias(bias: BiasFigures, floor: number): BiasFigures {
  const { n0, n1, pairs, matchedFrom, matchedTo, ...loss } = bias.loss;
  return {
    ...bias,
    loss: {
      ...loss,
      ...{ n0: countOrNull(n0, floor), n1: countOrNull(n1, floor), pairs: countOrNull(pairs, floor) },
      matchedFrom: matchedFrom === null ? null : onGrid(matchedFrom, stepOf(n0 ?? 0, 1)),
      matchedTo: matchedTo === null ? null : onGrid(matchedTo, stepOf(n1 ?? 0, 1)),
      differences: loss.differences.map((difference) => publishedLoss(difference, floor)),
    },
  };
}

function publishedLoss(found: LossDifference, floor: number): LossDifference {
  const { indicator, concern, difference, low, high, nMatched, nLost } = found;
  const fewest = Math.min(nMatched ?? 0, nLost ?? 0);
  const told = (value: number | null) => (value === null ? null : publishedDeviations(value, fewest));
  return {
    ...{ indicator, concern, difference: told(difference), low: told(low), high: told(high) },
    ...{ nMatched: countOrNull(nMatched, floor), nLost: countOrNull(nLost, floor) },
  };
}

function countOrNull(count: number | null, floor: number): number | null {
  return count === null ? null : shownCount(count, floor);
}

function decimalsOrNull(value: number | null): number | null {
  return value === null ? null : publishedDecimals(value);
}

function gridOf(indicator: MeasuredIndicator, source: Source): Grid {
  return { reading: indicator.reading, range: rangeOf(indicator, source), floor: source.floor };
}

/** How far apart two people's answers can be: 100 for points and percent; for an amount, the widest span of any wave. */
function rangeOf({ unit, reads, audience, itemKey }: MeasuredIndicator, { tallies }: Source): number {
  if (unit !== "own") return 100;
  const spans = [...reads].map(([waveId, read]) => {
    const values = tallies.valuesOf(waveId, audience, "", itemKey).map(({ value }) => read(value));
    return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  });
  return Math.max(0, ...spans) || 1;
}
