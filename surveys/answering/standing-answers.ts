import { isRecord } from "#surveys/definition/survey-json.ts";
import { type Answers, commentKey, type Question } from "./survey-page.ts";

/**
 * The answers that stand when these are the questions: those to other questions go, and so do rows and choices that the questions no
 * longer have. What cannot be understood is left for the check to refuse.
 */
export function standingAnswers(questions: Question[], answers: Answers): Answers {
  const standing: Answers = {};
  for (const question of questions) {
    const { name } = question;
    const answer = standingAnswer(question, answers[name]);
    if (answer !== undefined) standing[name] = answer;
    if (answers[commentKey(name)] !== undefined) standing[commentKey(name)] = answers[commentKey(name)];
  }
  return standing;
}

function standingAnswer({ type, choices, rows }: Question, answer: unknown): unknown {
  const isChoice = (one: unknown) => choices.some(({ value }) => value === one);
  if (type === "checkbox" || type === "ranking") {
    if (!Array.isArray(answer)) return answer;
    const standing = answer.filter(isChoice);
    return standing.length > 0 ? standing : undefined;
  }
  if (type === "matrix") return isRecord(answer) ? standingRows(rows, answer, isChoice) : answer;
  return type === "text" || type === "comment" || isChoice(answer) ? answer : undefined;
}

/** The rows that are visible, each with a column that is; undefined where none is left. */
export function standingRows(
  rows: Question["rows"],
  answer: Record<string, unknown>,
  isColumn: (column: unknown) => boolean = () => true,
): Record<string, unknown> | undefined {
  const isRow = (name: string) => rows.some(({ value }) => String(value) === name);
  const standing = Object.entries(answer).filter(([row, column]) => isRow(row) && isColumn(column));
  return standing.length > 0 ? Object.fromEntries(standing) : undefined;
}
