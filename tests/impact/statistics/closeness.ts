import { expect } from "vitest";

/** Agreement to so many significant digits; near 0, to that many decimals. */
export function expectAgreement(actual: number, expected: number, digits = 9): void {
  const allowed = 10 ** -digits * Math.max(1e-3, Math.abs(expected));
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(allowed);
}
