import { requireDegreesOfFreedom, requireFinite, requireLevel, requirePositive } from "./input-domain.ts";
import { medianOf } from "./median.ts";
import { normalQuantile } from "./normal.ts";
import { twoSidedPFromT } from "./student-t.ts";

/** A change in standard deviations (positive = better) and its standard error; `df` when its t has few degrees of freedom. */
export type StandardisedChange = { standardisedChange: number; standardError: number; df?: number };

/** How far one change stands out from the tide. All in standard deviations, except z and p. */
export type Excess = { tide: number; excess: number; se: number; z: number; p: number };

export type Tide = { estimate: number; se: number; low: number; high: number };

/** A median of fewer says more about those few than about a common shift. */
export const FEWEST_INDICATORS_FOR_TIDE = 5;

/**
 * The tide: the shift that most indicators share, from mood, season or mode rather than from the initiative, and how far
 * each indicator stands out from the tide of all the others.
 *
 * The tide is a median, so a minority of true ripples hardly moves it. Indicators answered by the same people err
 * together; that common error is in the tide and in each change alike, and drops out of the difference. Hence the error
 * of an excess is smaller, the larger `averageCorrelation` is. Assumes that the indicators which did not ripple share one
 * shift; if half of them ripple the same way, that is taken for the tide.
 *
 * @param changes indicators that no goal was set for, turned so that positive is better.
 * @param averageCorrelation of their errors, in [0, 1); `averageErrorCorrelation` estimates it. Taking 0 where it is not
 *   costs power in the excesses (and is unsafe for one less than half as uncertain as the rest), and makes the interval of
 *   the tide itself far too narrow.
 * @param confidence of the interval for the tide, default 0.95.
 * @returns the tide of all (its error includes the common part), and for each, in order, its excess over the tide of the
 *   others with a two-sided p. Null with fewer than {@link FEWEST_INDICATORS_FOR_TIDE} changes.
 * @throws RangeError if a change is not finite, a standard error not positive, or the correlation outside [0, 1).
 * @see Our own method: METHODS §4; error of a median from the density at it (Serfling 1980, §2.3.3), here for
 *   normals of unequal error. Checked by simulation: tests/impact/statistics/tide.test.ts
 */
export function tideOf(
  changes: readonly StandardisedChange[],
  averageCorrelation: number,
  confidence = 0.95,
): { tide: Tide; excesses: Excess[] } | null {
  for (const change of changes) requireChange(change);
  requireCorrelation(averageCorrelation);
  requireLevel("confidence", confidence);
  if (changes.length < FEWEST_INDICATORS_FOR_TIDE) return null;
  const all = medianErrorOf(changes.length, sumOfReciprocals(changes));
  const estimate = medianOf(changes.map((change) => change.standardisedChange));
  const se = Math.sqrt(averageCorrelation * all.typical ** 2 + (1 - averageCorrelation) * all.own);
  const margin = normalQuantile((1 + confidence) / 2) * se;
  return {
    tide: { estimate, se, low: estimate - margin, high: estimate + margin },
    excesses: excessesOf(changes, averageCorrelation),
  };
}

/**
 * How far one change stands out from the tide of others it is not among: a goal indicator in a group the goal did not aim
 * at, say. Null with fewer than four others, the fewest that {@link tideOf} uses.
 *
 * @param averageCorrelation of the error of this change and the errors of the others, taken as one number.
 * @throws RangeError as {@link tideOf}.
 */
export function excessOverTide(
  change: StandardisedChange,
  others: readonly StandardisedChange[],
  averageCorrelation: number,
): Excess | null {
  for (const each of [change, ...others]) requireChange(each);
  requireCorrelation(averageCorrelation);
  if (others.length < FEWEST_INDICATORS_FOR_TIDE - 1) return null;
  const tide = medianOf(others.map((other) => other.standardisedChange));
  return excessOf(change, tide, medianErrorOf(others.length, sumOfReciprocals(others)), averageCorrelation);
}

/** Leaves out each in turn; sorted once, because the simulation of the screening does this millions of times. */
function excessesOf(changes: readonly StandardisedChange[], averageCorrelation: number): Excess[] {
  const rising = changes.map((change) => change.standardisedChange).sort((a, b) => a - b);
  const reciprocals = sumOfReciprocals(changes);
  return changes.map((change) => {
    const tide = medianWithout(rising, change.standardisedChange);
    const error = medianErrorOf(changes.length - 1, reciprocals - 1 / change.standardError);
    return excessOf(change, tide, error, averageCorrelation);
  });
}

/**
 * Error of a median of n normals with unequal standard errors: as if all had their harmonic mean (`typical`), because the
 * precise ones crowd the middle. `own` is the variance of the part that is not common.
 */
function medianErrorOf(n: number, reciprocals: number): { typical: number; own: number } {
  const typical = n / reciprocals;
  return { typical, own: (typical ** 2 * (Math.PI / 2)) / n };
}

/** The common error drops out as far as the change and the tide carry it equally: (own se − typical se) of it is left. */
function excessOf(
  change: StandardisedChange,
  tide: number,
  error: { typical: number; own: number },
  averageCorrelation: number,
): Excess {
  const excess = change.standardisedChange - tide;
  const commonLeft = averageCorrelation * (change.standardError - error.typical) ** 2;
  const ownErrors = (1 - averageCorrelation) * (change.standardError ** 2 + error.own);
  const se = Math.sqrt(commonLeft + ownErrors);
  const z = excess / se;
  return { tide, excess, se, z, p: twoSidedPFromT(z, change.df ?? Number.POSITIVE_INFINITY) };
}

function medianWithout(rising: readonly number[], value: number): number {
  const left = rising.length - 1;
  const place = Math.floor((left - 1) / 2);
  const at = (index: number): number => {
    const here = rising[index];
    const next = rising[index + 1];
    // The left-out value is at or before this place exactly when it is not above what stands there.
    const found = here !== undefined && value > here ? here : next;
    if (found === undefined) throw new RangeError("nothing has no median");
    return found;
  };
  return left % 2 === 1 ? at(place) : (at(place) + at(place + 1)) / 2;
}

function sumOfReciprocals(changes: readonly StandardisedChange[]): number {
  let sum = 0;
  for (const { standardError } of changes) sum += 1 / standardError;
  return sum;
}

function requireChange({ standardisedChange, standardError, df }: StandardisedChange): void {
  requireFinite("standardisedChange", standardisedChange);
  requirePositive("standardError", standardError);
  if (df !== undefined) requireDegreesOfFreedom("df", df);
}

function requireCorrelation(correlation: number): void {
  if (!(correlation >= 0 && correlation < 1)) {
    throw new RangeError(`averageCorrelation must lie in [0, 1), got ${correlation}`);
  }
}
