import { expect, it } from "vitest";
import { dayOf } from "#surveys/clock.ts";

it.each([
  ["2026-01-31T22:59:59.999Z", "2026-01-31"],
  ["2026-01-31T23:00:00Z", "2026-02-01"],
  ["2026-07-31T21:59:59.999Z", "2026-07-31"],
  ["2026-07-31T22:00:00Z", "2026-08-01"],
  ["2026-01-31T22:59:59.999Z", "2026-01-31"],
  ["1969-12-31T23:30:00Z", "1970-01-01"],
])("%s is %s in Denmark, whichever day was asked for before", (instant, day) => {
  expect(dayOf(new Date(instant))).toBe(day);
  expect(dayOf(new Date(instant))).toBe(day);
});

it("no instant has no day", () => {
  expect(() => dayOf(new Date("never"))).toThrow(RangeError);
});
