import { expect, test } from "vitest";
import { dayOf, isTime } from "#surveys/clock.ts";
import { danishEnd, danishInstant, danishTimeOf, dayAfter } from "#surveys/fieldwork/danish-time.ts";

/** The two days on which Danish clocks change, as they were and as the rule of the European Union has them. */
const changes = [
  ["2024-03-31", "2024-10-27"],
  ["2025-03-30", "2025-10-26"],
  ["2026-03-29", "2026-10-25"],
  ["2027-03-28", "2027-10-31"],
  ["2030-03-31", "2030-10-27"],
] as const;
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
// Another way round than the one in use: what Intl says a clock shows.
const intl = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Copenhagen",
  dateStyle: "short",
  timeStyle: "short",
});

/** Every instant, on the half hour, at which a clock in Denmark shows this time. */
function instantsShown(day: string, time: string): Date[] {
  const from = Date.parse(`${day}T00:00:00Z`) - 3 * 3_600_000;
  const halfHours = Array.from({ length: 60 }, (_, step) => new Date(from + step * 1_800_000));
  return halfHours.filter((instant) => intl.format(instant) === `${day} ${time}`);
}

test.each(changes)(
  "every hour of %s, on which an hour is left out, and of %s, on which one comes twice",
  (spring, autumn) => {
    for (const day of [spring, autumn]) {
      for (const time of hours) {
        const [first, second] = instantsShown(day, time);
        const isLeftOut = day === spring && time === "02:00";
        expect(second !== undefined, `${day} ${time}`).toBe(day === autumn && time === "02:00");
        expect(danishInstant(day, time), `${day} ${time}`).toEqual(isLeftOut ? instantsShown(day, "03:00")[0] : first);
        expect(danishEnd(day, time), `${day} ${time}`).toEqual(
          isLeftOut ? instantsShown(day, "03:00")[0] : (second ?? first),
        );
      }
    }
  },
);

test("every day of five years begins where the one before ends, and reads back as itself", () => {
  for (let day = "2024-01-01"; day < "2029-01-01"; day = dayAfter(day)) {
    const begins = danishInstant(day, "00:00");
    expect(danishEnd(dayAfter(day, -1), "24:00")).toEqual(begins);
    expect([dayOf(begins), danishTimeOf(begins)]).toEqual([day, "00:00"]);
    expect(dayOf(new Date(begins.getTime() - 1))).toBe(dayAfter(day, -1));
    const noon = danishInstant(day, "12:00");
    expect([dayOf(noon), danishTimeOf(noon)]).toEqual([day, "12:00"]);
  }
});

test("a time of day is what a clock can show", () => {
  expect(["00:00", "09:30", "23:59"].every(isTime)).toBe(true);
  expect(["24:00", "9:30", "23:60", "", "12:00:00", null].some(isTime)).toBe(false);
});
