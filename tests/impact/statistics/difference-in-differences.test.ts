import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  differenceInDifferences,
  differenceOfShareChanges,
} from "#surveys/impact/statistics/difference-in-differences.ts";
import { shareChangeBetween } from "#surveys/impact/statistics/mover-share-change.ts";

describe("difference-in-differences whatever the changes", () => {
  const size = fc.integer({ min: 1, max: 60 });
  const share = fc.tuple(size, fc.double({ min: 0, max: 1, noNaN: true })).map(([n, part]) => ({
    n,
    count: Math.round(part * n),
  }));

  test("limits of shares hold the difference, at 0 % and 100 % too", () => {
    fc.assert(
      fc.property(share, share, share, share, (a, b, c, d) => {
        const none = { n: 0, correlation: null };
        const [own, comparison] = [
          shareChangeBetween({ from: a, to: b, pairs: none }),
          shareChangeBetween({ from: c, to: d, pairs: none }),
        ];
        if ("refused" in own || "refused" in comparison) throw new Error("refused");
        const { estimate, low, high } = differenceOfShareChanges(own, comparison);
        expect(low).toBeLessThanOrEqual(estimate);
        expect(high).toBeGreaterThanOrEqual(estimate);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  test("whose side one stands on turns the sign and nothing else", () => {
    const change = fc.record({
      estimate: fc.double({ min: -50, max: 50, noNaN: true }),
      se: fc.double({ min: 1e-3, max: 30, noNaN: true }),
      df: fc.double({ min: 0.5, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(change, change, (own, comparison) => {
        const one = differenceInDifferences({ own, comparison });
        const other = differenceInDifferences({ own: comparison, comparison: own });
        expect(other.estimate).toBeCloseTo(-one.estimate, 9);
        expect(other.p).toBeCloseTo(one.p, 9);
        expect(one.se).toBeGreaterThanOrEqual(Math.max(own.se, comparison.se));
        expect(one.df).toBeGreaterThanOrEqual(Math.min(own.df, comparison.df) - 1e-9);
      }),
    );
  });

  test("impossible input is refused", () => {
    const good = { estimate: 1, se: 1, df: 10 };
    for (const bad of [
      { ...good, se: 0 },
      { ...good, df: 0 },
      { ...good, estimate: Number.NaN },
    ]) {
      expect(() => differenceInDifferences({ own: good, comparison: bad })).toThrow(RangeError);
      expect(() => differenceInDifferences({ own: bad, comparison: good })).toThrow(RangeError);
    }
    expect(() => differenceOfShareChanges({ estimate: 1, low: 2, high: 3 }, { estimate: 0, low: 0, high: 0 })).toThrow(
      RangeError,
    );
  });
});
