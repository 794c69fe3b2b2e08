import { isRecord } from "#surveys/definition/survey-json.ts";
import { checkChoices, checkChosen, checkRanking } from "./choice-check.ts";
import { checkComposite } from "./composite-check.ts";
import { checkMatrix } from "./matrix-check.ts";
import { type Answers, commentKey, isComposite, type Question } from "./survey-page.ts";
import { checkSpan, checkText } from "./text-check.ts";

/** Why an answer cannot be taken; the words stand in `app/texts/<language>/answer.json` under `problem.<code>`. */
type AnswerProblemCode =
  | "required"
  | "unknown-choice"
  | "wrong-shape"
  | "too-few-choices"
  | "too-many-choices"
  | "choice-twice"
  | "exclusive-choice"
  | "place-twice"
  | "places-missing"
  | "unknown-row"
  | "rows-missing"
  | "not-a-number"
  | "out-of-range"
  | "too-small"
  | "too-large"
  | "too-long"
  | "wrong-step"
  | "same-answer"
  | "rows-same"
  | "too-few-groups"
  | "none-answered"
  | "span-backwards"
  | "not-a-colour"
  | "not-a-week"
  | "not-a-date"
  | "not-a-time"
  | "not-an-email"
  | "not-an-address"
  | "validator"
  | "extra-key";

/** Trouble with one question (or one row of it); `values` fill the words. */
export interface AnswerProblem {
  question: string;
  row?: string;
  code: AnswerProblemCode;
  values?: Record<string, string | number>;
  /** The trouble lies with a question inside this one. */
  inner?: { group: string; problem: AnswerProblem };
}

/** What a check of one answer says: the answer as it is stored (undefined: not answered), or why it cannot be. */
export type Checked = { value: unknown } | { code: AnswerProblemCode; row?: string; values?: AnswerProblem["values"] };

export interface CheckedAnswers {
  /** What may be stored: typed as the definition types it, only what was answered. */
  answers: Answers;
  problems: AnswerProblem[];
}

/**
 * Checks answers against the questions they were asked with. survey-core's `validate()` is no security check (it takes unknown choices,
 * out-of-range values and extra keys), so this is ours. Text is normalised (NFC) and freed of control characters.
 *
 * @param questions those that are visible, as they are asked just now; whatever is not among them is an extra key.
 * @param posted raw answers by question name: text as it came from a form, or values as they were stored.
 */
export function checkAnswers(questions: Question[], posted: Answers): CheckedAnswers {
  const answers: Answers = {};
  const problems: AnswerProblem[] = [];
  for (const question of questions) {
    if (isComposite(question)) takeComposite(question, posted[question.name], answers, problems);
    else take(question, posted[question.name], answers, problems);
    checkComment(question, posted, answers, problems);
  }
  return { answers, problems: [...problems, ...extraKeys(questions, posted)] };
}

function take(question: Question, posted: unknown, answers: Answers, problems: AnswerProblem[]): void {
  const checked = checkAnswer(question, posted);
  if ("code" in checked) problems.push({ question: question.name, ...checked });
  else if (checked.value !== undefined) answers[question.name] = checked.value;
  else if (question.required) problems.push({ question: question.name, code: "required" });
}

function takeComposite(question: Question, posted: unknown, answers: Answers, problems: AnswerProblem[]): void {
  const checked = checkComposite(question, posted ?? undefined, checkAnswers);
  if (checked.value !== undefined) answers[question.name] = checked.value;
  problems.push(...checked.problems);
  if (question.required && checked.problems.length === 0 && isBlankAll(checked.value)) {
    problems.push({ question: question.name, code: "required" });
  }
}

/** A list of rows in which nothing is written is no answer. */
function isBlankAll(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isBlankAll);
  return isRecord(value) ? Object.values(value).every(isBlankAll) : isBlank(value);
}

function checkAnswer(question: Question, posted: unknown): Checked {
  if (isBlank(posted)) return { value: undefined };
  switch (question.type) {
    case "rating":
    case "radiogroup":
    case "dropdown":
    case "boolean":
      return checkChosen(question, posted);
    case "checkbox":
      return checkChoices(question, posted);
    case "ranking":
      return checkRanking(question, posted);
    case "matrix":
      return checkMatrix(question, posted);
    case "span":
      return checkSpan(question, posted);
    default:
      return checkText(question, posted);
  }
}

function checkComment(question: Question, posted: Answers, answers: Answers, problems: AnswerProblem[]): void {
  const key = commentKey(question.name);
  if (!question.comment || isBlank(posted[key]) || !hasRoomForWords(question, answers[question.name])) return;
  const checked = checkText({ ...question, inputType: "text", type: "comment" }, posted[key]);
  if ("code" in checked) problems.push({ question: question.name, ...checked });
  else if (checked.value !== undefined) answers[key] = checked.value;
}

/** The words under "other" stand only beside "other". */
function hasRoomForWords({ comment }: Question, answer: unknown): boolean {
  if (!comment || comment.forChoice === null) return true;
  return [answer].flat().includes(comment.forChoice);
}

function extraKeys(questions: Question[], posted: Answers): AnswerProblem[] {
  const known = new Set(questions.flatMap(({ name, comment }) => (comment ? [name, commentKey(name)] : [name])));
  return Object.keys(posted)
    .filter((key) => !known.has(key))
    .map((key) => ({ question: key.slice(0, 80), code: "extra-key" }));
}

function isBlank(posted: unknown): boolean {
  return posted === undefined || posted === null || posted === "";
}
