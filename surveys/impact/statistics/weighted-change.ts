import { effectiveSampleSize, weightingDesignEffect } from "./effective-sample-size.ts";
import { requireCount, requireFinite, requireLevel, requireNonNegative } from "./input-domain.ts";
import type { Refusal } from "./refusal.ts";
import { type TInterval, tIntervalOf } from "./t-interval.ts";

/** The people who gave this value in one wave: how many, Σ of their weights, Σ of the squares of their weights. */
export type WeightedValue = { value: number; count: number; weight: number; weightSquared: number };

/** The people who gave these two values: how many, and Σ over them of (weight in wave one × weight in wave two). */
export type WeightedPair = { from: number; to: number; count: number; weightProduct: number };

export type WeightedWave = { n: number; mean: number; effectiveSize: number; designEffect: number };

export type WeightedChange = TInterval & {
  people: number;
  from: WeightedWave;
  to: WeightedWave;
  /** Of the errors of the two means, from the people in both waves; 0 where a wave has no error. */
  correlation: number;
};

/**
 * How much a weighted mean (or a share coded 0/1) changed from one wave to the next. Each person is one sampling unit,
 * whether in one wave or both, so the overlap is carried by the design and needs no correlation.
 *
 * Taylor linearisation: a person pulls the change by w₁(y₁−m₁)/W₁ − w₀(y₀−m₀)/W₀ (a part is 0 in a wave they missed);
 * the variance is N/(N−1) × Σ of those pulls squared, N = distinct people. The sums per value and per pair of values
 * suffice. Strata and clusters are not in it. Only ratios of weights matter, and each wave may have its own scale.
 *
 * @param known.from, known.to one row per value; pairs included. A row with count 0 is skipped.
 * @param known.pairs one row per pair of values, for people in both waves.
 * @param known.confidence default 0.95.
 * @returns change (`to` minus `from`) in the unit of the answers, df = N − 2, and for each wave Kish's effective size and
 *   design effect. Refused as `too-few` below two people in a wave or three in all, as `no-variation` when se is 0.
 * @throws RangeError on impossible input: NaN, negative weights, no weight at all in a wave, weights whose squares do not
 *   fit, more pairs than people in a wave, pairs that cannot belong to these waves.
 * @see Binder (1983), Int. Stat. Rev. 51, 279–292. Checked against R survey::svyglm(y ~ wave) on
 *   svydesign(ids = ~person, weights = ~w): tests/reference/statistics-weighted.R
 */
export function weightedChangeBetween(known: {
  from: Iterable<WeightedValue>;
  to: Iterable<WeightedValue>;
  pairs: Iterable<WeightedPair>;
  confidence?: number;
}): WeightedChange | Refusal {
  const confidence = known.confidence ?? 0.95;
  requireLevel("confidence", confidence);
  const from = waveOf([...known.from]);
  const to = waveOf([...known.to]);
  const pairs = [...known.pairs];
  const people = from.n + to.n - countPairs(pairs, from.n, to.n);
  if (from.n < 2 || to.n < 2 || people < 3) return { refused: "too-few" };
  const estimate = to.mean - from.mean;
  const shared = sharedPull(from, to, pairs);
  const se = standardErrorOf(from, to, shared, people);
  if (se === 0) return { refused: "no-variation", estimate };
  const product = from.pull * to.pull;
  return {
    ...tIntervalOf({ estimate, se, df: people - 2, confidence }),
    people,
    correlation: product > 0 ? Math.max(-1, Math.min(1, shared / Math.sqrt(product))) : 0,
    from: describe(from),
    to: describe(to),
  };
}

/** Everything about one wave that does not depend on the other; `pull` is Σ over people of (w(y−m)/W)². */
type Wave = { n: number; mean: number; weight: number; weightSquared: number; pull: number };

function waveOf(rows: WeightedValue[]): Wave {
  const wave: Wave = { n: 0, mean: 0, weight: 0, weightSquared: 0, pull: 0 };
  for (const row of rows) {
    requireRow(row);
    wave.n += row.count;
    wave.weight += row.weight;
    wave.weightSquared += row.weightSquared;
  }
  if (wave.n === 0) return wave;
  if (wave.weight === 0) throw new RangeError("a wave has people but no weight");
  wave.mean = weightedMeanOf(rows, wave.weight);
  for (const row of rows) wave.pull += row.weightSquared * ((row.value - wave.mean) / wave.weight) ** 2;
  return wave;
}

/** Summed as distances from the first value, so that equal answers have a mean equal to the answer to the last bit. */
function weightedMeanOf(rows: WeightedValue[], weight: number): number {
  const start = rows.find((row) => row.count > 0)?.value ?? 0;
  let distance = 0;
  for (const row of rows) distance += row.weight * (row.value - start);
  return start + distance / weight;
}

function sharedPull(from: Wave, to: Wave, pairs: WeightedPair[]): number {
  let shared = 0;
  for (const pair of pairs) {
    shared += pair.weightProduct * ((pair.from - from.mean) / from.weight) * ((pair.to - to.mean) / to.weight);
  }
  return shared;
}

/** Returns exactly 0 where what is left is only rounding. */
function standardErrorOf(from: Wave, to: Wave, shared: number, people: number): number {
  const separate = from.pull + to.pull;
  const squares = separate - 2 * shared;
  if (squares < -1e-9 * separate) throw new RangeError("these pairs cannot belong to these waves");
  if (squares <= 1e-13 * separate) return 0;
  const se = Math.sqrt((squares * people) / (people - 1));
  return se < 10 * Number.EPSILON * Math.max(Math.abs(from.mean), Math.abs(to.mean)) ? 0 : se;
}

function describe(wave: Wave): WeightedWave {
  return {
    n: wave.n,
    mean: wave.mean,
    effectiveSize: effectiveSampleSize(wave),
    designEffect: weightingDesignEffect({ ...wave, count: wave.n }),
  };
}

function countPairs(pairs: WeightedPair[], nFrom: number, nTo: number): number {
  let n = 0;
  for (const pair of pairs) {
    requireFinite("pair.from", pair.from);
    requireFinite("pair.to", pair.to);
    requireCount("pair.count", pair.count);
    requireNonNegative("pair.weightProduct", pair.weightProduct);
    if (pair.count === 0 && pair.weightProduct > 0) throw new RangeError("a pair has weight but nobody in it");
    n += pair.count;
  }
  if (n > Math.min(nFrom, nTo)) throw new RangeError(`${n} pairs, but fewer people in a wave`);
  return n;
}

function requireRow({ value, count, weight, weightSquared }: WeightedValue): void {
  requireFinite("value", value);
  requireCount("count", count);
  requireNonNegative("weight", weight);
  requireNonNegative("weightSquared", weightSquared);
  // Σw² lies between (Σw)²/n (all alike) and (Σw)² (one person carries all).
  const rounding = 1e-9 * weight ** 2;
  if (weightSquared * count < weight ** 2 - rounding || weightSquared > weight ** 2 + rounding) {
    throw new RangeError(
      `weights that add up to ${weight} over ${count} people cannot have squares of ${weightSquared}`,
    );
  }
}
