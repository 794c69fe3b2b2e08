import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Margin, rake } from "#surveys/impact/statistics/rake.ts";
import { trimWeights } from "#surveys/impact/statistics/trim-weights.ts";

const one = (groupOf: (string | null)[], targets: Record<string, number>, name = "sex"): Margin => ({
  ...{ name, groupOf, targets: new Map(Object.entries(targets)) },
});

describe("raking", () => {
  test("names the group in which nobody stands, or nobody who counts", () => {
    const targets = { women: 0.5, men: 0.5 };
    const refusal = { refused: "empty-group", margin: "sex", group: "men" };
    expect(rake({ weights: [1, 1, 1], margins: [one(["women", "women", null], targets)] })).toEqual(refusal);
    expect(rake({ weights: [1, 1, 0], margins: [one(["women", "women", "men"], targets)] })).toEqual(refusal);
  });

  test("names the groups that never meet where margins cannot be fitted", () => {
    const sex = one(["women", "women", "men", "men"], { women: 0.5, men: 0.5 });
    const age = one(["young", "young", "old", "old"], { young: 0.8, old: 0.2 }, "age");
    const refused = rake({ weights: [1, 1, 1, 1], margins: [sex, age] });
    expect(refused).toMatchObject({ refused: "not-converged", margin: "sex", target: 0.5 });
    expect(refused).toMatchObject({ emptyWith: { margin: "age" } });
  });

  test("throws on what cannot be", () => {
    const margin = one(["women", "men"], { women: 0.5, men: 0.5 });
    expect(() => rake({ weights: [1], margins: [margin] })).toThrow(RangeError);
    expect(() => rake({ weights: [1, -1], margins: [margin] })).toThrow(RangeError);
    expect(() => rake({ weights: [0, 0], margins: [margin] })).toThrow(RangeError);
    expect(() => rake({ weights: [1, 1], margins: [one(["women", "men"], { women: 0.5, men: 0.4 })] })).toThrow(
      RangeError,
    );
    expect(() => rake({ weights: [1, 1], margins: [one(["women", "men"], { women: 1 })] })).toThrow(RangeError);
    expect(() => rake({ weights: [1, 1], margins: [one(["women", "men"], { women: 1, men: 0 })] })).toThrow(RangeError);
    expect(() => trimWeights({ weights: [1, 3], cap: 2 })).toThrow(RangeError);
    expect(() => trimWeights({ weights: [1, Number.NaN], cap: 2 })).toThrow(RangeError);
  });

  test("whatever the sample: fitted shares, the same sum, nobody below zero, the cap kept", () => {
    const person = fc.record({
      sex: fc.constantFrom("women", "men", null),
      age: fc.constantFrom("young", "old", null),
      weight: fc.integer({ min: 1, max: 50 }),
    });
    const share = fc.integer({ min: 5, max: 95 });
    fc.assert(
      fc.property(fc.array(person, { minLength: 4, maxLength: 60 }), share, share, (people, women, young) => {
        const margins = [
          one(
            people.map(({ sex }) => sex),
            { women: women / 100, men: 1 - women / 100 },
          ),
          one(
            people.map(({ age }) => age),
            { young: young / 100, old: 1 - young / 100 },
            "age",
          ),
        ];
        const weights = people.map(({ weight }) => weight);
        const raked = rake({ weights, margins });
        if ("refused" in raked) return;
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const sumOf = (list: number[], counts: (at: number) => boolean = () => true) =>
          list.reduce((sum, weight, at) => sum + (counts(at) ? weight : 0), 0);
        expect(sumOf(raked.weights)).toBeCloseTo(total, 6);
        for (const { groupOf, targets } of margins) {
          const within = sumOf(raked.weights, (at) => groupOf[at] !== null);
          for (const [group, target] of targets) {
            expect(sumOf(raked.weights, (at) => groupOf[at] === group) / within).toBeCloseTo(target, 5);
          }
        }
        const cap = (2 * total) / people.length;
        const trimmed = trimWeights({ weights: raked.weights, cap });
        expect(sumOf(trimmed.weights)).toBeCloseTo(total, 6);
        expect(Math.max(...trimmed.weights)).toBeLessThanOrEqual(cap);
        expect(Math.min(...trimmed.weights)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});
