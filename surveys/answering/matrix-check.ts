import { isRecord } from "#surveys/definition/survey-json.ts";
import type { Checked } from "./check-answers.ts";
import { checkChoices, findChoice, isPlain } from "./choice-check.ts";
import type { Question } from "./survey-page.ts";

/** A column for each row, or any number of them; rows that were left out stay out. */
export function checkMatrix(question: Question, posted: unknown): Checked {
  if (!isRecord(posted)) return { code: "wrong-shape" };
  const value: Record<string, unknown> = {};
  for (const [rowName, given] of Object.entries(posted)) {
    if (given === "" || given === null || given === undefined) continue;
    const row = findChoice(question.rows, rowName);
    if (!row) return { code: "unknown-row" };
    const cell = checkCell(question, given);
    if ("code" in cell) return { ...cell, row: String(row.value) };
    if (cell.value !== undefined) value[String(row.value)] = cell.value;
  }
  return (
    missingRow(question, value) ??
    sameRow(question, value) ?? { value: Object.keys(value).length > 0 ? value : undefined }
  );
}

function checkCell(question: Question, given: unknown): Checked {
  if (question.multiple)
    return checkChoices({ ...question, minChoices: 0, maxChoices: question.choices.length }, given);
  const choice = isPlain(given) ? findChoice(question.choices, given) : undefined;
  return choice ? { value: choice.value } : { code: "unknown-choice" };
}

function missingRow(question: Question, value: Record<string, unknown>): Checked | null {
  const missing = question.rows.find((row) => !(String(row.value) in value));
  if (!missing || !question.allRowsRequired || (Object.keys(value).length === 0 && !question.required)) return null;
  return { code: "rows-missing", row: String(missing.value), values: { row: missing.text } };
}

/** `eachRowUnique`: told at the second of two rows with the same answer. */
function sameRow(question: Question, value: Record<string, unknown>): Checked | null {
  if (!question.rowsDiffer) return null;
  const seen = new Map<string, string>();
  for (const row of question.rows) {
    const name = String(row.value);
    if (!(name in value)) continue;
    const answer = JSON.stringify(value[name]);
    const first = seen.get(answer);
    if (first !== undefined) return { code: "rows-same", row: name, values: { row: row.text, other: first } };
    seen.set(answer, row.text);
  }
  return null;
}
