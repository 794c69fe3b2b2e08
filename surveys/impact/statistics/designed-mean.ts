import { requireFinite, requireNonNegative } from "./input-domain.ts";
import { type DesignedAnswers, designVariance, type SamplingDesign } from "./sampling-design.ts";

export interface DesignedMean {
  n: number;
  weight: number;
  weightSquared: number;
  mean: number;
  /** n/(n − 1) × Σw(y − m)²/Σw: the spread of the answers themselves. */
  variance: number;
  se: number;
  /** Units with an answer minus strata with an answer. */
  df: number;
  /** Units with an answer. */
  units: number;
  /** se² over what a simple random sample of as many people would have; null where all answered alike. */
  designEffect: number | null;
}

/**
 * A mean (or a share coded 0/1) from a sample drawn in strata or clusters, weighted or not, by Taylor linearisation with the cluster as the
 * sampling unit. Null below two answers, where nobody counts, or where no degree of freedom is left: one unit in each stratum.
 *
 * @throws RangeError if a value is not finite, or a weight negative.
 * @see Binder (1983), Int. Stat. Rev. 51, 279–292. Checked against R survey::svymean(deff = "replace"): tests/reference/statistics-design.R
 */
export function designedMeanOf(answers: DesignedAnswers, design: SamplingDesign): DesignedMean | null {
  const sums = weightedSumsOf(answers);
  if (sums.n < 2 || sums.weight <= 0) return null;
  const pulls = new Float64Array(design.stratumOf.length);
  const answered = new Uint8Array(pulls.length);
  addPulls(answers, sums, 1, pulls, answered);
  const { variance, units, strata } = designVariance(design, pulls, answered);
  if (units - strata < 1) return null;
  const ofAnswers = (sums.squares / sums.weight) * (sums.n / (sums.n - 1));
  const alike = sums.squares <= 1e-13 * sums.weight * Math.max(1, sums.mean ** 2);
  return {
    ...{ n: sums.n, weight: sums.weight, weightSquared: sums.weightSquared, mean: sums.mean, variance: ofAnswers },
    se: alike ? 0 : Math.sqrt(variance),
    df: units - strata,
    units,
    designEffect: alike ? null : variance / (ofAnswers / sums.n),
  };
}

export interface WeightedSums {
  n: number;
  weight: number;
  weightSquared: number;
  mean: number;
  /** Σw(y − m)². */
  squares: number;
}

/** Summed as distances from the first value, so that equal answers have a mean equal to the answer to the last bit. */
export function weightedSumsOf({ value, weight }: DesignedAnswers): WeightedSums {
  const sums: WeightedSums = { n: value.length, weight: 0, weightSquared: 0, mean: 0, squares: 0 };
  const start = value.length > 0 ? (value[0] as number) : 0;
  let distance = 0;
  for (let person = 0; person < value.length; person++) {
    const [y, w] = [value[person] as number, weight[person] as number];
    requireFinite("value", y);
    requireNonNegative("weight", w);
    sums.weight += w;
    sums.weightSquared += w ** 2;
    distance += w * (y - start);
  }
  if (sums.weight <= 0) return sums;
  sums.mean = start + distance / sums.weight;
  for (let person = 0; person < value.length; person++) {
    sums.squares += (weight[person] as number) * ((value[person] as number) - sums.mean) ** 2;
  }
  return sums;
}

/** Adds what each person pulls the mean by, w(y − m)/Σw, to their unit; `sign` −1 for what is taken away in a difference. */
export function addPulls(
  { unit, weight, value }: DesignedAnswers,
  sums: WeightedSums,
  sign: 1 | -1,
  pulls: Float64Array,
  answered: Uint8Array,
): void {
  for (let person = 0; person < value.length; person++) {
    const [at, w] = [unit[person] as number, weight[person] as number];
    if (!(at >= 0 && at < pulls.length)) throw new RangeError(`unit ${at} is not in the design`);
    if (w > 0) answered[at] = 1;
    pulls[at] = (pulls[at] as number) + (sign * w * ((value[person] as number) - sums.mean)) / sums.weight;
  }
}
