/** What is used of Temporal: Node 26 has it, and TypeScript 5.9 does not know it yet. Not for browsers: not all of them have it. */
declare const Temporal: {
  PlainDateTime: {
    from(text: string): {
      toZonedDateTime(zone: string, how: { disambiguation: "compatible" | "later" }): { epochMilliseconds: number };
    };
  };
};

/** How a day's end is written: 24:00, which is 00:00 of the next day. */
export const endOfDay = "24:00";

/**
 * The instant at which Danish clocks show a time on a day. A time that the clock leaps over in spring (02:00 to 02:59) is taken an hour on, as
 * a clock that nobody has set would have it. A time that comes twice in autumn is the first of the two.
 *
 * @param day `YYYY-MM-DD`, a day that the calendar has.
 * @param time `HH:MM`, or `24:00`.
 */
export function danishInstant(day: string, time: string): Date {
  return instantOf(day, time, "compatible");
}

/** The same for the end of something: of a time that comes twice the second, so that nothing ends before the clock has shown it. */
export function danishEnd(day: string, time: string): Date {
  return instantOf(day, time, "later");
}

/** The time of day that Danish clocks show at an instant, `HH:MM`. */
export function danishTimeOf(instant: Date): string {
  return clockFace.format(instant);
}

/** The day so many days later, or earlier. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const zone = "Europe/Copenhagen";
const clockFace = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, hour: "2-digit", minute: "2-digit" });

// Every answer asks when its wave ends.
const known = new Map<string, number>();
const mostKnown = 1000;

function instantOf(day: string, time: string, disambiguation: "compatible" | "later"): Date {
  const key = `${disambiguation} ${day} ${time}`;
  const milliseconds = known.get(key) ?? reckon(day, time, disambiguation);
  if (known.size >= mostKnown) known.clear();
  known.set(key, milliseconds);
  return new Date(milliseconds);
}

function reckon(day: string, time: string, disambiguation: "compatible" | "later"): number {
  if (time === endOfDay) return reckon(dayAfter(day), "00:00", disambiguation);
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
}
