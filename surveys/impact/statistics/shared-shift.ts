import { requireFinite, requirePositive } from "./input-domain.ts";
import { medianOf } from "./median.ts";

export type SharedShift = {
  estimate: number;
  /** Of the estimate, from the errors given; larger where it is unclear who belongs to the majority. */
  variance: number;
  /** The harmonic mean of the errors. */
  typicalError: number;
  /**
   * How far the values above, and those below, draw the shift towards themselves by being counted with the majority as far as they may
   * belong to it. Both at least 0.
   */
  pull: { up: number; down: number };
  /** For each value the chance that it belongs to the majority, in [0, 1]. */
  belongs: number[];
  /** Where the two minorities lie from the estimate, and what share each has. What a second fit may start from. */
  groups: Groups;
};

type Groups = { up: number; down: number; shareUp: number; shareDown: number };

/** A minority lies at least this many typical errors away: nearer, it cannot be told from the majority. */
const NEAREST = 2;
/** The majority is taken to have one value more than was seen, so that few values do not split for nothing. */
const EXTRA_IN_MAJORITY = 1;
/**
 * The minorities are three tenths of all at most. Without that some one in forty samples of thirty values takes the upper part of the
 * majority for a minority, where a true minority lies about two errors below.
 */
const MOST_IN_MINORITIES = 0.3;
const STEPS = 100;
const LONGEST_STRIDE = 8;
const KEYS = ["shift", "up", "down", "shareUp", "shareDown"] as const;
/** A step smaller than this, in typical errors, is the last: what is left is some 1e-5 of them, and some 1e-4 in a second fit. */
const STEADY = 2e-5;
const STEADY_AGAIN = 1e-4;

/**
 * The shift that most values share, each value having an error of its own and of known size, while a minority may lie
 * above and another below. All three groups are fitted at once (a mixture of normals by expectation–maximisation), so the
 * minorities hardly pull: a median of 100 values of which 20 lie far above is off by a third of a value's error, this by
 * a tenth or less. Where a minority lies so near that it cannot be told from the majority, it still pulls.
 *
 * @param values at least one, any unit.
 * @param errors standard error of each value, same unit; errors of different values are independent.
 * @param start a fit of almost the same values, to save steps.
 * @throws RangeError if there are no values, not as many errors, a value is not finite, or an error not positive.
 * @see Efron (2004), J. Am. Stat. Assoc. 99, 96–104 (a null to be estimated); Dempster, Laird & Rubin (1977), J. R. Stat.
 *   Soc. B 39, 1–38 (the fit); Louis (1982), J. R. Stat. Soc. B 44, 226–233 (its variance). Checked against R optim on
 *   the same likelihood: tests/reference/statistics-shared-shift.R; how it serves: docs/evidence
 */
export function sharedShiftOf(
  values: readonly number[],
  errors: readonly number[],
  start?: SharedShift,
  leftOut = -1,
): SharedShift {
  requireValues(values, errors);
  const n = values.length - (leftOut < 0 ? 0 : 1);
  if (n < 1) throw new RangeError("nothing shares no shift");
  const typical = typicalError(errors, leftOut);
  const fit = new Fit(values, errors, typical, leftOut);
  const steady = (start ? STEADY_AGAIN : STEADY) * typical;
  const shift = start?.estimate ?? medianOf(values.filter((_, index) => index !== leftOut));
  const groups = start?.groups ?? { up: 2.5 * typical, down: 2.5 * typical, shareUp: 0.1, shareDown: 0.1 };
  const { shift: estimate, ...found } = climb(fit, { shift, ...groups }, steady);
  const variance = 1 / fit.information(estimate, found);
  return { estimate, variance, typicalError: typical, pull: fit.pull(estimate), belongs: fit.belongs, groups: found };
}

type Place = Groups & { shift: number };

