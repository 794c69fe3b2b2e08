import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { type ShareChange, shareChangeBetween } from "#surveys/impact/statistics/mover-share-change.ts";
import { wilsonInterval } from "#surveys/impact/statistics/wilson-interval.ts";
import { pairedChange } from "#tests/reference/comparisons/shares.ts";
import { expectAgreement } from "./closeness.ts";

const noPairs = { n: 0, correlation: null };

describe("Wilson interval", () => {
  test("ends exactly at 0 and 1", () => {
    expect(wilsonInterval({ count: 0, n: 12 })).toMatchObject({ share: 0, low: 0 });
    expect(wilsonInterval({ count: 12, n: 12 })).toMatchObject({ share: 1, high: 1 });
    expect(wilsonInterval({ count: 0, n: 12 }).high).toBeGreaterThan(0.2);
  });

  test("takes an effective sample size", () => {
    const { low, share, high } = wilsonInterval({ count: 12.7, n: 30.4 });
    expect(low < share && share < high).toBe(true);
  });

  test("refuses what cannot be", () => {
    for (const known of [
      { count: 0, n: 0 },
      { count: 3, n: 2 },
      { count: -1, n: 2 },
      { count: Number.NaN, n: 2 },
      { count: 1, n: 2, confidence: 0 },
    ]) {
      expect(() => wilsonInterval(known)).toThrow(RangeError);
    }
  });
});

describe("change of a share", () => {
  test("five people who all answered alike twice do not prove that nothing changed", () => {
    const change = pairedChange({ a: 3, b: 0, c: 0, d: 2 }) as ShareChange;
    expect(change.high - change.low).toBeGreaterThan(0.4);
  });

  test("more overlap of steady people makes it narrower", () => {
    const width = (n: number) => {
      const wave = { count: 80, n: 200 };
      const change = shareChangeBetween({ from: wave, to: wave, pairs: { n, correlation: 0.7 } }) as ShareChange;
      return change.high - change.low;
    };
    expect(width(0)).toBeGreaterThan(width(100));
    expect(width(100)).toBeGreaterThan(width(200));
  });

  test("refuses when nobody answered", () => {
    const wave = { count: 1, n: 4 };
    expect(shareChangeBetween({ from: { count: 0, n: 0 }, to: wave, pairs: noPairs })).toEqual({ refused: "too-few" });
    expect(() => shareChangeBetween({ from: { count: 5, n: 4 }, to: wave, pairs: noPairs })).toThrow(RangeError);
    expect(() => shareChangeBetween({ from: wave, to: wave, pairs: { n: 5, correlation: 0 } })).toThrow(RangeError);
  });

  test("whatever people answer: never NaN, within [-1, 1], holds the estimate, turns with the waves", () => {
    const cell = fc.nat(12);
    fc.assert(
      fc.property(fc.tuple(cell, cell, cell, cell, cell, cell, cell, cell), ([a, b, c, d, e, f, g, h]) => {
        const cells = [
          { from: 1, to: 1, count: a },
          { from: 0, to: 1, count: b },
          { from: 1, to: 0, count: c },
          { from: 0, to: 0, count: d },
        ];
        const n = a + b + c + d;
        const before = { count: a + c + e, n: n + e + f };
        const now = { count: a + b + g, n: n + g + h };
        const pairs = pairMomentsOf(cells);
        const change = shareChangeBetween({ from: before, to: now, pairs });
        const back = shareChangeBetween({ from: now, to: before, pairs });
        if ("refused" in change || "refused" in back) {
          expect(before.n * now.n).toBe(0);
          return;
        }
        for (const value of [change.estimate, change.low, change.high]) expect(Number.isFinite(value)).toBe(true);
        expect(change.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(change.high).toBeLessThanOrEqual(1 + 1e-12);
        expect(change.low).toBeLessThanOrEqual(change.estimate);
        expect(change.high).toBeGreaterThanOrEqual(change.estimate);
        expectAgreement(change.low, -back.high);
      }),
      { numRuns: 300 },
    );
  });
});
