import { dayOf } from "#surveys/clock.ts";
import { danishHolidays } from "./danish-holidays.ts";
import { danishInstant, danishTimeOf, dayAfter } from "./danish-time.ts";

/** Nobody is written to before the one or from the other on. */
export const quietHours = { until: "08:00", from: "20:00" };

/** Why a contact goes later than it was planned. */
export type MovedBecause = "sunday" | "holiday" | "quiet-hours";

export interface AllowedTime {
  day: string;
  time: string;
  /** Null where it goes when it was planned. */
  because: MovedBecause | null;
}

/** The first time from a planned one on at which people may be written to: outside quiet hours, on no Sunday and no Danish public holiday. */
export function nextAllowed(day: string, time: string): AllowedTime {
  const because = reasonAgainst(day, time);
  if (because === null) return { day, time, because };
  if (because === "quiet-hours" && time < quietHours.until) return { ...nextAllowed(day, quietHours.until), because };
  const planned = because === "quiet-hours" || time < quietHours.until || time >= quietHours.from;
  return { ...nextAllowed(dayAfter(day), planned ? quietHours.until : time), because };
}

/** The instant at which a planned contact is due. */
export function dueInstant({ day, time }: { day: string; time: string }): Date {
  const allowed = nextAllowed(day, time);
  return danishInstant(allowed.day, allowed.time);
}

/** The same for one that may be late: then the first instant from now on. */
export function dueFrom(planned: { day: string; time: string }, now: Date): Date {
  const due = dueInstant(planned);
  if (due > now) return due;
  return isAllowedNow(now) ? now : dueInstant({ day: dayOf(now), time: danishTimeOf(now) });
}

/** Whether people may be written to at this very moment. */
export function isAllowedNow(now: Date): boolean {
  return reasonAgainst(dayOf(now), danishTimeOf(now)) === null;
}

function reasonAgainst(day: string, time: string): MovedBecause | null {
  if (danishHolidays(Number(day.slice(0, 4))).includes(day)) return "holiday";
  if (new Date(`${day}T00:00:00Z`).getUTCDay() === 0) return "sunday";
  return time < quietHours.until || time >= quietHours.from ? "quiet-hours" : null;
}
