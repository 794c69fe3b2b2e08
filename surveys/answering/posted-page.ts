import { type Answers, type Choice, commentKey, type Question } from "./survey-page.ts";

/** The name of a question's field in the form; of one row of a matrix, or one thing of a ranking. */
export function fieldName(question: string, part?: Choice["value"]): string {
  const own = `a:${encodeURIComponent(question)}`;
  return part === undefined ? own : `${own}:${encodeURIComponent(String(part))}`;
}

/**
 * Reads the raw answers of a posted page: text as it was sent, unchecked. Fields that begin like an answer and belong to no question of
 * the page are handed on under their own name, so that the check can refuse them.
 */
export function readPostedPage(form: URLSearchParams | FormData, questions: Question[]): Answers {
  const answers: Answers = {};
  const known = new Set<string>();
  for (const question of questions) {
    readQuestion(form, question, answers, known);
    if (question.comment)
      readField(form, fieldName(commentKey(question.name)), commentKey(question.name), answers, known);
  }
  for (const name of form.keys()) {
    if (name.startsWith("a:") && !known.has(name)) answers[name] = String(form.get(name));
  }
  return answers;
}

function readQuestion(
  form: URLSearchParams | FormData,
  question: Question,
  answers: Answers,
  known: Set<string>,
): void {
  const { name, type } = question;
  if (type === "matrix") return readParts(form, question, question.rows, answers, known);
  if (type === "ranking") return readParts(form, question, question.choices, answers, known);
  if (type !== "checkbox") return readField(form, fieldName(name), name, answers, known);
  known.add(fieldName(name));
  const chosen = form.getAll(fieldName(name));
  if (chosen.length > 0) answers[name] = chosen;
}

function readParts(
  form: URLSearchParams | FormData,
  question: Question,
  parts: Choice[],
  answers: Answers,
  known: Set<string>,
): void {
  const byPart: Answers = {};
  for (const part of parts) readField(form, fieldName(question.name, part.value), String(part.value), byPart, known);
  if (Object.keys(byPart).length > 0) answers[question.name] = byPart;
}

/** A field sent twice keeps both values, which no single answer can be. */
function readField(
  form: URLSearchParams | FormData,
  field: string,
  key: string,
  answers: Answers,
  known: Set<string>,
): void {
  known.add(field);
  const sent = form.getAll(field);
  if (sent.length > 1) answers[key] = sent;
  else if (sent[0] !== undefined && sent[0] !== "") answers[key] = sent[0];
}
