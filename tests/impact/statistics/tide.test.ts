import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { averageErrorCorrelation } from "#surveys/impact/statistics/average-error-correlation.ts";
import { medianOf, medianOfSorted } from "#surveys/impact/statistics/median.ts";
import { excessOverTide, type StandardisedChange, tideOf } from "#surveys/impact/statistics/tide.ts";

const TRUE_TIDE = 0.2;

/** Standard normal numbers from a seed (Park–Miller generator and Box–Muller), so that every run sees the same. */
function normalNumbers(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Nothing happened but the tide; errors share `correlation` because the same people answered. */
function washedUp(standardErrors: number[], correlation: number, normal: () => number): StandardisedChange[] {
  const common = normal();
  return standardErrors.map((standardError) => {
    const error = Math.sqrt(correlation) * common + Math.sqrt(1 - correlation) * normal();
    return { standardisedChange: TRUE_TIDE + standardError * error, standardError };
  });
}

/** Standard deviation (about 0) of z over many surveys with no ripple in them: 1 if its standard error is honest. */
function spreadOfZ(known: { standardErrors: number[]; correlation: number; assumed: number; seed: number }) {
  const normal = normalNumbers(known.seed);
  const surveys = 3000;
  let squares = 0;
  let tideMissed = 0;
  for (let survey = 0; survey < surveys; survey++) {
    const found = tideOf(washedUp(known.standardErrors, known.correlation, normal), known.assumed);
    if (found === null) throw new Error("no tide");
    for (const { z } of found.excesses) squares += z ** 2;
    if (found.tide.low > TRUE_TIDE || found.tide.high < TRUE_TIDE) tideMissed++;
  }
  return {
    spread: Math.sqrt(squares / (surveys * known.standardErrors.length)),
    tideMissed: tideMissed / surveys,
  };
}

const equal = Array.from({ length: 20 }, () => 0.08);
const unequal = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? 0.05 : 0.15));

describe("tide", () => {
  // 60,000 z per case: the Monte Carlo error of the spread is below 0.02 even when all z of a survey move together.
  test.each([
    { name: "answers independent", standardErrors: equal, correlation: 0, seed: 11, least: 0.002 },
    { name: "answers correlate 0.4", standardErrors: equal, correlation: 0.4, seed: 12, least: 0.03 },
    { name: "unequal errors, independent", standardErrors: unequal, correlation: 0, seed: 13, least: 0.002 },
    { name: "unequal errors, correlate 0.4", standardErrors: unequal, correlation: 0.4, seed: 14, least: 0.03 },
  ])("$name: the error of an excess and of the tide is honest", ({ standardErrors, correlation, seed, least }) => {
    const { spread, tideMissed } = spreadOfZ({ standardErrors, correlation, assumed: correlation, seed });
    expect(spread).toBeGreaterThan(0.9);
    expect(spread).toBeLessThan(1.1);
    // What a minority that cannot be seen might pull is counted in: of note only where answers do not err together, and nobody rippled here.
    expect(tideMissed).toBeGreaterThan(least);
    expect(tideMissed).toBeLessThan(0.07);
  });

  test("leaving out the correlation makes every excess look far less certain than it is", () => {
    const { spread } = spreadOfZ({ standardErrors: equal, correlation: 0.4, assumed: 0, seed: 15 });
    expect(spread).toBeLessThan(0.85);
  });

  test("one indicator that rippled stands out, and does not lift the tide it is measured against", () => {
    const changes = [0.21, 0.19, 0.2, 0.22, 0.18, 0.2, 0.9].map((standardisedChange) => ({
      standardisedChange,
      standardError: 0.1,
    }));
    const found = tideOf(changes, 0.3);
    expect(found?.tide.estimate).toBeCloseTo(0.2, 5);
    expect(found?.excesses[6]?.tide).toBeCloseTo(0.2, 5);
    expect(found?.excesses[6]?.p).toBeLessThan(1e-6);
    expect(found?.excesses[0]?.p).toBeGreaterThan(0.5);
  });

  test("where nothing stands out, an excess errs by its own error and by that of a mean of the others", () => {
    const changes = [1, 1.1, 0.9, 1.05, 0.95, 1].map((standardisedChange) => ({
      standardisedChange,
      standardError: 0.3,
    }));
    const found = tideOf(changes, 0.25);
    for (const { se } of found?.excesses ?? []) {
      expect(se / (0.3 * Math.sqrt(0.75) * Math.sqrt(1 + 1 / 5))).toBeCloseTo(1, 1);
    }
    expect((found?.tide.se ?? Number.NaN) / (0.3 * Math.sqrt(0.25 + 0.75 / 6))).toBeCloseTo(1, 1);
  });

  test("a fifth that rippled one way pull the tide by less than half of what they pull a median", () => {
    const normal = normalNumbers(31);
    let [pulled, medianPulled] = [0, 0];
    const surveys = 400;
    for (let survey = 0; survey < surveys; survey++) {
      const changes = Array.from({ length: 30 }, (_, index) => ({
        standardisedChange: 0.1 * (normal() + (index < 6 ? 3 : 0)),
        standardError: 0.1,
      }));
      pulled += (tideOf(changes, 0)?.tide.estimate ?? Number.NaN) / surveys;
      medianPulled += medianOf(changes.map((change) => change.standardisedChange)) / surveys;
    }
    expect(medianPulled).toBeGreaterThan(0.025);
    expect(pulled).toBeLessThan(medianPulled / 2);
  });

  test("few degrees of freedom make an excess less certain", () => {
    const changes = [1, 2, 3, 4, 9].map((standardisedChange) => ({ standardisedChange, standardError: 1 }));
    const withDf = changes.map((change) => ({ ...change, df: 4 }));
    expect(tideOf(withDf, 0)?.excesses[4]?.p).toBeGreaterThan(tideOf(changes, 0)?.excesses[4]?.p ?? 1);
  });

  test("is not read from fewer than five", () => {
    const four = [1, 2, 3, 4].map((standardisedChange) => ({ standardisedChange, standardError: 1 }));
    expect(tideOf(four, 0)).toBeNull();
    expect(excessOverTide({ standardisedChange: 1, standardError: 1 }, four.slice(1), 0)).toBeNull();
    expect(excessOverTide({ standardisedChange: 1, standardError: 1 }, four, 0)).not.toBeNull();
  });

  test("what stands out is measured against the tide of exactly the others", () => {
    const normal = normalNumbers(32);
    const changes = Array.from({ length: 20 }, (_, index) => ({
      standardisedChange: 0.2 + 0.1 * normal() + (index < 3 ? 0.4 : 0),
      standardError: 0.08 + 0.002 * index,
    }));
    const found = tideOf(changes, 0.3);
    for (const index of [0, 1, 2]) {
      const byHand = excessOverTide(
        changes[index] as StandardisedChange,
        changes.filter((_, other) => other !== index),
        0.3,
      );
      expect(found?.excesses[index]?.tide).toBeCloseTo(byHand?.tide ?? Number.NaN, 3);
      expect(found?.excesses[index]?.se).toBeCloseTo(byHand?.se ?? Number.NaN, 3);
    }
  });

  test("whatever the changes are, figures come out, and none that cannot be", () => {
    const change = fc.record({
      standardisedChange: fc.integer({ min: -5, max: 5 }).map((n) => n / 4),
      standardError: fc.integer({ min: 1, max: 9 }).map((n) => n / 10),
    });
    const changesOf = fc.array(change, { minLength: 5, maxLength: 15 });
    fc.assert(
      fc.property(changesOf, fc.integer({ min: 0, max: 99 }), (changes, hundredths) => {
        const found = tideOf(changes, hundredths / 100);
        for (const excess of found?.excesses ?? []) {
          for (const value of Object.values(excess)) expect(Number.isFinite(value)).toBe(true);
          expect(excess.p >= 0 && excess.p <= 1 && excess.se > 0).toBe(true);
        }
        expect(found && found.tide.low < found.tide.high).toBe(true);
      }),
    );
  });

  test("refuses what cannot be", () => {
    const good = { standardisedChange: 1, standardError: 1 };
    const five = [good, good, good, good, good];
    expect(() => tideOf([{ standardisedChange: Number.NaN, standardError: 1 }, ...five], 0)).toThrow(RangeError);
    expect(() => tideOf([{ standardisedChange: 1, standardError: 0 }, ...five], 0)).toThrow(RangeError);
    expect(() => tideOf(five, 1)).toThrow(RangeError);
    expect(() => tideOf(five, -0.1)).toThrow(RangeError);
    expect(() => tideOf(five, 0, 1)).toThrow(RangeError);
  });
});

