import { DISCLOSURE_FLOOR, shownCount } from "#surveys/disclosure-floor.ts";
import type { BiasFigures } from "./bias/assemble-bias.ts";
import type { LossDifference } from "./bias/bias.ts";
import { differenceConcern, lossConcernOf } from "./bias/loss.ts";
import type { Measured } from "./differences.ts";
import type { SegmentFigures, Source } from "./figures.ts";
import type { MeasuredIndicator } from "./indicator.ts";
import {
  type Grid,
  onGrid,
  publishedChange,
  publishedCoefficient,
  publishedDeviations,
  publishedP,
  publishedPoint,
  publishedSize,
  stepOf,
} from "./published-figures.ts";
import type { ChangeResult, RippleResult, TideResult } from "./results.ts";

/**
 * An indicator's figures as they are told: every segment on its grid. Those that go in are exact and stay inside. At a higher floor than the
 * lowest they are made of what is told at the lowest, so that the two grids do not cross; what is withheld is still decided on exact figures.
 */
export function publishedMeasure(measured: Measured, source: Source): Measured {
  return source.floor > DISCLOSURE_FLOOR
    ? onGrids(onGrids(measured, atLowest(source)), source)
    : onGrids(measured, source);
}

function atLowest(source: Source): Source {
  return { ...source, floor: DISCLOSURE_FLOOR };
}

function onGrids({ indicator, figures }: Measured, source: Source): Measured {
  const grid = gridOf(indicator, source);
  const told = [...figures].map(([segment, { points, changes, heaviest }]): [string, SegmentFigures] => [
    segment,
    {
      points: points.map((point) => publishedPoint(point, grid, heaviest.get(point.waveId) ?? 0)),
      changes: changes.map(({ result, sd }) => ({ result: publishedChangeIn(result, grid, heaviest), sd })),
      heaviest,
    },
  ]);
  return { indicator, figures: new Map(told) };
}

/** A change as it is told, by how its indicator's answers may lie. */
export function changeTeller(source: Source) {
  const tell = (change: ChangeResult, indicator: MeasuredIndicator, heaviest: SegmentFigures["heaviest"], by: Source) =>
    publishedChangeIn(change, gridOf(indicator, by), heaviest);
  return (change: ChangeResult, indicator: MeasuredIndicator, heaviest: SegmentFigures["heaviest"]) => {
    if (source.floor === DISCLOSURE_FLOOR) return tell(change, indicator, heaviest, source);
    return tell(tell(change, indicator, heaviest, atLowest(source)), indicator, heaviest, source);
  };
}

function publishedChangeIn(change: ChangeResult, grid: Grid, heaviest: SegmentFigures["heaviest"]): ChangeResult {
  return publishedChange(change, grid, { from: heaviest.get(change.from) ?? 0, to: heaviest.get(change.to) ?? 0 });
}

/**
 * A ripple as it is told: with its change from among those that are told. Null where its change as told would not be beyond chance any more,
 * or go another way: a flag must not stand beside figures that contradict it.
 */
export function publishedRipple(ripple: RippleResult, told: readonly Measured[], floor: number): RippleResult | null {
  const figures = told.find(({ indicator }) => indicator.key === ripple.indicator)?.figures.get(ripple.segment);
  const change = figures?.changes.find(({ result }) => result.from === ripple.from && result.to === ripple.to)?.result;
  if (!change) throw new Error(`the change of the ripple ${ripple.indicator} ${ripple.segment} is not told`);
  if (!leavesOutZero(change)) return null;
  const pAgainstZero = change.p ?? publishedP(ripple.pAgainstZero);
  const pAgainstTide = ripple.pAgainstTide === null ? null : publishedP(ripple.pAgainstTide);
  const people = fewestOf([change.n0, change.n1], floor);
  const standardisedChange = publishedDeviations(ripple.standardisedChange, people);
  return {
    ...{ indicator: ripple.indicator, audience: ripple.audience, segment: ripple.segment },
    ...{ from: ripple.from, to: ripple.to, kind: ripple.kind, source: ripple.source, change, standardisedChange },
    tide: ripple.tide === null ? null : publishedDeviations(ripple.tide, people),
    ...{ pAgainstZero, pAgainstTide },
    // No test is surer than the change it is made of.
    adjustedP: Math.max(publishedP(ripple.adjustedP), pAgainstZero),
    ...{ withTide: ripple.withTide, difference: null },
  };
}

