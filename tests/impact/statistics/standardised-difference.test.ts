import { describe, expect, test } from "vitest";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { standardisedDifference } from "#surveys/impact/statistics/standardised-difference.ts";
import reference from "../../reference/standardised-difference.json" with { type: "json" };
import { expectAgreement } from "./closeness.ts";

const momentsIn = (answers: number[]) => momentsOf(answers.map((value) => ({ value, count: 1 })));

describe("standardised difference", () => {
  test.each(reference.cases)("agrees with R effectsize: $name", ({ one, other, ...expected }) => {
    const found = standardisedDifference(momentsIn(one), momentsIn(other));
    expectAgreement(found?.difference ?? Number.NaN, expected.difference, 12);
    if (Math.min(one.length, other.length) < 10) return;
    expect(Math.abs((found?.low ?? Number.NaN) - expected.low)).toBeLessThan(0.06);
    expect(Math.abs((found?.high ?? Number.NaN) - expected.high)).toBeLessThan(0.06);
  });

  test("is turned when the groups are", () => {
    const [one, other] = [momentsIn([1, 2, 4, 6]), momentsIn([3, 5, 5, 7, 9])];
    const [there, back] = [standardisedDifference(one, other), standardisedDifference(other, one)];
    expect(back?.difference).toBeCloseTo(-(there?.difference ?? 0), 12);
    expect(back?.low).toBeCloseTo(-(there?.high ?? 0), 12);
  });

  test("nobody, one person, and answers that are all alike have none", () => {
    const some = momentsIn([1, 2, 3]);
    expect(standardisedDifference(momentsIn([]), some)).toBeNull();
    expect(standardisedDifference(momentsIn([5]), some)).toBeNull();
    expect(standardisedDifference(momentsIn([5, 5, 5]), momentsIn([5, 5]))).toBeNull();
    expect(standardisedDifference(momentsIn([5, 5, 5]), momentsIn([4, 4]))).toBeNull();
    expect(() => standardisedDifference(some, some, 1)).toThrow(RangeError);
  });
});
