/** Tells the time; passed in, so that a test or the demo can move it. */
export type Clock = () => Date;

const copenhagen = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen", dateStyle: "short" });

const hourMs = 3_600_000;
// Every answer asks for the day; formatting one costs more than checking it. A Danish day begins with an hour of UTC.
let last = { hour: Number.NaN, day: "" };

/** The day in Denmark at an instant, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  const hour = Math.floor(instant.getTime() / hourMs);
  if (hour !== last.hour) last = { hour, day: copenhagen.format(instant) };
  return last.day;
}

/** Whether something is a time of day, `HH:MM` from 00:00 to 23:59. */
export function isTime(text: unknown): text is string {
  return typeof text === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether something is a day that the calendar has, `YYYY-MM-DD`. */
export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
