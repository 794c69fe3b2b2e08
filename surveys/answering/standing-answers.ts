import { isRecord } from "#surveys/definition/survey-json.ts";
import { type Answers, commentKey, isComposite, openQuestionsOf, type Question, recordOf } from "./survey-page.ts";

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

function standingAnswer(question: Question, answer: unknown): unknown {
  const { type, choices, rows } = question;
  const isChoice = (one: unknown) => choices.some(({ value }) => value === one);
  if (isComposite(question)) return standingGroups(question, answer);
  if (type === "checkbox" || type === "ranking") return standingChoices(answer, isChoice);
  if (type === "matrix") {
    if (!isRecord(answer)) return answer;
    const cells = Object.entries(answer).map(([row, cell]) => [row, standingChoices(cell, isChoice)] as const);
    const kept = Object.fromEntries(cells.filter(([, cell]) => cell !== undefined));
    return standingRows(rows, kept, (column) => Array.isArray(column) || isChoice(column));
  }
  return type === "text" || type === "comment" || type === "span" || isChoice(answer) ? answer : undefined;
}

function standingChoices(answer: unknown, isChoice: (one: unknown) => boolean): unknown {
  if (!Array.isArray(answer)) return answer;
  const standing = answer.filter(isChoice);
  return standing.length > 0 ? standing : undefined;
}

/** Inside a group too; what is not asked there is left as it is. */
function standingGroups(question: Question, answer: unknown): unknown {
  if (!isRecord(answer) && !Array.isArray(answer)) return answer;
  const kept = structuredClone(answer) as Answers;
  for (const group of question.parts?.groups ?? []) {
    const asked = openQuestionsOf(group);
    const record = recordOf(question, group, answer);
    const names = new Set(asked.map(({ name }) => name));
    const others = Object.fromEntries(Object.entries(record).filter(([key]) => !names.has(key)));
    const standing = { ...others, ...standingAnswers(asked, record) };
    if (question.type === "multipletext") return standing;
    if (group.key in kept) kept[group.key] = standing;
  }
  return kept;
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
