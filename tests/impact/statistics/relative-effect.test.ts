import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apart, relativeEffectOf as effectOf, panel } from "#tests/reference/comparisons/effects.ts";

describe("the relative effect whatever the answers", () => {
  const answer = fc.option(fc.integer({ min: 1, max: 7 }), { nil: null });
  const people = fc.array(fc.record({ from: answer, to: answer }), { maxLength: 40 });

  test("is a fraction inside its limits, or is refused; never anything else", () => {
    fc.assert(
      fc.property(people, (persons) => {
        const effect = effectOf(persons);
        if ("refused" in effect) {
          if (effect.refused === "no-variation") expect(effect.estimate).toBeGreaterThanOrEqual(0);
          return;
        }
        const { estimate, se, df, p, low, high } = effect;
        for (const value of [estimate, se, df, p, low, high]) expect(Number.isFinite(value)).toBe(true);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(estimate).toBeGreaterThanOrEqual(low);
        expect(estimate).toBeLessThanOrEqual(high);
        if (Math.abs(p - 0.05) > 1e-9) expect(p < 0.05).toBe(low > 0.5 || high < 0.5);
      }),
      { numRuns: 500 },
    );
  });

  test("only the order of the answers counts, and turning it turns the effect", () => {
    fc.assert(
      fc.property(people, (persons) => {
        const effect = effectOf(persons);
        const recoded = (by: (value: number) => number) =>
          effectOf(persons.map(({ from, to }) => ({ from: from && by(from), to: to && by(to) })));
        expect(recoded((value) => value ** 3)).toEqual(effect);
        const turned = recoded((value) => 8 - value);
        if ("refused" in effect || "refused" in turned) {
          expect("refused" in turned && turned.refused).toBe("refused" in effect && effect.refused);
          return;
        }
        expect(turned.estimate).toBeCloseTo(1 - effect.estimate, 12);
        expect(turned.p).toBeCloseTo(effect.p, 12);
        expect(turned.low).toBeCloseTo(1 - effect.high, 12);
      }),
    );
  });

  test("no answer overlaps, or all are alike: the estimate without an interval", () => {
    expect(effectOf(apart([1, 2, 3], [4, 5, 6]))).toEqual({ refused: "no-variation", estimate: 1 });
    expect(effectOf(panel([4, 4, 4], [4, 4, 4]))).toEqual({ refused: "no-variation", estimate: 0.5 });
    expect(effectOf(apart([1], [4, 5, 6]))).toEqual({ refused: "too-few" });
    expect(effectOf([])).toEqual({ refused: "too-few" });
  });
});
