import type { ReadValue } from "./indicator.ts";
import type { Sampled } from "./sampled-waves.ts";
import { type Moments, momentsOf } from "./statistics/moments.ts";
import { degreesOfFreedomOfWeights, weightedDegreesOfFreedom } from "./statistics/weighted-degrees-of-freedom.ts";
import type { PairCount, ValueCount } from "./tallies.ts";

/** The answers of one wave and segment to one indicator, in the figure's unit: one row per value. */
export interface Answers {
  rows: readonly ValueCount[];
  moments: Moments;
  weighted: boolean;
  /** The same answers with the sample they come from; null where nobody was drawn in a stratum or cluster. */
  sampled: Sampled | null;
}

/** Reads counted codes in the figure's unit; codes that read alike (all codes of the good end) become one row. */
export function readAnswers(
  counts: readonly ValueCount[],
  read: ReadValue,
  weighted: boolean,
  sampled: Sampled | null = null,
): Answers {
  const rows = new Map<number, ValueCount>();
  for (const { value, count, weight, weightSquared } of counts) {
    const score = read(value);
    const row = rows.get(score);
    if (row) {
      row.count += count;
      row.weight += weight;
      row.weightSquared += weightSquared;
    } else rows.set(score, { value: score, count, weight, weightSquared });
  }
  const list = [...rows.values()];
  return { rows: list, moments: momentsOf(list), weighted, sampled };
}

/** The answers as if each counted one: what a simple random sample of the same people would be. */
export function unweighted(rows: readonly ValueCount[]): ValueCount[] {
  return rows.map((row) => ({ ...row, weight: row.count, weightSquared: row.count }));
}

/** The same for pairs of answers; each wave is read by its own codes. */
export function readPairs(counts: readonly PairCount[], readFrom: ReadValue, readTo: ReadValue): PairCount[] {
  return counts.map(({ from, to, count, weightProduct }) => {
    return { from: readFrom(from), to: readTo(to), count, weightProduct };
  });
}

export interface WeightedMoments {
  weight: number;
  mean: number;
  /** Σw(y − m)² / Σw. */
  variance: number;
  /** Standard error of the mean by linearisation, each person one sampling unit: n/(n − 1) Σw²(y − m)² / (Σw)², square root. */
  se: number;
  /** (Σw)² / Σw². */
  effectiveSize: number;
  /** That the error rests on. */
  df: number;
  /** The part of those that unequal weights cost; Infinity where all are equal. */
  dfOfWeights: number;
}

/**
 * Mean of answers that do not all count alike. Null below two answers, or where nobody counts.
 *
 * @see Binder (1983), Int. Stat. Rev. 51, 279–292. Checked against R survey::svymean: tests/reference/impact-points.R
 */
export function weightedMomentsOf(rows: readonly ValueCount[]): WeightedMoments | null {
  const n = sumOf(rows, (row) => row.count);
  const weight = sumOf(rows, (row) => row.weight);
  if (n < 2 || weight <= 0) return null;
  // Summed as distances from the first value, so that equal answers have a mean equal to the answer to the last bit.
  const first = rows[0]?.value ?? 0;
  const mean = first + sumOf(rows, (row) => row.weight * (row.value - first)) / weight;
  const squares = sumOf(rows, (row) => row.weight * (row.value - mean) ** 2);
  const pulls = sumOf(rows, (row) => row.weightSquared * (row.value - mean) ** 2);
  const weightSquared = sumOf(rows, (row) => row.weightSquared);
  return {
    weight,
    mean,
    variance: squares / weight,
    se: Math.sqrt((pulls * n) / (n - 1)) / weight,
    effectiveSize: weight ** 2 / weightSquared,
    df: weightedDegreesOfFreedom({ count: n, weight, weightSquared }),
    dfOfWeights: degreesOfFreedomOfWeights({ count: n, weight, weightSquared }),
  };
}

function sumOf(rows: readonly ValueCount[], of: (row: ValueCount) => number): number {
  let sum = 0;
  for (const row of rows) sum += of(row);
  return sum;
}
