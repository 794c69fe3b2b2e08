import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  differenceInDifferences,
  differenceOfShareChanges,
} from "#surveys/impact/statistics/difference-in-differences.ts";
import { momentsOf, pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { shareChangeBetween } from "#surveys/impact/statistics/mover-share-change.ts";
import { changeBetween } from "#surveys/impact/statistics/partially-overlapping-change.ts";
import { weightedChangeBetween } from "#surveys/impact/statistics/weighted-change.ts";
import reference from "#tests/reference/difference-in-differences.json" with { type: "json" };
import { expectAgreement } from "./closeness.ts";
import { crossTallyOf, tallyOf } from "./tally.ts";

type Group = { from: number[]; to: number[] };

function changeOf(group: Group, paired: boolean) {
  const change = changeBetween({
    from: momentsOf(tallyOf(group.from)),
    to: momentsOf(tallyOf(group.to)),
    pairs: pairMomentsOf(paired ? crossTallyOf(group) : []),
  });
  if ("refused" in change) throw new Error(change.refused);
  return change;
}

describe("difference-in-differences against R", () => {
  test.each(reference.apart)("other people each time: lm with HC2 errors, $estimate", (made) => {
    const [own, comparison] = [changeOf(made.own, false), changeOf(made.comparison, false)];
    const difference = differenceInDifferences({ own, comparison });
    expectAgreement(difference.estimate, made.estimate);
    expectAgreement(difference.se, made.se);
  });

  test.each(reference.panel)("the same people: Welch's t-test of their changes, $estimate", (made) => {
    const difference = differenceInDifferences({
      own: changeOf(made.own, true),
      comparison: changeOf(made.comparison, true),
    });
    for (const name of ["estimate", "se", "df", "p", "low", "high"] as const) {
      expectAgreement(difference[name], made[name]);
    }
  });

  test("weighted, some people twice: svyglm with groups as strata", () => {
    const group = (number: number) => {
      const rows = reference.weighted.rows.filter((row) => row.group === number);
      const inWave = (wave: number) =>
        rows
          .filter((row) => row.wave === wave)
          .map(({ y, w }) => ({ value: y, count: 1, weight: w, weightSquared: w ** 2 }));
      const pairs = rows.flatMap((one) => {
        const other = rows.find((row) => row.wave === 1 && row.person === one.person);
        if (one.wave !== 0 || !other) return [];
        return [{ from: one.y, to: other.y, count: 1, weightProduct: one.w * other.w }];
      });
      const change = weightedChangeBetween({ from: inWave(0), to: inWave(1), pairs });
      if ("refused" in change) throw new Error(change.refused);
      return change;
    };
    const difference = differenceInDifferences({ own: group(1), comparison: group(0), byDesign: true });
    for (const name of ["estimate", "se", "df", "p", "low", "high"] as const) {
      expectAgreement(difference[name], reference.weighted[name]);
    }
  });
});

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
