import { isDay, isTime } from "#surveys/clock.ts";
import { isProblem, type Problem, problemAt } from "#surveys/problem.ts";

/** Lengths that a person can still read and a page can still show. */
export const maxLengths = { name: 120, line: 200, text: 4000 };

/** Refused at `field`: "field.missing" (unless `optional`), "field.too-long". */
export function checkText(field: string, text: string, maxLength: number, optional?: "optional"): Problem | null {
  if (text.trim() === "") return optional ? null : problemAt(field, "field.missing");
  return text.trim().length > maxLength ? problemAt(field, "field.too-long", { most: maxLength }) : null;
}

/** Refused at `field`: "field.missing", "field.too-long", "account.email-wrong" for what cannot be an address. */
export function checkEmail(field: string, email: string): Problem | null {
  const looksLikeEmail = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/.test(email.trim());
  const wrong = checkText(field, email, maxLengths.line);
  return wrong ?? (looksLikeEmail ? null : problemAt(field, "account.email-wrong"));
}

/** Refused at `field`: "field.missing", "field.not-a-date" for anything but a day that the calendar has, `YYYY-MM-DD`. */
export function checkDay(field: string, day: string): Problem | null {
  if (day.trim() === "") return problemAt(field, "field.missing");
  return isDay(day) ? null : problemAt(field, "field.not-a-date");
}

/** Refused at `field`: "field.missing", "field.not-a-time" for anything but `HH:MM` from 00:00 to 23:59. */
export function checkTime(field: string, time: string): Problem | null {
  if (time.trim() === "") return problemAt(field, "field.missing");
  return isTime(time) ? null : problemAt(field, "field.not-a-time");
}

/** Refused at `field`: "field.not-a-choice" when the value is none of `choices`. */
export function checkChoice(field: string, value: string, choices: readonly string[]): Problem | null {
  if (value === "") return problemAt(field, "field.missing");
  return choices.includes(value) ? null : problemAt(field, "field.not-a-choice");
}

/**
 * A number as a person types it, with a comma or a point; a number stays as it is.
 * Refused at `field`: "field.missing", "field.not-a-number".
 */
export function readNumber(field: string, typed: string | number): number | Problem {
  if (typed === "") return problemAt(field, "field.missing");
  const number = typeof typed === "number" ? typed : Number(typed.trim().replace(",", ".") || Number.NaN);
  return Number.isFinite(number) ? number : problemAt(field, "field.not-a-number");
}

/** The problem a reading ended in, if it did. */
export function refusalIn(read: unknown): Problem | null {
  return isProblem(read) ? read : null;
}
