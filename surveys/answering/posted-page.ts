import {
  type Answers,
  type Choice,
  commentKey,
  isComposite,
  isList,
  type Question,
  questionsOf,
} from "./survey-page.ts";

/** The name of a question's field in the form; of one row of a matrix, or one thing of a ranking. */
export function fieldName(question: string, part?: Choice["value"]): string {
  return nameOf(part === undefined ? [question] : [question, part]);
}

/** The same for a question that may stand inside others: their names and the keys of their groups come first. */
export function fieldOf(question: Question, part?: Choice["value"]): string {
  return nameOf([...(question.path ?? []), question.name, ...(part === undefined ? [] : [part])]);
}

/** The field of the words beside an answer. */
export function commentFieldOf(question: Question): string {
  return nameOf([...(question.path ?? []), commentKey(question.name)]);
}

function nameOf(path: Array<Choice["value"]>): string {
  return `a:${path.map((part) => encodeURIComponent(String(part))).join(":")}`;
}

/** The two ends of a `span`, as its fields are called. */
export const spanEnds = ["from", "to"] as const;

interface Form {
  sent: URLSearchParams | FormData;
  known: Set<string>;
}

/**
 * Reads the raw answers of a posted page: text as it was sent, unchecked. Fields that begin like an answer and belong to no question of
 * the page are handed on under their own name, so that the check can refuse them.
 */
export function readPostedPage(sent: URLSearchParams | FormData, questions: Question[]): Answers {
  const form: Form = { sent, known: new Set() };
  const answers = readRecord(form, questions);
  for (const name of sent.keys()) {
    if (name.startsWith("a:") && !form.known.has(name)) answers[name] = String(sent.get(name));
  }
  return answers;
}

function readRecord(form: Form, questions: Question[]): Answers {
  const answers: Answers = {};
  for (const question of questions) {
    const answer = readAnswer(form, question);
    if (answer !== undefined) answers[question.name] = answer;
    if (question.comment) readComment(form, question, answers);
  }
  return answers;
}

function readAnswer(form: Form, question: Question): unknown {
  if (isComposite(question)) return readComposite(form, question);
  if (question.type === "matrix")
    return readParts(
      form,
      question,
      question.rows.map(({ value }) => value),
    );
  if (question.type === "ranking")
    return readParts(
      form,
      question,
      question.choices.map(({ value }) => value),
    );
  if (question.type === "span") return readParts(form, question, [...spanEnds]);
  return question.type === "checkbox" ? readAll(form, fieldOf(question)) : readField(form, fieldOf(question));
}

function readComposite(form: Form, question: Question): unknown {
  const groups = question.parts?.groups ?? [];
  const records = groups.map((group) => [group.key, readRecord(form, questionsOf(group))] as const);
  if (question.type === "multipletext") return filled(records[0]?.[1] ?? {});
  if (!isList(question)) return filled(Object.fromEntries(records.filter(([, record]) => filled(record))));
  const list: Answers[] = [];
  for (const [key, record] of records) list[Number(key)] = record;
  return list.length > 0 ? Array.from(list, (record) => record ?? {}) : undefined;
}

function readParts(form: Form, question: Question, parts: Array<Choice["value"]>): Answers | undefined {
  const byPart: Answers = {};
  for (const part of parts) {
    const field = fieldOf(question, part);
    const answer = question.multiple ? readAll(form, field) : readField(form, field);
    if (answer !== undefined) byPart[String(part)] = answer;
  }
  return filled(byPart);
}

/** Words written under "other" choose it, where nothing else has been chosen that rules it out. */
function readComment(form: Form, question: Question, answers: Answers): void {
  const words = readField(form, commentFieldOf(question));
  if (words === undefined) return;
  answers[commentKey(question.name)] = words;
  const other = question.comment?.forChoice;
  if (other === null || other === undefined || typeof words !== "string" || words.trim() === "") return;
  const chosen = answers[question.name];
  if (question.type !== "checkbox") answers[question.name] = chosen ?? String(other);
  else if (!isExclusive(question, chosen)) answers[question.name] = withChoice(chosen, String(other));
}

function isExclusive({ choices }: Question, chosen: unknown): boolean {
  return choices.some(({ value, exclusive }) => exclusive && Array.isArray(chosen) && chosen.includes(String(value)));
}

function withChoice(chosen: unknown, choice: string): unknown[] {
  const list: unknown[] = Array.isArray(chosen) ? chosen : [];
  return list.includes(choice) ? list : [...list, choice];
}

function readAll({ sent, known }: Form, field: string): unknown {
  known.add(field);
  const chosen = sent.getAll(field).filter((value) => value !== "");
  return chosen.length > 0 ? chosen : undefined;
}

/** A field sent twice keeps both values, which no single answer can be. */
function readField({ sent, known }: Form, field: string): unknown {
  known.add(field);
  const values = sent.getAll(field);
  if (values.length > 1) return values;
  return values[0] === "" ? undefined : values[0];
}

function filled(record: Answers): Answers | undefined {
  return Object.keys(record).length > 0 ? record : undefined;
}
