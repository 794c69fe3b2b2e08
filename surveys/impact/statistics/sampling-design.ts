import { requireCount } from "./input-domain.ts";

/** How a sample was drawn: in which stratum each sampling unit (an area, a household, a person) stands. */
export interface SamplingDesign {
  /** Unit → stratum, both numbered from 0. Every unit that was drawn and answered anything is in it, also where it says nothing here. */
  stratumOf: ArrayLike<number>;
  /** How many units each stratum has. */
  unitsIn: readonly number[];
}

/** The answers of one wave: one entry per person, in any order. */
export interface DesignedAnswers {
  /** The sampling unit the person belongs to. */
  unit: ArrayLike<number>;
  weight: ArrayLike<number>;
  value: ArrayLike<number>;
}

/** A variance, and how many units and strata it was read from. */
export interface DesignVariance {
  variance: number;
  units: number;
  strata: number;
}

/** Counts the units of each stratum. @throws RangeError if a stratum is not 0, 1, 2 … */
export function samplingDesign(stratumOf: ArrayLike<number>): SamplingDesign {
  const unitsIn: number[] = [];
  for (let unit = 0; unit < stratumOf.length; unit++) {
    const stratum = stratumOf[unit] as number;
    requireCount("stratum", stratum);
    unitsIn[stratum] = (unitsIn[stratum] ?? 0) + 1;
  }
  return { stratumOf, unitsIn: Array.from(unitsIn, (units) => units ?? 0) };
}

/**
 * The variance of an estimate from what each unit pulls it by, units drawn with replacement within strata: in each stratum of n units
 * n/(n−1) × Σ (pull − mean pull of the stratum)². A unit that is in the design and has no answer here pulls by 0, as in a domain of the
 * sample. Lonely units: a stratum of one unit has no spread of its own, so its pull is taken from zero, the mean of all pulls: R's
 * `survey.lonely.psu = "adjust"`, which gives rather too wide an interval than too narrow.
 *
 * @param pulls sum of the pulls of each unit's people, numbered as in the design; they add up to 0 over the whole.
 * @param answered for each unit whether anybody in it counts.
 * @see Lumley (2010), Complex Surveys, §1.2–3.2. Checked against R survey::svyglm, svymean: tests/reference/statistics-design.R
 */
export function designVariance(
  { stratumOf, unitsIn }: SamplingDesign,
  pulls: Float64Array,
  answered: Uint8Array,
): DesignVariance {
  const sums = new Float64Array(unitsIn.length);
  const met = new Uint8Array(unitsIn.length);
  let units = 0;
  for (let unit = 0; unit < pulls.length; unit++) {
    const stratum = stratumOf[unit] as number;
    sums[stratum] = (sums[stratum] as number) + (pulls[unit] as number);
    if (answered[unit]) {
      units += 1;
      met[stratum] = 1;
    }
  }
  let variance = 0;
  for (let unit = 0; unit < pulls.length; unit++) {
    const stratum = stratumOf[unit] as number;
    const size = unitsIn[stratum] as number;
    const pull = pulls[unit] as number;
    variance += size === 1 ? pull ** 2 : ((pull - (sums[stratum] as number) / size) ** 2 * size) / (size - 1);
  }
  let strata = 0;
  for (const one of met) strata += one;
  return { variance, units, strata };
}
