import { describe, expect, test } from "vitest";
import { standardisedDifference } from "#surveys/impact/statistics/standardised-difference.ts";
import { momentsIn } from "#tests/reference/comparisons/standardised-difference.ts";

describe("standardised difference", () => {
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