describe("average correlation of errors", () => {
  test("is found from the variance of persons' means", () => {
    const normal = normalNumbers(21);
    const standardErrors = [0.05, 0.1, 0.08, 0.12, 0.07, 0.09];
    let squares = 0;
    const surveys = 20_000;
    for (let survey = 0; survey < surveys; survey++) {
      const changes = washedUp(standardErrors, 0.4, normal);
      squares +=
        (changes.reduce((sum, change) => sum + change.standardisedChange - TRUE_TIDE, 0) / changes.length) ** 2;
    }
    const standardErrorOfPersonMean = Math.sqrt(squares / surveys);
    expect(averageErrorCorrelation({ standardErrors, standardErrorOfPersonMean })).toBeCloseTo(0.4, 1);
  });

  test("undoes the formula exactly, and stays within 0 and 0.99", () => {
    const found = (variance: number) =>
      averageErrorCorrelation({ standardErrors: [3, 3, 3, 3], standardErrorOfPersonMean: Math.sqrt(variance) });
    expect(found((9 / 4) * (1 + 3 * 0.37))).toBeCloseTo(0.37, 12);
    expect(found(9 / 8)).toBe(0);
    expect(found(9)).toBe(0.99);
  });

  test("refuses what cannot be", () => {
    expect(() => averageErrorCorrelation({ standardErrors: [1], standardErrorOfPersonMean: 1 })).toThrow(RangeError);
    expect(() => averageErrorCorrelation({ standardErrors: [1, 0], standardErrorOfPersonMean: 1 })).toThrow(RangeError);
    expect(() => averageErrorCorrelation({ standardErrors: [1, 1], standardErrorOfPersonMean: 0 })).toThrow(RangeError);
  });
});

describe("median", () => {
  test("is the middle, or halfway between the two in the middle", () => {
    expect(medianOf([3])).toBe(3);
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([9, 1, 5, 7])).toBe(6);
    expect(medianOfSorted([1, 2])).toBe(1.5);
  });

  test("does not exist for nothing", () => {
    expect(() => medianOf([])).toThrow(RangeError);
    expect(() => medianOf([1, Number.NaN])).toThrow(RangeError);
  });
});
