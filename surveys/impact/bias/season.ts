import type { SeasonFact } from "./bias.ts";
import { daylightHours } from "./daylight.ts";

/** Days of a year, so that the end of December lies beside the beginning of January. */
const yearDays = 365.2425;
const dayMs = 86_400_000;

/** Up to a month and a half apart the light of the evening hardly differs; from a quarter of a year on it is another season. */
const smallFromDays = 46;
const largeFromDays = 92;

interface Fieldwork {
  opens_on: string;
  closes_on: string;
}

/** How far apart in the year two waves were held, by the middle days of their fieldwork. */
export function seasonFact(from: Fieldwork, to: Fieldwork): SeasonFact {
  const [fromDay, toDay] = [middleDay(from), middleDay(to)];
  const daysApart = calendarDistance(fromDay, toDay);
  return {
    code: "season",
    concern: daysApart >= largeFromDays ? "large" : daysApart >= smallFromDays ? "small" : "none",
    fromDay,
    toDay,
    daysApart,
    fromDaylight: daylightHours(fromDay),
    toDaylight: daylightHours(toDay),
  };
}

/** Whole days between two days on the circle of the year: 31 December and 2 January are two apart, in whatever years. */
export function calendarDistance(oneDay: string, otherDay: string): number {
  const gap = Math.abs(Date.parse(oneDay) - Date.parse(otherDay)) / dayMs;
  const inYear = gap % yearDays;
  return Math.round(Math.min(inYear, yearDays - inYear));
}

function middleDay({ opens_on, closes_on }: Fieldwork): string {
  const middle = (Date.parse(opens_on) + Date.parse(closes_on)) / 2;
  return new Date(Math.floor(middle / dayMs) * dayMs).toISOString().slice(0, 10);
}
