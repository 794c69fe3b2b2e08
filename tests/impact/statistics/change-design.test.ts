import { describe, expect, test } from "vitest";
import {
  answersForMeanChange,
  answersForShareChange,
  type ChangeDesign,
  detectableMeanChange,
  detectableShareChange,
} from "#surveys/impact/statistics/change-design.ts";
import reference from "../../reference/change-design.json" with { type: "json" };

const design: ChangeDesign = {
  ...{ overlap: 0, correlation: 0.5, designEffect: 1, groups: 1, power: 0.8, confidence: 0.95 },
};

const off = (found: number, expected: number) => Math.abs(found / expected - 1);
// Where the exact sum needs the noncentral t, ours adds two quantiles of the central one.
const halfAPerson = 0.5;

describe("answers needed for a change of a mean", () => {
  test("with no overlap, with full overlap and against a comparison group it is R's power.t.test", () => {
    for (const { unpaired, paired, against, ...known } of reference.means) {
      expect(Math.abs(answersForMeanChange({ ...design, ...known }) - unpaired)).toBeLessThan(halfAPerson);
      const panel = { ...design, ...known, overlap: 1 };
      expect(Math.abs(answersForMeanChange(panel) - paired)).toBeLessThan(halfAPerson);
      expect(Math.abs(answersForMeanChange({ ...panel, groups: 2 }) - against)).toBeLessThan(halfAPerson);
    }
  });

  // 20,000 runs leave the simulated power uncertain by 0.3 %, the change by 0.4 %.
  test.each(reference.simulatedMeans)(
    "in between, the change has the simulated power (%o)",
    ({ change, power, ...known }) => {
      expect(off(detectableMeanChange({ ...design, ...known, power }), change)).toBeLessThan(0.012);
    },
  );

  test("is the way back from the change that so many would show", () => {
    const known = { ...design, overlap: 0.4, correlation: 0.6, designEffect: 1.3, sd: 22 };
    const change = detectableMeanChange({ ...known, answers: 180 });
    expect(answersForMeanChange({ ...known, change })).toBeCloseTo(180, 5);
  });

  test("more overlap and more correlation need fewer, clusters and a comparison group more", () => {
    const known = { ...design, overlap: 0.5, sd: 25, change: 4 };
    const needed = answersForMeanChange(known);
    expect(answersForMeanChange({ ...known, overlap: 0.8 })).toBeLessThan(needed);
    expect(answersForMeanChange({ ...known, correlation: 0.7 })).toBeLessThan(needed);
    expect(answersForMeanChange({ ...known, designEffect: 1.5 })).toBeGreaterThan(1.45 * needed);
    expect(answersForMeanChange({ ...known, groups: 2 })).toBeGreaterThan(1.9 * needed);
    expect(answersForMeanChange({ ...known, confidence: 1 - 0.05 / 4 })).toBeGreaterThan(needed);
  });

  test("impossible input is refused", () => {
    const known = { ...design, sd: 25, change: 4 };
    expect(() => answersForMeanChange({ ...known, change: 0 })).toThrow(RangeError);
    expect(() => answersForMeanChange({ ...known, sd: -1 })).toThrow(RangeError);
    expect(() => answersForMeanChange({ ...known, overlap: 1.1 })).toThrow(RangeError);
    expect(() => answersForMeanChange({ ...known, correlation: 1 })).toThrow(RangeError);
    expect(() => answersForMeanChange({ ...known, designEffect: Number.NaN })).toThrow(RangeError);
    expect(answersForMeanChange({ ...known, change: 1e9 })).toBe(3);
    expect(answersForMeanChange({ ...known, change: 1e-9 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("answers needed for a change of a share", () => {
  test.each(reference.shares)("with no overlap it is R's power.prop.test (%o)", ({ n, ...known }) => {
    // R solves for n to four digits.
    expect(off(answersForShareChange({ ...design, ...known }), n)).toBeLessThan(1e-4);
  });

  test.each(reference.simulatedShares)(
    "with overlap it has the simulated power (%o)",
    ({ answers, power, ...known }) => {
      expect(off(answersForShareChange({ ...design, ...known, power }), answers)).toBeLessThan(0.02);
    },
  );

  test("the smallest change that shows is the way back, in both directions", () => {
    const known = { ...design, overlap: 0.5, from: 0.2 };
    for (const way of ["up", "down"] as const) {
      const change = detectableShareChange({ ...known, answers: 400, way }) ?? 0;
      expect(answersForShareChange({ ...known, to: way === "up" ? 0.2 + change : 0.2 - change })).toBeCloseTo(400, 3);
    }
  });

  test("where even the largest change would not show there is none", () => {
    expect(detectableShareChange({ ...design, from: 0.02, answers: 20, way: "down" })).toBeNull();
    expect(detectableShareChange({ ...design, from: 1, answers: 2000, way: "up" })).toBeNull();
    expect(() => answersForShareChange({ ...design, from: 0.5, to: 0.5 })).toThrow(RangeError);
    expect(() => answersForShareChange({ ...design, from: 50, to: 60 })).toThrow(RangeError);
  });
});
