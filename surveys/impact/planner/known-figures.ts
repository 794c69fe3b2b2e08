import type { Audience } from "#db/schema.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { fewestFor, onGrid, spanInDeviations, stepOf } from "#surveys/impact/published-figures.ts";
import type { ChangeResult, PointResult, Results } from "#surveys/impact/results.ts";
import { errorOfBoundedMean } from "#surveys/impact/statistics/bounded-mean-interval.ts";
import { studentTQuantile } from "#surveys/impact/statistics/student-t.ts";
import type { KnownFigures } from "./planner.ts";

/**
 * What earlier waves say of an indicator, for planning the next. Whatever disclosure control withholds is not known here either.
 *
 * Disclosure: spread and correlation are worked out of exact results, because told intervals are widened and would ask for too many people;
 * they are told on grids of their own (rule 9). The rest is as it is told.
 *
 * @param told, exact the same results, as told and before they are put on grids.
 * @param indicator its key; null for none: then only response rate and overlap of the audience are known.
 */
export function knownFigures(
  { told, exact }: { told: Results; exact: Pick<Results, "indicators" | "changes"> },
  audience: Audience,
  indicator: string | null,
): KnownFigures {
  const { points, isAmount } = pointsIn(exact, indicator);
  const newest = points.findLast((point) => point.estimate !== null);
  const level = pointsIn(told, indicator).points.findLast((point) => point.estimate !== null)?.estimate ?? null;
  const sd = newest && !indicator?.endsWith("/share") ? sdOf(newest, isAmount) : null;
  const correlation = correlationOf(exact, indicator, points, isAmount);
  return {
    ...toldOf(told, audience, newest?.waveId),
    sd: sd === null ? null : onGrid(sd, stepOf(fewestFor(newest?.n ?? 0, DISCLOSURE_FLOOR), spanInDeviations * sd)),
    level: isBetween(level) ? level : null,
    correlation: correlation === null ? null : onGrid(correlation, 0.1),
  };
}

function pointsIn(
  { indicators }: Pick<Results, "indicators">,
  indicator: string | null,
): { points: PointResult[]; isAmount: boolean } {
  const found = indicators.find(({ key, segment }) => key === indicator && segment === "");
  return { points: found?.points ?? [], isAmount: found?.unit === "own" };
}

function toldOf(results: Results, audience: Audience, newestWave: string | undefined) {
  const waves = results.waves.filter(({ state }) => state === "closed");
  const rates = waves.flatMap(({ audiences }) => audiences.filter((entry) => entry.audience === audience));
  const losses = results.bias.filter((bias) => bias.audience === audience).sort((a, b) => b.toPosition - a.toPosition);
  return {
    wave: waves.find(({ id }) => id === newestWave)?.name ?? null,
    responseRate: percent(rates.findLast(({ responseRate }) => responseRate !== null)?.responseRate),
    overlap: percent(losses.find(({ loss }) => loss.matchedFrom !== null)?.loss.matchedFrom),
  };
}

/** From the interval of a mean, as `pointOf` makes it; null with weights. */
function sdOf({ n, low, high, weighted, estimate }: PointResult, isAmount: boolean): number | null {
  if (n === null || n < 2 || low === null || high === null || weighted || estimate === null) return null;
  const error = isAmount
    ? (high - low) / 2 / studentTQuantile(0.975, n - 1)
    : errorOfBoundedMean({ mean: estimate, low, high, df: n - 1 });
  return error === null ? null : error * Math.sqrt(n);
}

/** From the error of a change: what it is smaller by than the two waves' own errors is the pairs' doing. */
function correlationOf(
  results: Pick<Results, "changes">,
  indicator: string | null,
  points: PointResult[],
  isAmount: boolean,
): number | null {
  const changes = results.changes.filter((change) => change.indicator === indicator && change.segment === "");
  const change = changes.findLast(({ pairs, se, weighted }) => pairs !== null && se !== null && !weighted);
  if (!change) return null;
  const [from, to] = [change.from, change.to].map((id) => points.find((point) => point.waveId === id));
  const [before, after] = [from ? sdIn(from, change, isAmount) : null, to ? sdIn(to, change, isAmount) : null];
  const { n0, n1, pairs, se } = change;
  if (before === null || after === null || n0 === null || n1 === null || pairs === null || se === null) return null;
  const saved = before ** 2 / n0 + after ** 2 / n1 - se ** 2;
  const correlation = (saved * n0 * n1) / (2 * before * after * pairs);
  return Number.isFinite(correlation) ? Math.min(0.95, Math.max(0, correlation)) : null;
}

/** Of a share: the spread of answers of 0 and 100. */
function sdIn(point: PointResult, { indicator }: ChangeResult, isAmount: boolean): number | null {
  if (!indicator.endsWith("/share")) return sdOf(point, isAmount);
  if (point.n === null || point.n < 2 || point.estimate === null) return null;
  const spread = point.estimate * (100 - point.estimate);
  return spread > 0 ? Math.sqrt((spread * point.n) / (point.n - 1)) : null;
}

function isBetween(estimate: number | null): boolean {
  return estimate !== null && estimate >= 1 && estimate <= 99;
}

function percent(fraction: number | null | undefined): number | null {
  return fraction === null || fraction === undefined ? null : Math.max(1, fraction * 100);
}
