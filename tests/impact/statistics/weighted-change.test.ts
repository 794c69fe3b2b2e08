import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveSampleSize, weightingDesignEffect } from "#surveys/impact/statistics/effective-sample-size.ts";
import { weightedChangeBetween } from "#surveys/impact/statistics/weighted-change.ts";
import { weightedChangeOf as changeOf } from "#tests/reference/comparisons/weighted-change.ts";
import { expectAgreement } from "./closeness.ts";

describe("weighted change", () => {
  test("refuses plainly where no interval exists", () => {
    const row = (value: number, count: number) => ({ value, count, weight: count, weightSquared: count });
    const wave = [row(1, 3), row(2, 4)];
    expect(weightedChangeBetween({ from: wave, to: [], pairs: [] })).toEqual({ refused: "too-few" });
    expect(weightedChangeBetween({ from: wave, to: [row(1, 1)], pairs: [] })).toEqual({ refused: "too-few" });
    const both = [row(1, 1), row(2, 1)];
    const twice = [
      { from: 1, to: 2, count: 1, weightProduct: 1 },
      { from: 2, to: 1, count: 1, weightProduct: 1 },
    ];
    expect(weightedChangeBetween({ from: both, to: both, pairs: twice })).toEqual({ refused: "too-few" });
    expect(weightedChangeBetween({ from: [row(3, 5)], to: [row(5, 5)], pairs: [] })).toEqual({
      refused: "no-variation",
      estimate: 2,
    });
  });

  test("throws on what cannot be", () => {
    const good = { value: 1, count: 4, weight: 4, weightSquared: 4 };
    const wave = [good, { ...good, value: 2 }];
    for (const bad of [
      { ...good, value: Number.NaN },
      { ...good, count: 1.5 },
      { ...good, weight: -4 },
      { ...good, weightSquared: 3 },
      { ...good, weightSquared: 17 },
      { ...good, count: 0 },
    ]) {
      expect(() => weightedChangeBetween({ from: [bad], to: wave, pairs: [] })).toThrow(RangeError);
    }
    const massless = [{ value: 1, count: 4, weight: 0, weightSquared: 0 }];
    expect(() => weightedChangeBetween({ from: massless, to: wave, pairs: [] })).toThrow(RangeError);
    const tooMany = [{ from: 1, to: 1, count: 9, weightProduct: 9 }];
    expect(() => weightedChangeBetween({ from: wave, to: wave, pairs: tooMany })).toThrow(RangeError);
    const tooHeavy = [{ from: 1, to: 1, count: 4, weightProduct: 400 }];
    expect(() => weightedChangeBetween({ from: wave, to: wave, pairs: tooHeavy })).toThrow(RangeError);
    expect(() => weightedChangeBetween({ from: wave, to: wave, pairs: [], confidence: 0 })).toThrow(RangeError);
  });

  test("whatever people answer: never NaN, holds the estimate, turns with the waves, does not mind the scale of weights", () => {
    const answer = fc.option(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 })), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(answer, answer), { maxLength: 30 }), (rows) => {
        const people = {
          from: rows.map(([x]) => x?.[0] ?? null),
          to: rows.map(([, y]) => y?.[0] ?? null),
          weightFrom: rows.map(([x]) => (x ? x[1] / 10 : null)),
          weightTo: rows.map(([, y]) => (y ? y[1] / 10 : null)),
        };
        const change = changeOf(people);
        const back = changeOf({
          from: people.to,
          to: people.from,
          weightFrom: people.weightTo,
          weightTo: people.weightFrom,
        });
        const scaled = changeOf({ ...people, weightTo: people.weightTo.map((w) => (w === null ? null : w * 64)) });
        if ("refused" in change || "refused" in back || "refused" in scaled) {
          expect("refused" in change && change.refused).toBe("refused" in back && back.refused);
          expect("refused" in change && change.refused).toBe("refused" in scaled && scaled.refused);
          return;
        }
        for (const value of [change.estimate, change.se, change.t, change.p, change.low, change.high]) {
          expect(Number.isFinite(value)).toBe(true);
        }
        expect(change.low < change.estimate && change.estimate < change.high).toBe(true);
        expectAgreement(change.estimate, -back.estimate);
        expectAgreement(change.se, back.se, 7);
        expectAgreement(change.se, scaled.se, 7);
      }),
      { numRuns: 200 },
    );
  });
});

describe("effective sample size", () => {
  test("is n when all count alike, and less when they do not", () => {
    expect(effectiveSampleSize({ weight: 30, weightSquared: 90 })).toBe(10);
    expect(weightingDesignEffect({ count: 10, weight: 30, weightSquared: 90 })).toBe(1);
    expect(weightingDesignEffect({ count: 2, weight: 4, weightSquared: 10 })).toBe(1.25);
    expect(() => effectiveSampleSize({ weight: 0, weightSquared: 0 })).toThrow(RangeError);
    expect(() => weightingDesignEffect({ count: 0, weight: 1, weightSquared: 1 })).toThrow(RangeError);
  });
});
