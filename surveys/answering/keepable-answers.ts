import { isRecord } from "#surveys/definition/survey-json.ts";
import type { Choice, Question } from "./survey-page.ts";

/**
 * What was typed and cannot stand as it is, but which leaving the page must not lose: words, an order that does not add up yet, choices too
 * many. It is checked again before it is stored. Undefined for what is no answer at all.
 */
export function keptAnswer(question: Question, given: unknown): unknown {
  const { type, choices, rows, maxLength } = question;
  if (type === "text" || type === "comment") {
    return typeof given === "string" ? given.slice(0, maxLength * 2) : undefined;
  }
  if (type === "ranking") return isRecord(given) ? onlyNamed(given, choices, isPlace) : undefined;
  if (type === "checkbox") return Array.isArray(given) ? [...new Set(given.flatMap(asChoice(choices)))] : undefined;
  if (type === "matrix" && isRecord(given) && !question.multiple) {
    const named = onlyNamed(given, rows, (column) => asChoice(choices)(column).length > 0);
    return Object.fromEntries(Object.entries(named).map(([row, column]) => [row, asChoice(choices)(column)[0]]));
  }
}

/** The choice that a text from a form stands for; none where there is none. */
function asChoice(choices: Choice[]): (given: unknown) => Array<Choice["value"]> {
  return (given) => choices.flatMap(({ value }) => (String(value) === String(given) ? [value] : []));
}

function onlyNamed(
  given: Record<string, unknown>,
  parts: Choice[],
  stands: (value: unknown) => boolean,
): Record<string, unknown> {
  const isPart = (name: string) => parts.some(({ value }) => String(value) === name);
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => isPart(name) && stands(value)));
}

function isPlace(value: unknown): boolean {
  return typeof value === "string" && /^\d{1,3}$/.test(value);
}
