import type { RespondentLanguage } from "#db/schema.ts";
import { commentSuffix } from "#surveys/definition/answer-keys.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";

/** A choice, matrix row or column, or thing to rank: what is stored, and how it reads in the language at hand. */
export interface Choice {
  value: string | number | boolean;
  text: string;
  /** "None of these", "prefer not to say": cannot stand together with other choices of a checkbox. */
  exclusive?: boolean;
  /** "Don't know" among the points of a scale: stands beside the scale, not at its end. */
  aside?: boolean;
  /** Greyed out: it can be seen, not chosen. */
  disabled?: boolean;
  /** Address of a picture that shows the choice: in the page itself (`data:`) or of this server. */
  image?: string;
  /** Of a matrix row with words of its own in its cells: one for each column, "" where the column's hold. */
  cells?: string[];
}

export type QuestionType =
  | "rating"
  | "radiogroup"
  | "dropdown"
  | "boolean"
  | "checkbox"
  | "ranking"
  | "matrix"
  | "text"
  | "comment"
  | "span"
  | CompositeType;

/** Questions made of questions. Their answer is a record (`multipletext`), a record for each row, or a list of records. */
export type CompositeType = "multipletext" | "matrixdropdown" | "matrixdynamic" | "paneldynamic";

export type InputType =
  | "text"
  | "number"
  | "email"
  | "tel"
  | "url"
  | "date"
  | "datetime-local"
  | "month"
  | "week"
  | "time"
  | "color";

/** How a rating or a choice looks, where it is not the plain way. */
export type Look = "stars" | "smileys" | "dropdown" | "pictures";

/** A question as it is asked just now: in one language, after what has been answered so far. Plain data, for pages and checks alike. */
export interface Question {
  name: string;
  type: QuestionType;
  /** That of its title, where it is missing in the language the page is in. */
  language?: RespondentLanguage;
  title: string;
  description: string;
  required: boolean;
  /** It is answered on behalf of the person's organisation, and the page must say so. */
  forOrganisation: boolean;
  /** Choices; points of a rating; yes and no of a boolean; things to rank; columns of a matrix. */
  choices: Choice[];
  /** Rows of a matrix. */
  rows: Choice[];
  /** Wording of a rating's two ends. */
  lowEnd: string;
  highEnd: string;
  inputType: InputType;
  /** Of numbers, and of dates as `YYYY-MM-DD`. */
  min: number | string | null;
  max: number | string | null;
  maxLength: number;
  unit: string;
  /** Fewest and most choices of a checkbox, or things of a ranking. */
  minChoices: number;
  maxChoices: number;
  /** Every row of the matrix must be answered. */
  allRowsRequired: boolean;
  /** Words that may be added to the answer, stored under `commentKey(name)`; null where there is no room for any. */
  comment: { title: string; forChoice: Choice["value"] | null } | null;
  look?: Look;
  /** The points of a rating go from red to green. */
  coloured?: true;
  /** It is shown, but cannot be answered just now (`enableIf`, `readOnly`). */
  readOnly?: true;
  /** Any number of columns may be chosen in each row of the matrix. */
  multiple?: true;
  /** No two rows of the matrix may have the same answer. */
  rowsDiffer?: true;
  /** Words that may be picked while writing; others may be written as well. */
  suggestions?: string[];
  /** Distance of numbers that may be given, counted from `min`, else from 0. */
  step?: number;
  /** Names of the questions and the keys of the groups that it stands in, outermost first; left out for a question of the page itself. */
  path?: string[];
  parts?: Parts;
}

/** What a composite question is made of. */
export interface Parts {
  groups: Group[];
  /** Of a list: words of the buttons that add and take away; null where that is not allowed just now. */
  addText: string | null;
  removeText: string | null;
  fewest: number;
  most: number;
  /** Names of inner questions whose answers may not be the same in two groups, and what is said then. */
  different: string[];
  /** What is said where there is no group yet. */
  emptyText: string;
  /** What survey-core reckons of a column's answers; `text` names them all ("In all"), where the survey has words for it. */
  totals: { text: string; lines: Array<{ title: string; total: string }> };
}

/** A row, a panel, or all fields of a `multipletext` (key ""). The key is the row's value, or the place in the list from 0. */
export interface Group {
  key: string;
  title: string;
  blocks: Block[];
}

/** What stands on a page, from top to bottom. */
export type Block =
  | { kind: "heading"; title: string; description: string }
  | { kind: "words"; text: string }
  /** Mark-up that has been through `safe-html.server.ts`. */
  | { kind: "html"; html: string }
  | { kind: "image"; source: string; text: string }
  /** What the survey has reckoned from the answers. */
  | { kind: "computed"; title: string; text: string }
  /** A question that is not asked here: a file or a signature would tell who the person is; or its type is not known. */
  | { kind: "not-offered"; title: string; reason: "identifies" | "unknown" }
  | { kind: "question"; question: Question };

export interface SurveyPage {
  name: string;
  title: string;
  description: string;
  blocks: Block[];
}

/** Answers by question name, as SurveyJS keeps them. */
export type Answers = Record<string, unknown>;

/** Where SurveyJS keeps the words beside an answer. */
export function commentKey(questionName: string): string {
  return `${questionName}${commentSuffix}`;
}

export function questionsOf(page: Pick<SurveyPage, "blocks">): Question[] {
  return page.blocks.flatMap((block) => (block.kind === "question" ? [block.question] : []));
}

/** Those that can be answered just now. */
export function openQuestionsOf(page: Pick<SurveyPage, "blocks">): Question[] {
  return questionsOf(page).filter(({ readOnly }) => !readOnly);
}

export function isComposite({ type }: Pick<Question, "type">): boolean {
  return type === "multipletext" || type === "matrixdropdown" || isList({ type });
}

/** Can groups be added to it and taken away? */
export function isList({ type }: Pick<Question, "type">): boolean {
  return type === "matrixdynamic" || type === "paneldynamic";
}

/** The record of a group in the answer of a composite question; empty where nothing is answered. */
export function recordOf(question: Question, group: Group, answer: unknown): Answers {
  if (question.type === "multipletext") return isRecord(answer) ? answer : {};
  const record = isRecord(answer) || Array.isArray(answer) ? (answer as Answers)[group.key] : undefined;
  return isRecord(record) ? record : {};
}
