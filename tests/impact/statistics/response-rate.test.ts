import { describe, expect, test } from "vitest";
import { responseRate2 } from "#surveys/impact/statistics/response-rate.ts";

const nobody = { complete: 0, partial: 0, refusal: 0, nonContact: 0, other: 0, unknownEligibility: 0 };

describe("AAPOR's response rate 2", () => {
  test("whoever is not known to be eligible lowers it as much as a refusal", () => {
    const refused = responseRate2({ ...nobody, complete: 30, refusal: 20 });
    expect(responseRate2({ ...nobody, complete: 10, partial: 20, unknownEligibility: 20 })).toBe(refused);
    expect(refused).toBe(0.6);
  });

  test("nobody asked has no rate, and half a person is refused", () => {
    expect(responseRate2(nobody)).toBeNull();
    expect(responseRate2({ ...nobody, nonContact: 5 })).toBe(0);
    expect(() => responseRate2({ ...nobody, complete: 0.5 })).toThrow(RangeError);
  });
});
