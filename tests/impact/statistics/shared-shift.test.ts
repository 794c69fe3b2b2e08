import { describe, expect, test } from "vitest";
import { sharedShiftOf } from "#surveys/impact/statistics/shared-shift.ts";
import reference from "#tests/reference/statistics-shared-shift.json" with { type: "json" };

describe("shared shift", () => {
  test("is the plain weighted mean, with its error, where all values are near", () => {
    const found = sharedShiftOf([1, 1.01, 0.99, 1.02, 0.98, 1], [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
    expect(found.estimate).toBeCloseTo(1, 6);
    expect(Math.sqrt(found.variance)).toBeCloseTo(0.1 / Math.sqrt(6), 2);
    expect(Math.min(...found.belongs)).toBeGreaterThan(0.9);
  });

  test("a fifth that rose far hardly pulls it, however far they rose", () => {
    const errors = Array.from({ length: 40 }, () => 1);
    for (const far of [6, 60, 1e6]) {
      const values = errors.map((_, index) => (index < 8 ? far : Math.sin(index)));
      const found = sharedShiftOf(values, errors);
      const others = values.slice(8).reduce((sum, value) => sum + value, 0) / 32;
      expect(found.estimate).toBeCloseTo(others, 1);
      expect(found.belongs[0]).toBeLessThan(0.01);
      expect(found.groups.shareUp).toBeCloseTo(8 / 41, 2);
    }
  });

  test("keeps its head where nothing is near anything, or all is alike", () => {
    expect(sharedShiftOf([5], [1]).estimate).toBe(5);
    expect(sharedShiftOf([0, 0, 0, 0, 0], [1, 1, 1, 1, 1]).estimate).toBeCloseTo(0, 12);
    for (const values of [
      [-1e6, 1e6],
      [0, 1e9],
      [-1e4, 0, 1e4],
      [1, 2, 1e100],
    ]) {
      const found = sharedShiftOf(
        values,
        values.map(() => 1e-3),
      );
      expect(Number.isFinite(found.estimate) && found.variance > 0 && Number.isFinite(found.variance)).toBe(true);
    }
  });

  test("leaving one out is fitting the others", () => {
    const { values, errors } = reference.cases[1] as { values: number[]; errors: number[] };
    const all = sharedShiftOf(values, errors);
    for (const left of [0, 7, 59]) {
      const rest = sharedShiftOf(
        values.filter((_, index) => index !== left),
        errors.filter((_, index) => index !== left),
      );
      expect(Math.abs(sharedShiftOf(values, errors, all, left).estimate - rest.estimate)).toBeLessThan(2e-4);
    }
  });

  test("refuses what cannot be", () => {
    expect(() => sharedShiftOf([], [])).toThrow(RangeError);
    expect(() => sharedShiftOf([1], [1, 2])).toThrow(RangeError);
    expect(() => sharedShiftOf([Number.NaN], [1])).toThrow(RangeError);
    expect(() => sharedShiftOf([1], [0])).toThrow(RangeError);
  });
});