/** Steps until one moves the shift by less than `steady`; after every two, a stride the way they went. */
function climb(fit: Fit, start: Place, steady: number): Place {
  let here = start;
  for (let step = 0; step < STEPS; step++) {
    const first = fit.improve(here);
    if (first === null) return here;
    if (Math.abs(first.shift - here.shift) < steady) return first;
    const second = fit.improve(first);
    if (second === null || Math.abs(second.shift - first.shift) < steady) return second ?? first;
    here = fit.stride(here, first, second);
  }
  return here;
}

/** The harmonic mean: what the precise values, which tell most about the shift, have. */
function typicalError(errors: readonly number[], leftOut: number): number {
  let reciprocals = 0;
  for (let i = 0; i < errors.length; i++) if (i !== leftOut) reciprocals += 1 / (errors[i] as number);
  return (errors.length - (leftOut < 0 ? 0 : 1)) / reciprocals;
}

/** Sums of one step over one group: of the chances to belong, and of values weighted by chance and precision. */
type Sums = { share: number; precision: number; weighted: number };

class Fit {
  readonly belongs: number[];
  /** 1 / variance of each value in the majority, and in a minority, whose own spread is one typical error; and their square roots. */
  private readonly precise: readonly number[];
  private readonly wide: readonly number[];
  private readonly precisePeak: readonly number[];
  private readonly widePeak: readonly number[];
  private readonly values: readonly number[];
  private readonly typical: number;
  private readonly leftOut: number;

  constructor(values: readonly number[], errors: readonly number[], typical: number, leftOut: number) {
    this.values = values;
    this.typical = typical;
    this.leftOut = leftOut;
    this.belongs = values.map(() => 0);
    this.precise = errors.map((error) => 1 / error ** 2);
    this.wide = errors.map((error) => 1 / (error ** 2 + typical ** 2));
    this.precisePeak = this.precise.map((one) => Math.sqrt(one));
    this.widePeak = this.wide.map((one) => Math.sqrt(one));
  }

  /** One step of expectation and maximisation; null where so little lies near that there is no majority to improve. */
  improve(place: Place): Place | null {
    const { middle, up, down } = this.#expect(place.shift, place);
    if (!(middle.share > 1e-9)) return null;
    const next = this.#centres(middle, up, down);
    const total = middle.share + up.share + down.share + EXTRA_IN_MAJORITY;
    const tooMany = Math.max(1, (up.share + down.share) / total / MOST_IN_MINORITIES);
    return { ...next, shareUp: up.share / total / tooMany, shareDown: down.share / total / tooMany };
  }

  /**
   * Where many more steps like these two would lead, as far as that makes sense; else the second of them.
   *
   * @see Varadhan & Roland (2008), Scand. J. Stat. 35, 335–353 (squared extrapolation).
   */
  stride(start: Place, first: Place, second: Place): Place {
    let [moved, bent] = [0, 0];
    for (const key of KEYS) {
      const unit = key === "shareUp" || key === "shareDown" ? 1 : this.typical;
      moved += ((first[key] - start[key]) / unit) ** 2;
      bent += ((second[key] - 2 * first[key] + start[key]) / unit) ** 2;
    }
    const length = Math.min(LONGEST_STRIDE, Math.sqrt(moved / bent));
    if (!(length > 1)) return second;
    const ahead = { ...second };
    for (const key of KEYS) {
      const bend = second[key] - 2 * first[key] + start[key];
      ahead[key] = start[key] + 2 * length * (first[key] - start[key]) + length ** 2 * bend;
    }
    const nearest = NEAREST * this.typical;
    const makesSense =
      ahead.shareUp > 0 && ahead.shareDown > 0 && ahead.shareUp + ahead.shareDown <= MOST_IN_MINORITIES;
    return makesSense && ahead.up >= nearest && ahead.down >= nearest ? ahead : second;
  }

  /** Information on the shift, the groups taken as known: what was lost by not knowing who belongs is taken off (Louis). */
  information(shift: number, groups: Groups): number {
    const { middle } = this.#expect(shift, groups);
    let lost = 0;
    for (let i = 0; i < this.values.length; i++) {
      const chance = this.belongs[i] as number;
      const score = ((this.values[i] as number) - shift) * (this.precise[i] as number);
      lost += chance * (1 - chance) * score ** 2;
    }
    return Math.max(middle.precision - lost, middle.precision / 6, 1 / this.typical ** 2 / this.values.length);
  }

