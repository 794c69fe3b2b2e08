import { fewestShownAs, shownCount } from "#surveys/disclosure-floor.ts";
import { CONFIDENCE } from "./point.ts";
import type { ChangeResult, PointResult } from "./results.ts";
import { studentTQuantile, twoSidedPFromT } from "./statistics/student-t.ts";
import { wilsonInterval } from "./statistics/wilson-interval.ts";

/*
 * Rule 9 of `disclosure.ts`: what passed the withholding is put on a grid on which no single person can be seen. A count goes to the nearest
 * multiple of twice the floor; a figure to a step that is at least what one person's answer can move it by. The step is taken from the told
 * number of people, so that it tells nothing more of them, and finer than a tenth of a percentage point nothing is ever told. What follows
 * from an estimate and its interval (error, probability) is worked out of them as they are told.
 */

/** Classes of how many people there are; the step of a figure about percent is a hundred divided by the class. */
const classes = [1000, 500, 200, 100, 50, 20, 10, 5, 2];

/** The largest of 2, 5, 10, 20, 50, 100, 200, 500, 1,000 that is not above the number of people; below them 1. */
function sizeClass(people: number): number {
  return classes.find((size) => size <= people) ?? 1;
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
  return p > 0.01 ? Math.min(1, upToGrid(p, 0.01)) : Math.max(0.001, upToGrid(p, 0.001));
}

/** What a figure is about, as far as its grid must know it. */
export interface Grid {
  reading: "mean" | "share";
  /** In the figure's unit: 100, or for an amount the span of the answers. */
  range: number;
  /** Whether no answer lies outside 0 to 100. */
  isBounded: boolean;
  floor: number;
}

/**
 * How many people the grid of a figure is made for: the fewest that the told number can mean; with weights the fewer that would all count as
 * the heaviest does.
 *
 * @param heaviest how many times the heaviest answer goes into all of them; as many as people where all count alike.
 */
function peopleFor(n: number | null, heaviest: number, { floor }: Pick<Grid, "floor">): number {
  return n === null ? 1 : Math.min(fewestFor(n, floor), heaviest);
}

/** Of the smallest told number the grid tells which half of it is meant: in steps of a fifth ten to fourteen could not be read. */
export function fewestFor(n: number, floor: number): number {
  const told = shownCount(n, floor);
  if (told === null) return 1;
  return told === 2 * floor && n >= told ? told : fewestShownAs(told, floor);
}

/**
 * A point that passed the withholding, as it is told. The interval of an unweighted share is worked out from the told share and the fewest
 * people that the told number can mean, so that it tells nothing more; other intervals keep their width, widened to the grid.
 *
 * @param heaviest see `peopleFor`.
 */
export function publishedPoint(point: PointResult, grid: Grid, heaviest: number): PointResult {
  const { waveId, position, weighted, clustered } = point;
  const n = point.n === null ? null : shownCount(point.n, grid.floor);
  const people = peopleFor(point.n, heaviest, grid);
  const told = {
    ...{ waveId, position, n, weighted, clustered },
    ...publishedDesign(point, grid.floor, people),
    df: publishedDf(point.df, people),
  };
  if (n === null || point.estimate === null) return { ...told, estimate: null, low: null, high: null };
  const step = stepOf(people, grid.range);
  const estimate = onGrid(point.estimate, step);
  if (grid.reading === "share" && !weighted && !clustered) {
    const fewest = fewestShownAs(n, grid.floor);
    const { low, high } = wilsonInterval({ count: (estimate / 100) * fewest, n: fewest, confidence: CONFIDENCE });
    return { ...told, estimate, low: tidy(low * 100), high: tidy(high * 100) };
  }
  const ends: [number, number] = grid.isBounded ? [0, 100] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return { ...told, estimate, ...within(ends, widened(point, point.estimate, estimate, step)) };
}

/**
 * A change that passed the withholding, as it is told. Error and probability are worked out of the told interval, so that they tell nothing
 * more and cannot contradict it. Every field is named: a new one must say here how it is told.
 *
 * @param heaviest see `peopleFor`; of both waves.
 */
export function publishedChange(
  change: ChangeResult,
  grid: Grid,
  heaviest: { from: number; to: number },
): ChangeResult {
  const { indicator, segment, from, to, fromPosition, toPosition, weighted, clustered, refused } = change;
  const { n0, n1, pairs } = change;
  const people = Math.min(peopleFor(n0, heaviest.from, grid), peopleFor(n1, heaviest.to, grid));
  return {
    ...{ indicator, segment, from, to, fromPosition, toPosition, weighted, clustered, refused },
    n0: n0 === null ? null : shownCount(n0, grid.floor),
    n1: n1 === null ? null : shownCount(n1, grid.floor),
    pairs: pairs === null ? null : shownCount(pairs, grid.floor),
    ...publishedEstimate(change, grid, people),
    ordinal: publishedOrdinal(change.ordinal, stepOf(people, 1)),
    standardised: publishedStandardised(change.standardised, stepOf(people, spanInDeviations)),
    ...publishedDesign(change, grid.floor, people),
  };
}

