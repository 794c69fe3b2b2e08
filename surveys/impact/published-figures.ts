import { fewestShownAs, shownCount } from "#surveys/disclosure-floor.ts";
import { CONFIDENCE } from "./point.ts";
import type { ChangeResult, DifferenceResult, PointResult } from "./results.ts";
import { wilsonInterval } from "./statistics/wilson-interval.ts";

/*
 * Rule 9 of `disclosure.ts`: what passed the withholding is put on a grid on which no single person can be seen. A count goes to the nearest
 * multiple of the floor; a figure to a step that is at least what one person's answer can move it by. The step depends on the number of
 * people only through its class, and finer than a tenth of a percentage point nothing is ever told.
 */

/** Classes of how many people there are; the step of a figure about percent is a hundred divided by the class. */
const classes = [1000, 500, 200, 100, 50, 20, 10];

/** The largest of 5, 10, 20, 50, 100, 200, 500, 1,000 that is not above the number of people. */
function sizeClass(people: number): number {
  return classes.find((size) => size <= people) ?? 5;
}

/**
 * The grid of a figure about so many people.
 *
 * @param range from the least that one person can answer to the most, in the figure's unit; above 0.
 * @returns 1, 2 or 5 times a power of ten; at least `range / people`.
 */
export function stepOf(people: number, range: number): number {
  const least = range / sizeClass(people);
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  return tidy((([1, 2, 5, 10] as const).find((times) => times * power >= least * (1 - 1e-9)) ?? 10) * power);
}

/** To the nearest point of the grid. */
export function onGrid(value: number, step: number): number {
  return tidy(Math.round(value / step) * step);
}

/** The grid's point at or above: sizes of errors and distances are told no smaller than they are. */
export function upToGrid(value: number, step: number): number {
  return tidy(Math.ceil(value / step - 1e-9) * step);
}

/** A probability upwards to two decimals, below a hundredth to three; never below 0.001. */
export function publishedP(p: number): number {
  return p > 0.01 ? upToGrid(p, 0.01) : Math.max(0.001, upToGrid(p, 0.001));
}

/** A correlation, a size in standard deviations: to two decimals. */
export function publishedDecimals(value: number): number {
  return onGrid(value, 0.01);
}

/** What a figure is about, as far as its grid must know it. */
export interface Grid {
  reading: "mean" | "share";
  /** In the figure's unit: 100, or for an amount the span of the answers. */
  range: number;
  floor: number;
}

/**
 * A point that passed the withholding, as it is told. The interval of an unweighted share is worked out from the told share and the fewest
 * people that the told number can mean, so that it tells nothing more; other intervals keep their width, widened to the grid.
 */
export function publishedPoint(point: PointResult, grid: Grid): PointResult {
  const { waveId, position, weighted, clustered } = point;
  const n = point.n === null ? null : shownCount(point.n, grid.floor);
  const told = {
    ...{ waveId, position, n, weighted, clustered },
    ...publishedDesign(point, grid.floor),
    df: publishedDf(point.df),
  };
  if (point.n === null || n === null || point.estimate === null)
    return { ...told, estimate: null, low: null, high: null };
  const step = stepOf(point.n, grid.range);
  const estimate = onGrid(point.estimate, step);
  if (grid.reading === "share" && !weighted && !clustered) {
    const fewest = fewestShownAs(n, grid.floor);
    const { low, high } = wilsonInterval({ count: (estimate / 100) * fewest, n: fewest, confidence: CONFIDENCE });
    return { ...told, estimate, low: tidy(low * 100), high: tidy(high * 100) };
  }
  return { ...told, estimate, ...widened(point, point.estimate, estimate, step) };
}

