import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentsOf, pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { expectAgreement } from "./closeness.ts";

describe("moments from tallies", () => {
  test("nobody, one person, and people who all answered alike", () => {
    expect(momentsOf([])).toEqual({ n: 0, mean: null, variance: null });
    expect(momentsOf([{ value: 4, count: 1 }])).toEqual({ n: 1, mean: 4, variance: null });
    expect(
      momentsOf([
        { value: 0.1, count: 7 },
        { value: 9, count: 0 },
      ]),
    ).toEqual({ n: 7, mean: 0.1, variance: 0 });
    expect(pairMomentsOf([])).toMatchObject({ n: 0, meanFrom: null, covariance: null, correlation: null });
    expect(pairMomentsOf([{ from: 1, to: 2, count: 9 }])).toMatchObject({ n: 9, covariance: 0, correlation: null });
  });

  test("two pairs have no correlation, three have", () => {
    const two = [
      { from: 1, to: 2, count: 1 },
      { from: 3, to: 4, count: 1 },
    ];
    expect(pairMomentsOf(two).correlation).toBeNull();
    expect(pairMomentsOf([...two, { from: 2, to: 3, count: 1 }]).correlation).toBeCloseTo(1, 12);
  });

  test("keeps its digits where the textbook formula loses them", () => {
    const far = momentsOf([1, 2, 3, 4].map((value) => ({ value: 1e9 + value, count: 25 })));
    expectAgreement(far.variance ?? Number.NaN, 125 / 99, 12);
  });

  test("a value may come in several rows", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ value: fc.integer({ min: 0, max: 100 }), count: fc.nat(50) })), (rows) => {
        const split = rows.flatMap(({ value, count }) => Array.from({ length: count }, () => ({ value, count: 1 })));
        const [once, apart] = [momentsOf(rows), momentsOf(split)];
        expect(once.n).toBe(apart.n);
        if (once.mean !== null && apart.mean !== null) expectAgreement(once.mean, apart.mean, 11);
        if (once.variance !== null && apart.variance !== null) expectAgreement(once.variance, apart.variance, 11);
      }),
      { numRuns: 60 },
    );
  });

  test("refuses what cannot be a tally", () => {
    for (const row of [
      { value: Number.NaN, count: 1 },
      { value: Number.POSITIVE_INFINITY, count: 1 },
      { value: 1, count: -1 },
      { value: 1, count: 1.5 },
      { value: 1, count: Number.NaN },
    ]) {
      expect(() => momentsOf([row])).toThrow(RangeError);
      expect(() => pairMomentsOf([{ from: row.value, to: 1, count: row.count }])).toThrow(RangeError);
    }
  });
});
