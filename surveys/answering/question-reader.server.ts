import type { ItemValue, Question as SurveyQuestion } from "survey-core";
import type { RespondentLanguage } from "#db/schema.ts";
import { wordsIn } from "#surveys/definition/localized-words.ts";
import { type Measurement, readMeasurement } from "#surveys/definition/measurement.ts";
import { isProblem } from "#surveys/problem.ts";
import type { Choice, InputType, Question, QuestionType } from "./survey-page.ts";

const typeByName: Record<string, QuestionType> = {
  rating: "rating",
  radiogroup: "radiogroup",
  buttongroup: "radiogroup",
  dropdown: "dropdown",
  boolean: "boolean",
  checkbox: "checkbox",
  tagbox: "checkbox",
  ranking: "ranking",
  matrix: "matrix",
  text: "text",
  comment: "comment",
};

const longestText = 500;
const longestComment = 4000;

/**
 * Reads one question of a survey-core Model, in the Model's language and state.
 * @returns null for what has no native control, or nothing to choose from: such a question is not asked, and so never required.
 */
export function readQuestion(question: SurveyQuestion, language: RespondentLanguage): Question | null {
  const type = typeByName[question.getType()];
  if (!type || question.isReadOnly || question.cellType === "checkbox") return null;
  const measurement = measurementOf(question);
  const choices = readChoices(question, type).map((choice) => withAside(choice, measurement));
  const rows = type === "matrix" ? question.visibleRows.map((row: { item: ItemValue }) => choiceOf(row.item)) : [];
  // A roster before its organisations are filled in, a list without choices: nobody could answer it.
  if ((type === "matrix" && rows.length === 0) || (isChosen(type) && choices.length === 0)) return null;
  return {
    name: question.getValueName(),
    type,
    title: plainText(question.processedTitle),
    description: plainText(question.locDescription.textOrHtml ?? ""),
    required: question.isRequired,
    forOrganisation: measurement.answersFor === "organisation",
    choices,
    rows,
    lowEnd: type === "rating" ? plainText(question.minRateDescription ?? "") : "",
    highEnd: type === "rating" ? plainText(question.maxRateDescription ?? "") : "",
    inputType: type === "text" ? inputTypeOf(question) : "text",
    min: type === "text" ? limitOf(question.renderedMin) : null,
    max: type === "text" ? limitOf(question.renderedMax) : null,
    maxLength: longestOf(question, type),
    unit: measurement.unit ? wordsIn(measurement.unit, language) : "",
    ...fewestAndMost(question, type, choices.length),
    allRowsRequired: type === "matrix" && (question.isAllRowRequired || question.eachRowRequired) === true,
    comment: readComment(question),
  };
}

/** Words as they can stand on a page: paragraphs and line breaks are kept, all other mark-up is taken out. */
export function plainText(html: string): string {
  return html
    .replace(/<(script|style)\b.*?<\/\1\s*>/gis, "")
    .replace(/<br\s*\/?>|<\/(p|div|li|h\d)>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, "\u00a0")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function isChosen(type: QuestionType): boolean {
  return type !== "text" && type !== "comment";
}

function readChoices(question: SurveyQuestion, type: QuestionType): Choice[] {
  if (type === "rating") return question.visibleRateValues.map(choiceOf);
  if (type === "matrix") return question.visibleColumns.map(choiceOf);
  if (type === "boolean") {
    return [
      { value: question.getValueTrue(), text: plainText(question.labelTrue) },
      { value: question.getValueFalse(), text: plainText(question.labelFalse) },
    ];
  }
  if (!isChosen(type)) return [];
  const exclusive = [question.noneItem, question.refuseItem, question.dontKnowItem];
  return question.visibleChoices
    .filter((item: ItemValue) => item !== question.selectAllItem)
    .map((item: ItemValue & { isExclusive?: boolean }) =>
      item.isExclusive || exclusive.includes(item) ? { ...choiceOf(item), exclusive: true } : choiceOf(item),
    );
}

/** Of a checkbox, how many may be chosen; of a ranking, how many must have a place: all, unless it says that some may be picked out. */
function fewestAndMost(question: SurveyQuestion, type: QuestionType, all: number) {
  const most = Math.min(question.maxSelectedChoices || all, all);
  if (type === "checkbox") return { minChoices: question.minSelectedChoices || 0, maxChoices: most };
  if (type !== "ranking") return { minChoices: 0, maxChoices: all };
  if (!question.selectToRankEnabled) return { minChoices: all, maxChoices: all };
  return { minChoices: question.minSelectedChoices || 1, maxChoices: most };
}

function choiceOf(item: ItemValue): Choice {
  return { value: item.value, text: plainText(item.text) };
}

function inputTypeOf({ inputType, maskType }: SurveyQuestion): InputType {
  if (inputType === "range" || maskType === "numeric" || maskType === "currency") return "number";
  const known: InputType[] = ["number", "email", "tel", "url", "date", "month", "time"];
  return known.find((type) => type === inputType) ?? "text";
}

function limitOf(limit: unknown): number | string | null {
  if (limit === undefined || limit === null || limit === "") return null;
  return typeof limit === "number" ? limit : String(limit);
}

function longestOf(question: SurveyQuestion, type: QuestionType): number {
  const ceiling = type === "comment" ? longestComment : longestText;
  if (type !== "comment" && type !== "text") return longestText;
  const stated = question.getMaxLength();
  return typeof stated === "number" && stated > 0 ? stated : ceiling;
}

function measurementOf(question: SurveyQuestion): Measurement {
  const measurement = readMeasurement(question, question.name);
  return isProblem(measurement) ? {} : measurement;
}

function withAside(choice: Choice, { missingValues = {} }: Measurement): Choice {
  return Object.hasOwn(missingValues, String(choice.value)) ? { ...choice, aside: true } : choice;
}

function readComment(question: SurveyQuestion): Question["comment"] {
  if (question.hasOther) return { title: plainText(question.otherItem.text), forChoice: question.otherItem.value };
  return question.hasComment ? { title: plainText(question.commentText), forChoice: null } : null;
}
