import { requireDegreesOfFreedom, requireFinite, requireLevel, requirePositive } from "./input-domain.ts";
import { normalQuantile } from "./normal.ts";
import { type SharedShift, sharedShiftOf } from "./shared-shift.ts";
import { twoSidedPFromT } from "./student-t.ts";

/** A change in standard deviations (positive = better) and its standard error; `df` when its t has few degrees of freedom. */
export type StandardisedChange = { standardisedChange: number; standardError: number; df?: number };

/** How far one change stands out from the tide. All in standard deviations, except z and p. */
export type Excess = { tide: number; excess: number; se: number; z: number; p: number };

export type Tide = { estimate: number; se: number; low: number; high: number };

/** The shift of fewer says more about those few than about a common one. */
export const FEWEST_INDICATORS_FOR_TIDE = 5;

/**
 * An excess less clear than this is not worked out over the tide of exactly the others. Benjamini–Hochberg at 5 % flags a p above 0.03 only
 * where more than half of all are flagged, and then there was no tide to stand out from.
 */
const CLEAR_ENOUGH_TO_REFIT = 0.03;
/** Among more than this many others, whether one of them is there hardly moves who belongs to the majority. */
const MOST_TO_REFIT = 60;

/**
 * The tide: the shift that most indicators share, from mood, season or mode rather than from the initiative, and how far
 * each indicator stands out from the tide of all the others.
 *
 * The tide is what the majority shares while a minority may have risen or fallen beyond it ({@link sharedShiftOf}), so true
 * ripples hardly move it. Indicators answered by the same people err together; that common error is in the tide and in
 * each change alike, and drops out of the difference. Hence the error of an excess is smaller, the larger
 * `averageCorrelation` is. Assumes that the indicators which did not ripple share one shift; if half of them ripple the
 * same way, that is taken for the tide.
 *
 * @param changes indicators that no goal was set for, turned so that positive is better.
 * @param averageCorrelation of their errors, in [0, 1); `averageErrorCorrelation` estimates it. Taking 0 where it is not
 *   costs power in the excesses (and is unsafe for one less than half as uncertain as the rest), and makes the interval of
 *   the tide itself far too narrow.
 * @param confidence of the interval for the tide, default 0.95.
 * @returns the tide of all (its error includes the common part), and for each, in order, its excess over the tide of the
 *   others with a two-sided p. Null with fewer than {@link FEWEST_INDICATORS_FOR_TIDE} changes. Where that p is far from
 *   any flag (above 0.03), or there are more than 60, the others' tide is one step from that of all, not fitted anew.
 * @throws RangeError if a change is not finite, a standard error not positive, or the correlation outside [0, 1).
 * @see Our own method: METHODS §4, decision 013. Checked by simulation: docs/evidence, tests/impact/statistics/tide.test.ts
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
  const sample = sampleOf(changes, averageCorrelation);
  const all = sharedShiftOf(sample.values, sample.errors);
  const { estimate } = all;
  const doubt = doubtOf(all);
  const drawn = Math.max(doubt.up, doubt.down);
  const se = Math.sqrt(averageCorrelation * typicalError(all, sample) ** 2 + all.variance + drawn);
  const margin = normalQuantile((1 + confidence) / 2) * se;
  return {
    tide: { estimate, se, low: estimate - margin, high: estimate + margin },
    excesses: excessesOf(changes, averageCorrelation, sample, all),
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
  const sample = sampleOf(others, averageCorrelation);
  const shift = sharedShiftOf(sample.values, sample.errors);
  return excessOf(change, othersTideOf(shift, sample), averageCorrelation);
}

/** The changes with the part of each error that is not common, and the whole error. */
type Sample = { values: number[]; errors: number[]; whole: number[] };

function sampleOf(changes: readonly StandardisedChange[], averageCorrelation: number): Sample {
  const own = Math.sqrt(1 - averageCorrelation);
  return {
    values: changes.map((change) => change.standardisedChange),
    errors: changes.map((change) => own * change.standardError),
    whole: changes.map((change) => change.standardError),
  };
}

