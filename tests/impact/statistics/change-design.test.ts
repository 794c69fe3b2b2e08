import { describe, expect, test } from "vitest";
import {
  answersForMeanChange,
  answersForShareChange,
  detectableMeanChange,
  detectableShareChange,
} from "#surveys/impact/statistics/change-design.ts";
import { plainDesign as design } from "#tests/reference/comparisons/design-of-a-survey.ts";

describe("answers needed for a change of a mean", () => {
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
