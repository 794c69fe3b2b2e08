import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planWeights, type WeighablePerson, type WeightsPlan } from "#surveys/impact/weighting/plan-weights.ts";
import type { WeightMargin } from "#surveys/impact/weighting/weight-margins.ts";
import { isProblem } from "#surveys/problem.ts";

function people(
  counts: Record<string, number>,
  more: (at: number) => Record<string, string> = () => ({}),
): WeighablePerson[] {
  return Object.entries(counts).flatMap(([sex, count]) =>
    Array.from({ length: count }, (_, at) => ({
      segments: { ...(sex === "" ? {} : { sex }), ...more(at) },
      baseWeight: 1,
    })),
  );
}

function margin(shares: Record<string, number>, dimension = "sex", leavesOut = false): WeightMargin {
  return {
    dimension,
    leavesOut,
    groups: Object.entries(shares).map(([name, share]) => ({ groups: name.split("+"), share })),
  };
}

const even = margin({ women: 0.5, men: 0.5 });

function planned(...known: Parameters<typeof planWeights>): WeightsPlan {
  const plan = planWeights(...known);
  if (isProblem(plan)) throw new Error(plan.problem);
  return plan;
}

describe("weights of a wave", () => {
  test("give the margins the population's shares, with a mean of 1", () => {
    const { weights, summary } = planned(people({ women: 60, men: 20 }), [even], 5);
    expect(weights[0]).toBeCloseTo(2 / 3, 9);
    expect(weights[79]).toBeCloseTo(2, 9);
    expect(summary).toMatchObject({ answered: 80, trimmed: null });
    expect(summary.margins[0]?.groups).toEqual([
      { name: "women", before: 0.75, target: 0.5, after: expect.closeTo(0.5, 9) },
      { name: "men", before: 0.25, target: 0.5, after: expect.closeTo(0.5, 9) },
    ]);
    // n Σw²/(Σw)², by hand: 60 × 4/9 + 20 × 4 = 106.67; × 80 / 6400.
    expect(summary.designEffect).toBeCloseTo(4 / 3, 9);
    expect(summary.effectiveN).toBeCloseTo(60, 9);
  });

  test("are cut off at the cap, and the summary tells what is left of the fit", () => {
    const { weights, summary } = planned(people({ women: 60, men: 20 }), [even], 1.5);
    expect(Math.max(...weights)).toBe(1.5);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(80, 9);
    expect(summary.trimmed).toBe(20);
    expect(summary.margins[0]?.groups[1]?.after).toBeCloseTo(0.375, 9);
  });

  test("leave those outside the groups their share", () => {
    const { weights, summary } = planned(people({ women: 30, men: 10, "": 10 }), [even], 5);
    expect(weights.slice(40)).toEqual(weights.slice(40).map(() => expect.closeTo(1, 9)));
    expect(summary.margins[0]?.outside).toBe(10);
    expect(summary.margins[0]?.groups[0]).toMatchObject({ before: 0.75, after: expect.closeTo(0.5, 9) });
  });

  test("refuse nobody and too few alike, and those outside", () => {
    const refusal = { problem: "weights.group-too-few", values: { dimension: "sex", group: "men", floor: 5 } };
    expect(planWeights(people({ women: 60, men: 4 }), [even], 5)).toMatchObject(refusal);
    expect(planWeights(people({ women: 60 }), [even], 5)).toMatchObject(refusal);
    expect(planWeights(people({ women: 30, men: 30, "": 4 }), [even], 5)).toMatchObject({
      problem: "weights.outside-too-few",
    });
    const without = margin({ women: 0.5, men: 0.5 }, "sex", true);
    for (const others of [0, 1, 4]) {
      const answered = people({ women: 30, men: 30, other: others });
      expect(planWeights(answered, [without], 5)).toMatchObject({ problem: "weights.outside-too-few" });
    }
    expect(isProblem(planWeights(people({ women: 30, men: 30, other: 5 }), [without], 5))).toBe(false);
    expect(planWeights(people({ women: 4 }), [even], 5)).toMatchObject({ problem: "weights.too-few" });
  });

  test("name the groups that never meet", () => {
    const answered = [
      ...people({ women: 20 }, () => ({ age: "young" })),
      ...people({ men: 20 }, () => ({ age: "old" })),
    ];
    const age = margin({ young: 0.8, old: 0.2 }, "age");
    expect(planWeights(answered, [even, age], 5)).toMatchObject({
      problem: "weights.never-meet",
      values: { dimension: "sex", otherDimension: "age" },
    });
  });

  test("tell of single weights only what five or more reach", () => {
    const odd = [...people({ women: 60, men: 40 }), { segments: { sex: "men" }, baseWeight: 50 }];
    const { weights, summary } = planned(odd, [even], 20);
    expect(summary.largest).toBeLessThan(Math.max(...weights));
    expect(weights.filter((weight) => weight >= summary.largest).length).toBeGreaterThanOrEqual(5);
    expect(weights.filter((weight) => weight <= summary.smallest).length).toBeGreaterThanOrEqual(5);
  });

  test("whatever the people: a plan of finite numbers, or a plain refusal", () => {
    const person = fc.record({
      segments: fc.record(
        { sex: fc.constantFrom("women", "men", "other"), age: fc.constantFrom("young", "old") },
        { requiredKeys: [] },
      ),
      baseWeight: fc.integer({ min: 1, max: 300 }).map((weight) => weight / 10),
    });
    const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
    const cap = fc.integer({ min: 15, max: 100 }).map((times) => times / 10);
    fc.assert(
      fc.property(fc.array(person, { maxLength: 80 }), share, share, cap, (answered, women, young, most) => {
        const margins = [margin({ women, "men+other": 1 - women }), margin({ young, old: 1 - young }, "age")];
        const plan = planWeights(answered, margins, most);
        if (isProblem(plan)) return;
        for (const weight of plan.weights) expect(weight >= 0 && weight <= most + 1e-9).toBe(true);
        expect(plan.summary.effectiveN).toBeGreaterThan(0);
        expect(plan.summary.effectiveN).toBeLessThanOrEqual(answered.length + 1e-9);
      }),
      { numRuns: 300 },
    );
  });
});