type Estimated = Pick<ChangeResult, "estimate" | "low" | "high" | "se" | "df" | "p">;

function publishedEstimate(change: Estimated, { range, isBounded }: Grid, people: number): Estimated {
  const df = publishedDf(change.df, people);
  if (change.estimate === null) return { estimate: null, low: null, high: null, se: null, df, p: null };
  const step = stepOf(people, range);
  const estimate = onGrid(change.estimate, step);
  const ends: [number, number] = isBounded ? [-100, 100] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const limits = within(ends, widened(change, change.estimate, estimate, step));
  const told = { estimate, ...limits, df };
  if (change.se === null || df === null) return { ...told, se: null, p: null };
  return { ...told, se: errorOf(limits, df), p: probabilityOf(told, df) };
}

/** The standard error of which such an interval would be; the mean of both halves where they differ. */
function errorOf({ low, high }: Limits, df: number): number | null {
  return low === null || high === null ? null : tidy((high - low) / 2 / studentTQuantile((1 + CONFIDENCE) / 2, df));
}

/** The two-sided p of a figure with its interval, by the half that faces zero: at most 0.05 where it leaves out zero, and nowhere else. */
export function probabilityOf({ estimate, low, high }: Limits & { estimate: number }, df: number): number | null {
  if (low === null || high === null) return null;
  if (estimate === 0) return 1;
  const half = estimate > 0 ? estimate - low : high - estimate;
  if (half <= 0) return publishedP(0);
  const distance = (Math.abs(estimate) / half) * studentTQuantile((1 + CONFIDENCE) / 2, df);
  return publishedP(twoSidedPFromT(distance, df));
}

/** From one end of a scale to the other it is about four standard deviations. */
export const spanInDeviations = 4;

/** A size in standard deviations, on the grid of so many people. */
export function publishedDeviations(value: number, people: number): number {
  return onGrid(value, stepOf(people, spanInDeviations));
}

/** A coefficient between 0 and 1 or not far from it: on the grid of so many people, to two decimals at most. */
export function publishedCoefficient(value: number, people: number): number {
  return onGrid(value, Math.max(0.01, stepOf(people, 1)));
}

function publishedOrdinal(ordinal: ChangeResult["ordinal"], step: number): ChangeResult["ordinal"] {
  if (ordinal === null) return null;
  const better = onGrid(ordinal.better, step);
  const { low, high } = within([0, 1], widened(ordinal, ordinal.better, better, step));
  const aboutHalf = {
    estimate: tidy(better - 0.5),
    low: low === null ? null : low - 0.5,
    high: high === null ? null : high - 0.5,
  };
  return { better, low, high, p: ordinal.p === null ? null : probabilityOf(aboutHalf, Number.POSITIVE_INFINITY) };
}

function publishedStandardised(size: ChangeResult["standardised"], step: number): ChangeResult["standardised"] {
  if (size === null) return null;
  const estimate = onGrid(size.estimate, step);
  const { low, high } = widened(size, size.estimate, estimate, step);
  return { estimate, low: low ?? estimate, high: high ?? estimate };
}

/** Of weights alone the design effect tells who answered: on the grid, too. */
function publishedDesign(
  { designEffect, effectiveN }: Pick<PointResult, "designEffect" | "effectiveN">,
  floor: number,
  people: number,
) {
  return {
    designEffect: designEffect === null ? null : publishedCoefficient(designEffect, people),
    effectiveN: effectiveN === null ? null : shownCount(effectiveN, floor),
  };
}

/** Of so many people where everybody counts alike; of fewer units, or of weights that differ, down to their class. */
function publishedDf(df: number | null, people: number): number | null {
  if (df === null) return null;
  const most = Math.max(1, Math.floor(people) - 1);
  return df >= most ? most : Math.max(1, Math.min(sizeClass(df), Math.floor(df)));
}

type Limits = Pick<PointResult, "low" | "high">;

/** The interval moved with its estimate, each half of it no shorter than it was. */
function widened({ low, high }: Limits, exact: number, told: number, step: number): Limits {
  return {
    low: low === null ? null : tidy(told - upToGrid(exact - low, step)),
    high: high === null ? null : tidy(told + upToGrid(high - exact, step)),
  };
}

/** A size in standard deviations with its interval; null where there is none. */
export function publishedSize({ estimate, low, high }: Sized, people: number): Sized {
  if (estimate === null) return { estimate: null, low: null, high: null };
  return publishedFigure({ estimate, low, high }, stepOf(people, spanInDeviations));
}

type Sized = { estimate: number | null } & Limits;

/** Any other figure with its interval, on a grid of its own. */
export function publishedFigure(figure: { estimate: number } & Limits, step: number): { estimate: number } & Limits {
  const estimate = onGrid(figure.estimate, step);
  return { estimate, ...widened(figure, figure.estimate, estimate, step) };
}

/** Told no further than answers can lie. */
function within([least, most]: [number, number], { low, high }: Limits): Limits {
  return {
    low: low === null ? null : Math.max(least, low),
    high: high === null ? null : Math.min(most, high),
  };
}

/** Without the last bits of binary arithmetic, and without −0. */
function tidy(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
