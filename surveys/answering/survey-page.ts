import type { RespondentLanguage } from "#db/schema.ts";
import { commentSuffix } from "#surveys/definition/answer-keys.ts";

/** A choice, matrix row or column, or thing to rank: what is stored, and how it reads in the language at hand. */
export interface Choice {
  value: string | number | boolean;
  text: string;
  /** "None of these", "prefer not to say": cannot stand together with other choices of a checkbox. */
  exclusive?: boolean;
  /** "Don't know" among the points of a scale: stands beside the scale, not at its end. */
  aside?: boolean;
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
  | "comment";

export type InputType = "text" | "number" | "email" | "tel" | "url" | "date" | "month" | "time";

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
}

/** What stands on a page, from top to bottom. */
export type Block =
  | { kind: "heading"; title: string; description: string }
  | { kind: "words"; text: string }
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