  /** Of those of whom it is unclear whether they belong: their chance not to, times how far away they are. */
  pull(shift: number): { up: number; down: number } {
    let [weight, up, down] = [0, 0, 0];
    for (let i = 0; i < this.values.length; i++) {
      const chance = this.belongs[i] as number;
      const own = chance * (this.precise[i] as number);
      const distance = (this.values[i] as number) - shift;
      weight += own;
      if (distance > 0) up += own * (1 - chance) * distance;
      else down -= own * (1 - chance) * distance;
    }
    return weight > 0 ? { up: up / weight, down: down / weight } : { up: 0, down: 0 };
  }

  #expect(shift: number, { up: above, down: below, shareUp, shareDown }: Groups) {
    const { values, belongs, leftOut, precise, wide, precisePeak, widePeak } = this;
    const shareMiddle = 1 - shareUp - shareDown;
    let inMiddle = 0.0;
    let inUp = 0.0;
    let inDown = 0.0;
    let precision = 0.0;
    let precisionUp = 0.0;
    let precisionDown = 0.0;
    let weighted = 0.0;
    let weightedUp = 0.0;
    let weightedDown = 0.0;
    for (let i = 0; i < values.length; i++) {
      if (i === leftOut) {
        belongs[i] = 0;
        continue;
      }
      const value = values[i] as number;
      const distance = value - shift;
      const narrow = precise[i] as number;
      const broad = wide[i] as number;
      const middle = shareMiddle * (precisePeak[i] as number) * Math.exp(-0.5 * narrow * distance * distance);
      const peak = widePeak[i] as number;
      const up = shareUp * peak * Math.exp(-0.5 * broad * (distance - above) * (distance - above));
      const down = shareDown * peak * Math.exp(-0.5 * broad * (distance + below) * (distance + below));
      const all = middle + up + down;
      // So far out that all three densities vanish: it belongs to the minority on its side.
      const chance = all > 0 ? middle / all : 0;
      const chanceUp = all > 0 ? up / all : Number(distance > 0);
      const chanceDown = 1 - chance - chanceUp;
      belongs[i] = chance;
      inMiddle += chance;
      inUp += chanceUp;
      inDown += chanceDown;
      precision += chance * narrow;
      precisionUp += chanceUp * broad;
      precisionDown += chanceDown * broad;
      weighted += chance * narrow * value;
      weightedUp += chanceUp * broad * value;
      weightedDown += chanceDown * broad * value;
    }
    return {
      middle: { share: inMiddle, precision, weighted },
      up: { share: inUp, precision: precisionUp, weighted: weightedUp },
      down: { share: inDown, precision: precisionDown, weighted: weightedDown },
    };
  }

  /** The likeliest centres. A minority that would come too near is held at the nearest place, and then tells of the shift as well. */
  #centres(middle: Sums, up: Sums, down: Sums): { shift: number; up: number; down: number } {
    const nearest = NEAREST * this.typical;
    const near = { up: false, down: false };
    for (;;) {
      let { precision, weighted } = middle;
      if (near.up) [precision, weighted] = [precision + up.precision, weighted + up.weighted - nearest * up.precision];
      if (near.down) {
        [precision, weighted] = [precision + down.precision, weighted + down.weighted + nearest * down.precision];
      }
      const shift = weighted / precision;
      const above = near.up || up.precision === 0 ? nearest : up.weighted / up.precision - shift;
      const below = near.down || down.precision === 0 ? nearest : shift - down.weighted / down.precision;
      if (above >= nearest && below >= nearest) return { shift, up: above, down: below };
      near.up ||= above < nearest;
      near.down ||= below < nearest;
    }
  }
}

function requireValues(values: readonly number[], errors: readonly number[]): void {
  if (values.length !== errors.length) throw new RangeError("as many errors as values are needed");
  for (const value of values) requireFinite("value", value);
  for (const error of errors) requirePositive("error", error);
}
