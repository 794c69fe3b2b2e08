import { normalCdf, normalQuantile } from "#surveys/impact/statistics/normal.ts";

/** A question's answers in the baseline population, worst first. Read on 0–100, as Ringvirk does. */
export interface Scale {
  name: string;
  /** Share of the population that gives each answer. */
  shares: number[];
  /** Where a standard normal feeling goes over to the next answer. */
  thresholds: Float64Array;
  /** What each answer is read as. */
  scores: Float64Array;
}

export function scaleOf(name: string, shares: number[]): Scale {
  let below = 0;
  const thresholds = shares.slice(0, -1).map((share) => {
    below += share;
    return normalQuantile(below);
  });
  const scores = shares.map((_, code) => (100 * code) / (shares.length - 1));
  return { name, shares, thresholds: Float64Array.from(thresholds), scores: Float64Array.from(scores) };
}

/** Scales like those of the residents' survey and its kin: long and short, even and lopsided, and yes-no. */
export const scales: Scale[] = [
  scaleOf("7 points, even", [0.05, 0.1, 0.2, 0.3, 0.2, 0.1, 0.05]),
  scaleOf("5 points, even", [0.1, 0.2, 0.4, 0.2, 0.1]),
  scaleOf("7 points, mostly good", [0.02, 0.03, 0.07, 0.13, 0.25, 0.3, 0.2]),
  scaleOf("yes-no, half", [0.5, 0.5]),
  scaleOf("5 points, mostly good", [0.03, 0.07, 0.2, 0.4, 0.3]),
  scaleOf("5 points, more than half at the end", [0.03, 0.07, 0.12, 0.23, 0.55]),
  scaleOf("yes-no, a fifth", [0.8, 0.2]),
];

/** Mean and variance in a population whose feelings have risen by `shift`. */
export function momentsAt({ thresholds, scores }: Scale, shift: number): { mean: number; variance: number } {
  let [mean, squares, below] = [0, 0, 0];
  for (const [code, score] of scores.entries()) {
    const upTo = code < thresholds.length ? normalCdf((thresholds[code] as number) - shift) : 1;
    mean += (upTo - below) * score;
    squares += (upTo - below) * score ** 2;
    below = upTo;
  }
  return { mean, variance: squares - mean ** 2 };
}

/** The average standard deviation of the two waves, which a change is divided by. */
export function sdBetween(scale: Scale, shift: number): number {
  return Math.sqrt((momentsAt(scale, 0).variance + momentsAt(scale, shift).variance) / 2);
}

/** How far feelings must rise for the answers to rise by this many of their own standard deviations. */
export function shiftFor(scale: Scale, standardisedChange: number): number {
  let [low, high] = [-4, 4];
  const start = momentsAt(scale, 0).mean;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const change = (momentsAt(scale, middle).mean - start) / sdBetween(scale, middle);
    if (change < standardisedChange) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Covariance of answers to two questions whose feelings correlate.
 *
 * @see Hermite series of the bivariate normal: Cramér (1946), Mathematical Methods of Statistics, §12.6.
 */
export function covarianceOf(
  one: Scale,
  shiftOne: number,
  other: Scale,
  shiftOther: number,
  correlation: number,
): number {
  const [a, b] = [hermiteTerms(one, shiftOne), hermiteTerms(other, shiftOther)];
  let [sum, factor] = [0, 1];
  for (let k = 1; k <= TERMS; k++) {
    factor *= correlation / k;
    sum += factor * (a[k] as number) * (b[k] as number);
  }
  return sum;
}

const TERMS = 24;

function hermiteTerms({ thresholds, scores }: Scale, shift: number): number[] {
  const terms = new Array<number>(TERMS + 1).fill(0);
  for (const [code, threshold] of thresholds.entries()) {
    const at = threshold - shift;
    const step = (scores[code + 1] as number) - (scores[code] as number);
    const density = Math.exp(-0.5 * at ** 2) / Math.sqrt(2 * Math.PI);
    let [before, polynomial] = [0, 1];
    for (let k = 1; k <= TERMS; k++) {
      terms[k] = (terms[k] as number) + step * density * polynomial;
      [before, polynomial] = [polynomial, at * polynomial - (k - 1) * before];
    }
  }
  return terms;
}

/** Mean answer of people by their mood, where answers are mood and chance in this mix: read at {@link moodAt}. */
export function meanByMood(scale: Scale, shift: number, moodShare: number): Float64Array {
  const own = Math.sqrt(1 - moodShare);
  return Float64Array.from({ length: 2 * MOODS + 1 }, (_, place) => {
    const feeling = Math.sqrt(moodShare) * ((place - MOODS) / MOODS_A_UNIT) + shift;
    let mean = 0;
    for (const [code, threshold] of scale.thresholds.entries()) {
      mean +=
        ((scale.scores[code + 1] as number) - (scale.scores[code] as number)) * normalCdf((feeling - threshold) / own);
    }
    return mean;
  });
}

const MOODS_A_UNIT = 100;
const MOODS = 6 * MOODS_A_UNIT;

export function moodAt(mood: number): number {
  return Math.round(MOODS_A_UNIT * mood) + MOODS;
}
