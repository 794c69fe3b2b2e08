import fc from "fast-check";
import { expect, test } from "vitest";
import { dueFrom, dueInstant, isAllowedNow, nextAllowed } from "#surveys/fieldwork/allowed-time.ts";
import { danishHolidays, easterSunday } from "#surveys/fieldwork/danish-holidays.ts";
import { danishInstant, dayAfter } from "#surveys/fieldwork/danish-time.ts";

test("Easter falls where the calendars of these years have it", () => {
  const known = [
    "2000-04-23",
    "2008-03-23",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2028-04-16",
    "2029-04-01",
  ];
  const later = ["2030-04-21", "2038-04-25"];
  expect([...known, ...later].map((day) => easterSunday(Number(day.slice(0, 4))))).toEqual([...known, ...later]);
});

test("the Danish public holidays of 2026, without Great Prayer Day", () => {
  expect(danishHolidays(2026)).toEqual([
    ...["2026-01-01", "2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-14", "2026-05-24", "2026-05-25"],
    ...["2026-12-24", "2026-12-25", "2026-12-26"],
  ]);
});

test.each([
  ["an ordinary afternoon", "2026-11-24", "16:30", "2026-11-24", "16:30", null],
  ["before eight", "2026-11-24", "06:10", "2026-11-24", "08:00", "quiet-hours"],
  ["an evening, into the next morning", "2026-11-24", "20:00", "2026-11-25", "08:00", "quiet-hours"],
  ["a Saturday evening, over the Sunday", "2026-11-28", "21:00", "2026-11-30", "08:00", "quiet-hours"],
  ["a Sunday, at the same time on Monday", "2026-11-29", "16:30", "2026-11-30", "16:30", "sunday"],
  [
    "Maundy Thursday, past all of Easter but the Saturday between",
    "2026-04-02",
    "10:00",
    "2026-04-04",
    "10:00",
    "holiday",
  ],
  ["Christmas Eve of a Thursday, past the Sunday after", "2026-12-24", "10:00", "2026-12-28", "10:00", "holiday"],
])("%s", (_, day, time, thenDay, thenTime, because) => {
  expect(nextAllowed(day, time)).toEqual({ day: thenDay, time: thenTime, because });
});

const days = fc.integer({ min: 0, max: 3650 }).map((days) => dayAfter("2025-01-01", days));
const times = fc.integer({ min: 0, max: 1439 }).map((minute) => {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
});

test("a contact is never due earlier than planned, never more than a week later, and always at an allowed time", () => {
  fc.assert(
    fc.property(days, times, (day, time) => {
      const due = dueInstant({ day, time });
      const later = due.getTime() - danishInstant(day, time).getTime();
      expect(later).toBeGreaterThanOrEqual(0);
      expect(later).toBeLessThan(7 * 86_400_000);
      expect(isAllowedNow(due)).toBe(true);
    }),
  );
});

test("what is late goes at once where that is allowed, else at the next allowed time", () => {
  const planned = { day: "2026-11-24", time: "10:00" };
  const noon = new Date("2026-11-25T11:00:30Z");
  expect(dueFrom(planned, noon)).toEqual(noon);
  expect(dueFrom(planned, new Date("2026-11-25T22:00:00Z"))).toEqual(new Date("2026-11-26T07:00:00Z"));
  expect(dueFrom(planned, new Date("2026-11-01T22:00:00Z"))).toEqual(new Date("2026-11-24T09:00:00Z"));
});
