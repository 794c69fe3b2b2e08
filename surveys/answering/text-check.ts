import { isDay } from "#surveys/clock.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import { latinDigits } from "#surveys/latin-digits.ts";
import type { Checked } from "./check-answers.ts";
import type { Question } from "./survey-page.ts";

// All control characters but tab and line feed; and the invisible marks that turn the direction of text round.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken out
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const largestNumber = 1e12;

/** Words, a number, a date: cleaned, then checked as the question's input type asks. Nothing but blanks is no answer. */
export function checkText(question: Question, posted: unknown): Checked {
  if (typeof posted !== "string" && typeof posted !== "number") return { code: "wrong-shape" };
  const cleaned = cleanText(String(posted));
  const text = question.inputType === "text" ? cleaned : latinDigits(cleaned);
  if (text === "") return { value: undefined };
  if (text.length > question.maxLength) {
    return { code: "too-long", values: { longest: question.maxLength, length: text.length } };
  }
  switch (question.inputType) {
    case "number":
      return checkNumber(question, text);
    case "date":
      return checkDay(question, text);
    case "month":
      return isDay(`${text}-01`) ? checkMoment(question, text) : { code: "not-a-date" };
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? checkMoment(question, text) : { code: "not-a-time" };
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? { value: text } : { code: "not-an-email" };
    case "datetime-local":
      return isDay(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text.slice(10))
        ? checkMoment(question, text)
        : { code: "not-a-date" };
    case "week":
      return /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(text) ? checkMoment(question, text) : { code: "not-a-week" };
    case "color":
      return /^#[0-9a-f]{6}$/i.test(text) ? { value: text.toLowerCase() } : { code: "not-a-colour" };
    case "url":
      return URL.canParse(text) ? { value: text } : { code: "not-an-address" };
    default:
      return { value: text };
  }
}

/** Composed letters (NFC), line feeds for every line end, no control characters, no blanks at the ends. */
function cleanText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unwanted, "").normalize("NFC").trim();
}

/** "2,5" as Danes write it, "2.5", "-3", "1.000,5" no: thousands are not guessed at. */
function checkNumber(question: Question, text: string): Checked {
  const plain = text.replace(",", ".").replace(/^\+|\s/g, "");
  if (!/^-?(\d+(\.\d+)?|\.\d+)$/.test(plain)) return { code: "not-a-number" };
  const value = Number(plain);
  if (Math.abs(value) > largestNumber) return { code: "not-a-number" };
  const min = question.min === null ? null : Number(question.min);
  const max = question.max === null ? null : Number(question.max);
  const fits = (min === null || value >= min) && (max === null || value <= max);
  if (!fits) return beyond(min, max);
  return isOnStep(value, min ?? 0, question.step)
    ? { value }
    : { code: "wrong-step", values: { step: question.step ?? 1 } };
}

/** Whole steps from the least, as far as decimal fractions can be told apart. */
function isOnStep(value: number, from: number, step: number | undefined): boolean {
  if (!step) return true;
  const steps = (value - from) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** Months, weeks, times: later ones come later in the alphabet. */
function checkMoment(question: Question, text: string): Checked {
  const min = typeof question.min === "string" ? question.min : null;
  const max = typeof question.max === "string" ? question.max : null;
  return (min === null || text >= min) && (max === null || text <= max) ? { value: text } : beyond(min, max);
}

/** Two numbers, the smaller first: as a form sends them (`from`, `to`), or as they are stored. */
export function checkSpan(question: Question, posted: unknown): Checked {
  const [from, to] = Array.isArray(posted) ? posted : isRecord(posted) ? [posted.from, posted.to] : [null, null];
  if (isBlank(from) && isBlank(to)) return { value: undefined };
  if (isBlank(from) || isBlank(to)) return { code: "not-a-number" };
  const ends = [from, to].map((end) => checkText({ ...question, inputType: "number" }, end));
  const wrong = ends.find((end) => "code" in end);
  if (wrong) return wrong;
  const [low, high] = ends.map((end) => ("value" in end ? Number(end.value) : Number.NaN)) as [number, number];
  return low <= high ? { value: [low, high] } : { code: "span-backwards" };
}

function isBlank(given: unknown): boolean {
  return given === undefined || given === null || given === "";
}

function checkDay(question: Question, text: string): Checked {
  if (!isDay(text)) return { code: "not-a-date" };
  const min = isDay(question.min) ? question.min : null;
  const max = isDay(question.max) ? question.max : null;
  const fits = (min === null || text >= min) && (max === null || text <= max);
  return fits ? { value: text } : beyond(min, max);
}

function beyond(min: number | string | null, max: number | string | null): Checked {
  if (min !== null && max !== null) return { code: "out-of-range", values: { min, max } };
  return min !== null ? { code: "too-small", values: { min } } : { code: "too-large", values: { max: max ?? "" } };
}
