import { commentSuffix, shownKey } from "./answer-keys.ts";
import type { Codebook, Item, ItemAnswer } from "./codebook.ts";
import { numericCode } from "./coded-values.ts";
import { isRecord } from "./survey-json.ts";

/**
 * Codes stored answers item by item. Every item of the codebook gets an answer, a missing kind where there is no other:
 * - a stated code ("dk") is the kind it stands for, in a checkbox too;
 * - a question in `shown` without an answer is "skipped", and so is a row or a thing left out of an answered matrix or ranking;
 * - a question neither shown nor answered is "not-asked", and so is one that was not shown and holds an answer all the same, filled in by
 *   the definition (docs/decisions/018);
 * - what cannot be read as the item's kind, or lies outside its scale, is "skipped": answers are checked before they are stored.
 *
 * An answered checkbox codes every option, chosen 1 or not 0; an unanswered one codes none.
 *
 * @param shown names of the shown questions; left out, they are taken from the answers' own `_shown`.
 */
export function codeAnswers(
  codebook: Codebook,
  answers: Record<string, unknown>,
  shown: ReadonlySet<string> = shownIn(answers),
): Map<string, ItemAnswer> {
  return new Map(codebook.items.map((item) => [item.key, codeAnswer(item, answers, shown)]));
}

function shownIn(answers: Record<string, unknown>): ReadonlySet<string> {
  const names = answers[shownKey];
  return new Set(Array.isArray(names) ? names.map(String) : []);
}

function codeAnswer(item: Item, answers: Record<string, unknown>, shown: ReadonlySet<string>): ItemAnswer {
  const { question, row } = item.source;
  const wasShown = shown.has(question) || shown.has(withoutSuffix(question));
  // A definition may fill in what nobody was asked: that is no answer.
  if (!wasShown && Object.hasOwn(answers, shownKey)) return { missing: "not-asked" };
  const stored = partOf(answers, question);
  if (isEmpty(stored)) return { missing: wasShown || stored !== undefined ? "skipped" : "not-asked" };
  if (row === undefined) return readAnswer(item, stored);
  const inRow = partOf(stored, row);
  const given = item.source.cell === undefined ? inRow : partOf(inRow, item.source.cell);
  return isEmpty(given) ? { missing: "skipped" } : readAnswer(item, given);
}

function partOf(whole: unknown, name: string): unknown {
  return isRecord(whole) && Object.hasOwn(whole, name) ? whole[name] : undefined;
}

function isEmpty(stored: unknown): boolean {
  if (stored === undefined || stored === null) return true;
  if (typeof stored === "string") return stored.trim() === "";
  return Array.isArray(stored) && stored.length === 0;
}

function withoutSuffix(question: string): string {
  return question.endsWith(commentSuffix) ? question.slice(0, -commentSuffix.length) : question;
}

function readAnswer(item: Item, stored: unknown): ItemAnswer {
  const missing = (Array.isArray(stored) ? stored : [stored]).map((code) => missingKind(item, code)).find(Boolean);
  if (missing) return { missing };
  if (item.source.as === "text") return readText(stored);
  const value = readValue(item, stored);
  return value === null || !isOnScale(item, value) ? { missing: "skipped" } : { value };
}

function missingKind(item: Item, code: unknown) {
  return item.missing && Object.hasOwn(item.missing, String(code)) ? item.missing[String(code)] : undefined;
}

function readText(stored: unknown): ItemAnswer {
  if (typeof stored === "string") return { text: stored.trim() };
  return typeof stored === "number" || typeof stored === "boolean" ? { text: String(stored) } : { missing: "skipped" };
}

function readValue({ source }: Item, stored: unknown): number | null {
  switch (source.as) {
    case "boolean":
      return readBoolean(stored);
    case "chosen":
      return readChosen(source.option, stored);
    case "place":
      return readPlace(source.option, stored);
    default:
      return numericCode(stored);
  }
}

function readBoolean(stored: unknown): number | null {
  if (stored === true || stored === "true") return 1;
  if (stored === false || stored === "false") return 0;
  return numericCode(stored);
}

function readChosen(option: string | undefined, stored: unknown): number | null {
  if (isRecord(stored)) return null;
  const chosen = Array.isArray(stored) ? stored : [stored];
  return chosen.some((code) => String(code) === option) ? 1 : 0;
}

function readPlace(option: string | undefined, stored: unknown): number | null {
  if (!Array.isArray(stored)) return null;
  const place = stored.findIndex((thing) => String(thing) === option);
  return place < 0 ? null : place + 1;
}

function isOnScale({ scale }: Item, value: number): boolean {
  return !scale || (value >= scale.min && value <= scale.max);
}
