import type { Codebook, LocalizedText } from "#surveys/definition/codebook.ts";
import type { EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { codeOf, itemsIn, textOf } from "#surveys/definition/editing/list-items.ts";
import { answerList } from "#surveys/definition/editing/question-kinds.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import { type ElementJson, isRecord } from "#surveys/definition/survey-json.ts";

/** An answer that a question offers. */
export interface AdvisedAnswer {
  code: unknown;
  words: LocalizedText;
  /** It stands apart: "don't know", "prefer not to say". */
  apart: boolean;
}

/** A question as the rules look at it. */
export interface AdvisedQuestion {
  name: string;
  element: ElementJson;
  /** What is asked, in Danish and English; "" in a language that has no words of its own. */
  title: LocalizedText;
  answers: AdvisedAnswer[];
  rows: LocalizedText[];
  low: LocalizedText;
  high: LocalizedText;
}

export interface AdvisedSurvey {
  definition: EditableDefinition;
  codebook: Codebook;
  questions: AdvisedQuestion[];
  baseline: Codebook | null;
  bound: ReadonlyMap<string, string[]>;
}

export function advisedQuestion(element: ElementJson): AdvisedQuestion {
  const list = answerList(element);
  const missing = isRecord(element.missingValues) ? element.missingValues : {};
  return {
    name: String(element.name),
    element,
    title: ownWords(element.title),
    answers: list
      ? itemsIn(element, list).map((item) => ({
          code: codeOf(item),
          words: localizedWords(textOf(item), String(codeOf(item))),
          apart: Object.hasOwn(missing, String(codeOf(item))),
        }))
      : [],
    rows: itemsIn(element, "rows").map((row) => localizedWords(textOf(row), String(codeOf(row)))),
    low: ownWords(element.minRateDescription),
    high: ownWords(element.maxRateDescription),
  };
}

/** Without falling back: a rule about Danish words must not read English ones. A plain string may be either, and is read as both. */
function ownWords(words: unknown): LocalizedText {
  if (!isRecord(words)) return localizedWords(words, "");
  const said = (language: string) =>
    typeof words[language] === "string" ? localizedWords(words[language], "").da : "";
  return { da: said("da"), en: said("en") || said("default") };
}

/** The words of a text, lower case, without punctuation. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}’'-]+/gu) ?? [];
}

/** Is it asked at all, rather than only shown? */
export function isAsked({ element }: AdvisedQuestion): boolean {
  return element.type !== "html" && element.type !== "image" && element.type !== "expression";
}

/** Is it answered in people's own words or with a free number? */
export function isFree({ element }: AdvisedQuestion): boolean {
  return element.type === "text" || element.type === "comment";
}
