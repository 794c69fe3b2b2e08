import { describe, expect, test } from "vitest";
import { normalCdf, normalQuantile } from "#surveys/impact/statistics/normal.ts";
import { studentTCdf, studentTQuantile, twoSidedPFromT } from "#surveys/impact/statistics/student-t.ts";
import { expectAgreement } from "./closeness.ts";

describe("normal and Student t", () => {
  test("t with endless degrees of freedom is normal", () => {
    expect(studentTCdf(-1.5, Number.POSITIVE_INFINITY)).toBe(normalCdf(-1.5));
    expect(studentTQuantile(0.9, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.9));
  });

  test("two-sided p is 1 at 0 and the same on both sides", () => {
    expect(twoSidedPFromT(0, 7)).toBe(1);
    expect(twoSidedPFromT(2, 7)).toBe(twoSidedPFromT(-2, 7));
    expectAgreement(twoSidedPFromT(1.959963984540054, Number.POSITIVE_INFINITY), 0.05);
  });

  test("refuse what has no answer", () => {
    for (const call of [
      () => normalCdf(Number.NaN),
      () => normalQuantile(0),
      () => normalQuantile(1),
      () => studentTCdf(1, 0),
      () => studentTCdf(1, Number.NaN),
      () => studentTQuantile(1.2, 3),
    ]) {
      expect(call).toThrow(RangeError);
    }
  });
});
