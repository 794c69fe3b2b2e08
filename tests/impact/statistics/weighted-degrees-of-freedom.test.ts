import { expect, test } from "vitest";
import {
  degreesOfFreedomOfWeights,
  weightedDegreesOfFreedom,
} from "#surveys/impact/statistics/weighted-degrees-of-freedom.ts";

function sumsOf(weights: number[]) {
  const sum = (power: number) => weights.reduce((total, weight) => total + weight ** power, 0);
  return { count: weights.length, weight: sum(1), weightSquared: sum(2) };
}

const unequal = Array.from({ length: 60 }, (_, person) => 0.5 + (person % 6) / 2);

test("weights that are all alike cost nothing, whatever they are", () => {
  for (const weight of [1, 0.1, 1 / 3]) {
    const sums = sumsOf(Array.from({ length: 7 }, () => weight));
    expect(weightedDegreesOfFreedom(sums)).toBeCloseTo(6, 9);
    expect(degreesOfFreedomOfWeights(sums)).toBe(Number.POSITIVE_INFINITY);
  }
});

test("what weights cost joins what the number of people costs, as variances add", () => {
  const joined = 1 / (1 / degreesOfFreedomOfWeights(sumsOf(unequal)) + 1 / 59);
  expect(weightedDegreesOfFreedom(sumsOf(unequal))).toBeCloseTo(joined, 9);
});

test("one person who carries nearly all leaves one degree for a mean, twenty for a share", () => {
  const sums = sumsOf([1000, 1, 1, 1, 1]);
  expect(weightedDegreesOfFreedom(sums)).toBe(1);
  expect(degreesOfFreedomOfWeights(sums)).toBe(20);
});

test("one person gives no error", () => {
  expect(() => weightedDegreesOfFreedom(sumsOf([1]))).toThrow(RangeError);
  expect(() => degreesOfFreedomOfWeights({ count: 5, weight: Number.NaN, weightSquared: 5 })).toThrow(RangeError);
});
