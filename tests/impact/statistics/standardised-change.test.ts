import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { changeBetween } from "#surveys/impact/statistics/partially-overlapping-change.ts";
import { standardisedChangeBetween } from "#surveys/impact/statistics/standardised-change.ts";
import { tallyOf } from "./tally.ts";

describe("the standardised change whatever the answers", () => {
  test("lies between its limits, or is not made", () => {
    const answers = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(answers, answers, fc.double({ min: -1, max: 1, noNaN: true }), (before, after, correlation) => {
        const [from, to] = [momentsOf(tallyOf(before)), momentsOf(tallyOf(after))];
        const pairs = { n: Math.min(from.n, to.n), correlation };
        const change = changeBetween({ from, to, pairs });
        if ("refused" in change) return;
        const effect = standardisedChangeBetween({ from, to, pairs, df: change.df });
        if (effect === null) {
          expect(change.df).toBeLessThanOrEqual(1);
          return;
        }
        for (const value of Object.values(effect)) expect(Number.isFinite(value)).toBe(true);
        expect(effect.low).toBeLessThanOrEqual(effect.estimate);
        expect(effect.high).toBeGreaterThanOrEqual(effect.estimate);
      }),
    );
  });
});