/** A change that passed the withholding, as it is told. Every field is named: a new one must say here how it is told. */
export function publishedChange(change: ChangeResult, { range, floor }: Grid): ChangeResult {
  const { indicator, segment, from, to, fromPosition, toPosition, weighted, clustered, refused } = change;
  const { n0, n1, pairs, estimate } = change;
  const fewest = Math.min(n0 ?? 0, n1 ?? 0);
  const told = estimate === null ? null : onGrid(estimate, stepOf(fewest, range));
  return {
    ...{ indicator, segment, from, to, fromPosition, toPosition, weighted, clustered, refused },
    n0: n0 === null ? null : shownCount(n0, floor),
    n1: n1 === null ? null : shownCount(n1, floor),
    pairs: pairs === null ? null : shownCount(pairs, floor),
    estimate: told,
    ...(estimate === null || told === null
      ? { low: null, high: null }
      : widened(change, estimate, told, stepOf(fewest, range))),
    se: change.se === null ? null : upToGrid(change.se, stepOf(fewest, range)),
    df: publishedDf(change.df),
    p: change.p === null ? null : publishedP(change.p),
    ordinal: publishedOrdinal(change.ordinal, stepOf(fewest, 1)),
    standardised: publishedStandardised(change.standardised, stepOf(fewest, spanInDeviations)),
    ...publishedDesign(change, floor),
  };
}

/** A difference of two changes, and both changes, as they are told. */
export function publishedContrast(found: DifferenceResult, grid: Grid): DifferenceResult {
  const { own, comparison, estimate, se, df, p, refused } = found;
  const fewest = Math.min(...[own, comparison].flatMap(({ n0, n1 }) => [n0 ?? 0, n1 ?? 0]));
  const step = stepOf(fewest, grid.range);
  const told = estimate === null ? null : onGrid(estimate, step);
  const changes = { own: publishedChange(own, grid), comparison: publishedChange(comparison, grid) };
  if (estimate === null || told === null) return { ...changes, ...withheldEstimate, refused };
  return {
    ...changes,
    ...{ estimate: told, ...widened(found, estimate, told, step), refused },
    ...{ se: se === null ? null : upToGrid(se, step), df: publishedDf(df), p: p === null ? null : publishedP(p) },
  };
}

const withheldEstimate = { estimate: null, se: null, df: null, p: null, low: null, high: null };

/** From one end of a scale to the other it is about four standard deviations. */
export const spanInDeviations = 4;

/** A size in standard deviations, on the grid of so many people. */
export function publishedDeviations(value: number, people: number): number {
  return onGrid(value, stepOf(people, spanInDeviations));
}

function publishedOrdinal(ordinal: ChangeResult["ordinal"], step: number): ChangeResult["ordinal"] {
  if (ordinal === null) return null;
  const better = onGrid(ordinal.better, step);
  const { low, high } = widened(ordinal, ordinal.better, better, step);
  return {
    better,
    low: low === null ? null : Math.max(0, low),
    high: high === null ? null : Math.min(1, high),
    p: ordinal.p === null ? null : publishedP(ordinal.p),
  };
}

function publishedStandardised(size: ChangeResult["standardised"], step: number): ChangeResult["standardised"] {
  if (size === null) return null;
  const estimate = onGrid(size.estimate, step);
  const { low, high } = widened(size, size.estimate, estimate, step);
  return { estimate, low: low ?? estimate, high: high ?? estimate };
}

function publishedDesign(
  { designEffect, effectiveN }: Pick<PointResult, "designEffect" | "effectiveN">,
  floor: number,
) {
  return {
    designEffect: designEffect === null ? null : publishedDecimals(designEffect),
    effectiveN: effectiveN === null ? null : shownCount(effectiveN, floor),
  };
}

function publishedDf(df: number | null): number | null {
  return df === null ? null : Math.min(sizeClass(df), Math.max(1, Math.floor(df)));
}

type Limits = Pick<PointResult, "low" | "high">;

/** The interval moved with its estimate, each half of it no shorter than it was. */
function widened({ low, high }: Limits, exact: number, told: number, step: number): Limits {
  return {
    low: low === null ? null : tidy(told - upToGrid(exact - low, step)),
    high: high === null ? null : tidy(told + upToGrid(high - exact, step)),
  };
}

/** Without the last bits of binary arithmetic, and without −0. */
function tidy(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
