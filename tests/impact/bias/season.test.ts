import { describe, expect, test } from "vitest";
import { daylightHours } from "#surveys/impact/bias/daylight.ts";
import { modeFact } from "#surveys/impact/bias/mode.ts";
import { calendarDistance, seasonFact } from "#surveys/impact/bias/season.ts";

const wave = (opens_on: string, closes_on = opens_on) => ({ opens_on, closes_on });

describe("season", () => {
  test("is a distance on the circle of the year, whatever the years", () => {
    expect(calendarDistance("2025-12-31", "2027-01-02")).toBe(2);
    expect(calendarDistance("2026-01-15", "2026-07-15")).toBe(181);
    expect(calendarDistance("2024-03-01", "2026-03-01")).toBe(0);
    expect(calendarDistance("2026-11-01", "2027-02-01")).toBe(92);
  });

  test("goes by the middle of the fieldwork", () => {
    expect(seasonFact(wave("2026-03-01", "2026-03-21"), wave("2027-03-05", "2027-03-15"))).toMatchObject({
      ...{ concern: "none", fromDay: "2026-03-11", toDay: "2027-03-10", daysApart: 1 },
    });
  });

  test("winter against summer is another season, a month and a half a remark", () => {
    const winter = wave("2026-01-05", "2026-01-25");
    expect(seasonFact(winter, wave("2026-06-10", "2026-06-30"))).toMatchObject({ concern: "large", daysApart: 156 });
    expect(seasonFact(winter, wave("2026-03-10", "2026-03-20"))).toMatchObject({ concern: "small" });
    expect(seasonFact(winter, wave("2027-02-05", "2027-02-20"))).toMatchObject({ concern: "none" });
  });

  test.each([
    // Sunrise to sunset in Aarhus (56.16° N) as almanacs give them: solstices, equinoxes, and two days between.
    ["2026-06-21", 17.7],
    ["2026-12-21", 6.9],
    ["2026-03-20", 12.2],
    ["2026-09-23", 12.2],
    ["2026-02-01", 8.5],
    ["2026-05-01", 15.3],
  ])("%s has about %f hours of daylight", (day, hours) => {
    expect(Math.abs(daylightHours(day) - hours)).toBeLessThan(0.25);
  });
});

describe("mode", () => {
  test("a change is large; what nobody has said, or mixed twice, is unknown", () => {
    expect(modeFact({ mode: "web" }, { mode: "web" }).concern).toBe("none");
    expect(modeFact({ mode: "paper" }, { mode: "web" }).concern).toBe("large");
    expect(modeFact({ mode: "mixed" }, { mode: "web" }).concern).toBe("large");
    expect(modeFact({ mode: null }, { mode: "web" }).concern).toBe("unknown");
    expect(modeFact({ mode: "mixed" }, { mode: "mixed" }).concern).toBe("unknown");
  });
});