/**
 * Leaves out each in turn: the tide that an indicator itself has pulled would hide it, or make a chance rise look like a
 * ripple. One step of the fit tells which are worth fitting the others anew.
 */
function excessesOf(
  changes: readonly StandardisedChange[],
  averageCorrelation: number,
  sample: Sample,
  all: SharedShift,
): Excess[] {
  const step = stepsWithout(sample, all);
  return changes.map((change, index) => {
    const stepped = step(index);
    const quick = stepped && excessOf(change, stepped, averageCorrelation);
    if (quick && (quick.p > CLEAR_ENOUGH_TO_REFIT || changes.length > MOST_TO_REFIT)) return quick;
    const others = sharedShiftOf(sample.values, sample.errors, all, index);
    return excessOf(change, othersTideOf(others, sample), averageCorrelation);
  });
}

/** `doubt`: what must be added to the variance for one that stands out upwards, and for one downwards. */
type OthersTide = { estimate: number; variance: number; typical: number; doubt: { up: number; down: number } };

function othersTideOf(shift: SharedShift, sample: Sample): OthersTide {
  const { estimate, variance } = shift;
  return { estimate, variance, typical: typicalError(shift, sample), doubt: doubtOf(shift) };
}

/** In typical errors. An eighth of the indicators, one error away, pull by an eighth of an error, and nothing shows that they are there. */
const UNSEEN_PULL = 0.13;
/** By how many times the pull that is seen the tide may be wrong. Both as small as keep the false-discovery rate: docs/evidence. */
const SEEN_PULLS = 4;

/**
 * A minority that lies too near to be told from the majority pulls the tide towards itself, and makes what stays with the true tide seem to
 * stand out on the other side: hence who stands out upwards is doubted for those below.
 */
function doubtOf({ typicalError, pull }: SharedShift): { up: number; down: number } {
  const unseen = (UNSEEN_PULL * typicalError) ** 2;
  return { up: unseen + (SEEN_PULLS * pull.down) ** 2, down: unseen + (SEEN_PULLS * pull.up) ** 2 };
}

/** The tide without one indicator, as long as nobody else changes groups; null for one that is most of the majority by itself. */
function stepsWithout({ values, errors, whole }: Sample, all: SharedShift): (index: number) => OthersTide | null {
  const weights = errors.map((error, index) => (all.belongs[index] ?? 0) / error ** 2);
  const weight = sumOf(weights);
  const weighted = sumOf(weights.map((one, index) => one * (values[index] ?? 0)));
  const weightedError = sumOf(weights.map((one, index) => one * (whole[index] ?? 0)));
  const doubt = doubtOf(all);
  return (index) => {
    const own = weights[index] ?? 0;
    const left = weight - own;
    if (!(left > weight / 2)) return null;
    return {
      estimate: (weighted - own * (values[index] ?? 0)) / left,
      variance: (all.variance * weight) / left,
      typical: (weightedError - own * (whole[index] ?? 0)) / left,
      doubt,
    };
  };
}

/** How much of the common error the tide carries: the mean of the majority's errors, the precise counting most. */
function typicalError({ belongs }: SharedShift, { errors, whole }: Sample): number {
  let weight = 0;
  let weighted = 0;
  for (const [index, error] of errors.entries()) {
    const own = (belongs[index] ?? 0) / error ** 2;
    weight += own;
    weighted += own * (whole[index] ?? 0);
  }
  return weighted / weight;
}

/** The common error drops out as far as the change and the tide carry it equally: (own se − typical se) of it is left. */
function excessOf(
  change: StandardisedChange,
  { estimate, variance, typical, doubt }: OthersTide,
  averageCorrelation: number,
): Excess {
  const excess = change.standardisedChange - estimate;
  const commonLeft = averageCorrelation * (change.standardError - typical) ** 2;
  const drawn = excess > 0 ? doubt.up : doubt.down;
  const se = Math.sqrt(commonLeft + (1 - averageCorrelation) * change.standardError ** 2 + variance + drawn);
  const z = excess / se;
  return { tide: estimate, excess, se, z, p: twoSidedPFromT(z, change.df ?? Number.POSITIVE_INFINITY) };
}

function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
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
