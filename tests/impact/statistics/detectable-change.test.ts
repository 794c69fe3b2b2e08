import { describe, expect, test } from "vitest";
import { smallestDetectableChange } from "#surveys/impact/statistics/detectable-change.ts";

describe("smallest detectable change", () => {
  test("grows with the standard error and with the power asked for", () => {
    const known = { se: 2, df: 60 };
    expect(smallestDetectableChange({ ...known, se: 4 })).toBeCloseTo(2 * smallestDetectableChange(known), 12);
    expect(smallestDetectableChange({ ...known, power: 0.9 })).toBeGreaterThan(smallestDetectableChange(known));
    expect(smallestDetectableChange({ se: 1, df: Number.POSITIVE_INFINITY })).toBeCloseTo(1.959964 + 0.841621, 5);
  });

  test("refuses what cannot be", () => {
    for (const known of [
      { se: 0, df: 5 },
      { se: Number.NaN, df: 5 },
      { se: 1, df: 0 },
      { se: 1, df: 5, power: 1 },
    ]) {
      expect(() => smallestDetectableChange(known)).toThrow(RangeError);
    }
  });
});