/** Rounding moves an estimate and widens its interval on both sides alike, so one that leaves out zero lies on the side it lay on. */
function leavesOutZero({ low, high }: ChangeResult): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}

/** The tide as it is told, on the grid of the fewest people behind any change it can be made of. */
export function publishedTide(tide: TideResult, told: readonly Measured[], floor: number): TideResult {
  const people = told
    .filter(({ indicator }) => indicator.audience === tide.audience)
    .flatMap(({ figures }) => figures.get("")?.changes ?? [])
    .filter(({ result }) => result.from === tide.from && result.to === tide.to && result.n0 !== null)
    .map(({ result }) => fewestOf([result.n0, result.n1], floor));
  const least = Math.max(1, Math.min(...people));
  return {
    ...{ audience: tide.audience, from: tide.from, to: tide.to, indicators: tide.indicators },
    ...publishedSize(tide, least),
    averageCorrelation: tide.averageCorrelation === null ? null : publishedCoefficient(tide.averageCorrelation, least),
  };
}

/** The facts of the bias report that are about people, on the same grids; how much they should worry is read from what is told. */
export function publishedBias(bias: BiasFigures, floor: number): BiasFigures {
  const { n0, n1, pairs, matchedFrom, matchedTo, refused } = bias.loss;
  const differences = bias.loss.differences.map((difference) => publishedLoss(difference, floor));
  const rate = (value: number | null, people: number | null) =>
    value === null ? null : onGrid(value, stepOf(fewestOf([people], floor), 1));
  return {
    ...bias,
    loss: {
      ...{ code: "loss", concern: lossConcernOf(differences, refused), refused, differences },
      ...{ n0: countOrNull(n0, floor), n1: countOrNull(n1, floor), pairs: countOrNull(pairs, floor) },
      ...{ matchedFrom: rate(matchedFrom, n0), matchedTo: rate(matchedTo, n1) },
    },
  };
}

function publishedLoss(found: LossDifference, floor: number): LossDifference {
  const { indicator, nMatched, nLost } = found;
  const people = fewestOf([nMatched, nLost], floor);
  const { estimate, low, high } = publishedSize(
    { estimate: found.difference, low: found.low, high: found.high },
    people,
  );
  const figures = { difference: estimate, low, high };
  return {
    ...{ indicator, concern: differenceConcern(figures), ...figures },
    ...{ nMatched: countOrNull(nMatched, floor), nLost: countOrNull(nLost, floor) },
  };
}

function countOrNull(count: number | null, floor: number): number | null {
  return count === null ? null : shownCount(count, floor);
}

/** The fewest people that any of these numbers, as it is told, can mean. */
function fewestOf(counts: ReadonlyArray<number | null>, floor: number): number {
  return Math.min(...counts.map((count) => Math.max(1, (shownCount(count ?? 0, floor) ?? 0) - floor)));
}

function gridOf(indicator: MeasuredIndicator, source: Source): Grid {
  const isBounded = indicator.unit !== "own";
  return { reading: indicator.reading, range: rangeOf(indicator, source), isBounded, floor: source.floor };
}

/** How far apart two people's answers can be: 100 for points and percent; for an amount, the widest span of any wave. */
function rangeOf({ unit, reads, audience, itemKey }: MeasuredIndicator, { tallies, leftOut }: Source): number {
  if (unit !== "own") return 100;
  const spans = [...reads].map(([waveId, read]) => {
    const values = ["", ...(leftOut ? [leftOut] : [])].flatMap((segment) =>
      tallies.valuesOf(waveId, audience, segment, itemKey).map(({ value }) => read(value)),
    );
    return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  });
  return Math.max(0, ...spans) || 1;
}
