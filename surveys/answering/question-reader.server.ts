import type { ItemValue, Question as SurveyQuestion } from "survey-core";
import type { RespondentLanguage } from "#db/schema.ts";
import { wordsIn } from "#surveys/definition/localized-words.ts";
import { type Measurement, readMeasurement } from "#surveys/definition/measurement.ts";
import { isProblem } from "#surveys/problem.ts";
import { choiceOf, readChoices } from "./choice-reader.server.ts";
import { type ReadInside, readParts } from "./composite-reader.server.ts";
import { plainText } from "./plain-text.ts";
import {
  type Choice,
  type CompositeType,
  type InputType,
  isComposite,
  type Look,
  type Question,
  type QuestionType,
} from "./survey-page.ts";

const typeByName: Record<string, QuestionType> = {
  rating: "rating",
  radiogroup: "radiogroup",
  buttongroup: "radiogroup",
  dropdown: "dropdown",
  boolean: "boolean",
  checkbox: "checkbox",
  tagbox: "checkbox",
  ranking: "ranking",
  imagepicker: "radiogroup",
  slider: "text",
  matrix: "matrix",
  text: "text",
  comment: "comment",
  multipletext: "multipletext",
  matrixdropdown: "matrixdropdown",
  matrixdynamic: "matrixdynamic",
  paneldynamic: "paneldynamic",
};

const longestText = 500;
const longestComment = 4000;

/**
 * Reads one question of a survey-core Model, in the Model's language and state.
 * @param path of what it stands in; empty for a question of the page itself.
 * @param inside reads what stands inside it.
 * @returns null for what has no native control, or nothing to choose from: such a question is not asked, and so never required.
 */
export function readQuestion(
  question: SurveyQuestion,
  language: RespondentLanguage,
  path: string[],
  inside: ReadInside,
): Question | null {
  const type = typeOf(question);
  if (!type) return null;
  const measurement = measurementOf(question);
  const choices = readChoices(question, type, measurement);
  const rows = type === "matrix" ? readRows(question, choices.length) : [];
  const parts = isComposite({ type }) ? readParts(question, type as CompositeType, path, inside) : undefined;
  // A roster before its organisations are filled in, a list without choices: nobody could answer it.
  if ((type === "matrix" && rows.length === 0) || (isChosen(type) && choices.length === 0)) return null;
  if (parts && parts.groups.length === 0 && !parts.addText) return null;
  return {
    name: question.getValueName(),
    type,
    title: plainText(question.processedTitle),
    description: plainText(question.locDescription.textOrHtml ?? ""),
    required: question.isRequired && !question.isReadOnly,
    forOrganisation: measurement.answersFor === "organisation",
    choices,
    rows,
    lowEnd: type === "rating" ? plainText(question.minRateDescription ?? "") : "",
    highEnd: type === "rating" ? plainText(question.maxRateDescription ?? "") : "",
    ...textProperties(question, type),
    unit: measurement.unit ? wordsIn(measurement.unit, language) : "",
    ...fewestAndMost(question, type, choices.length),
    allRowsRequired: type === "matrix" && (question.isAllRowRequired || question.eachRowRequired) === true,
    comment: readComment(question),
    ...looksOf(question, type),
    ...(question.isReadOnly ? { readOnly: true as const } : {}),
    ...(question.cellType === "checkbox" && type === "matrix" ? { multiple: true as const } : {}),
    ...(type === "matrix" && question.eachRowUnique ? { rowsDiffer: true as const } : {}),
    ...(path.length > 0 ? { path } : {}),
    ...(parts ? { parts } : {}),
  };
}

function typeOf(question: SurveyQuestion): QuestionType | undefined {
  const name = question.getType();
  if (name === "imagepicker" && question.multiSelect) return "checkbox";
  if (name === "slider" && question.sliderType === "range") return "span";
  return typeByName[name];
}

function isChosen(type: QuestionType): boolean {
  return type !== "text" && type !== "comment" && type !== "span" && !isComposite({ type });
}

/** A row whose cells have words of their own carries them. */
function readRows(question: SurveyQuestion, columnCount: number): Choice[] {
  return question.visibleRows.map((row: { item: ItemValue }) => {
    if (!question.hasCellText) return choiceOf(row.item);
    const words = (column: ItemValue) =>
      plainText(String(question.getCellDisplayLocText(row.item.value, column)?.textOrHtml ?? ""));
    return { ...choiceOf(row.item), cells: question.visibleColumns.slice(0, columnCount).map(words) };
  });
}

function looksOf(question: SurveyQuestion, type: QuestionType): Pick<Question, "look" | "coloured"> {
  if (question.getType() === "imagepicker") return { look: "pictures" };
  if (type !== "rating") return {};
  const look: Look | undefined =
    question.displayMode === "dropdown"
      ? "dropdown"
      : (["stars", "smileys"] as const).find((one) => one === question.rateType);
  const isColoured = question.scaleColorMode === "colored";
  return { ...(look ? { look } : {}), ...(isColoured && !look ? { coloured: true as const } : {}) };
}

/** Of a checkbox, how many may be chosen; of a ranking, how many must have a place: all, unless it says that some may be picked out. */
function fewestAndMost(question: SurveyQuestion, type: QuestionType, all: number) {
  const most = Math.min(question.maxSelectedChoices || all, all);
  if (type === "checkbox") return { minChoices: question.minSelectedChoices || 0, maxChoices: most };
  if (type !== "ranking") return { minChoices: 0, maxChoices: all };
  if (!question.selectToRankEnabled) return { minChoices: all, maxChoices: all };
  return { minChoices: question.minSelectedChoices || 1, maxChoices: most };
}

function textProperties(
  question: SurveyQuestion,
  type: QuestionType,
): Pick<Question, "inputType" | "min" | "max" | "maxLength" | "step" | "suggestions"> {
  const maxLength = longestOf(question, type);
  if (question.getType() === "slider") {
    return {
      inputType: "number",
      min: question.renderedMin,
      max: question.renderedMax,
      step: question.step,
      maxLength,
    };
  }
  if (type !== "text") return { inputType: "text", min: null, max: null, maxLength };
  const step = Number(question.step);
  return {
    inputType: inputTypeOf(question),
    min: limitOf(question.renderedMin),
    max: limitOf(question.renderedMax),
    maxLength,
    ...(step > 0 ? { step } : {}),
    ...suggestionsOf(question),
  };
}

function suggestionsOf({ dataList }: SurveyQuestion): Pick<Question, "suggestions"> {
  const words = Array.isArray(dataList) ? dataList.map((one) => plainText(String(one))).filter(Boolean) : [];
  return words.length > 0 ? { suggestions: words } : {};
}

/**
 * A `range` and a `slider` are written as numbers: a browser's slider cannot be left alone, and would send an answer that nobody gave. The
 * same holds for its colour field; and what is written as a `password` can be seen, for it is no secret here.
 */
function inputTypeOf({ inputType, maskType }: SurveyQuestion): InputType {
  if (inputType === "range" || maskType === "numeric" || maskType === "currency") return "number";
  if (inputType === "datetime") return "datetime-local";
  const known: InputType[] = [
    "number",
    "email",
    "tel",
    "url",
    "date",
    "datetime-local",
    "month",
    "week",
    "time",
    "color",
  ];
  return known.find((type) => type === inputType) ?? "text";
}

function limitOf(limit: unknown): number | string | null {
  if (limit === undefined || limit === null || limit === "") return null;
  return typeof limit === "number" ? limit : String(limit);
}

function longestOf(question: SurveyQuestion, type: QuestionType): number {
  const ceiling = type === "comment" ? longestComment : longestText;
  if (type !== "comment" && (type !== "text" || question.getType() === "slider")) return longestText;
  const stated = question.getMaxLength();
  return typeof stated === "number" && stated > 0 ? stated : ceiling;
}

function measurementOf(question: SurveyQuestion): Measurement {
  const measurement = readMeasurement(question, question.name);
  return isProblem(measurement) ? {} : measurement;
}

function readComment(question: SurveyQuestion): Question["comment"] {
  if (question.hasOther) return { title: plainText(question.otherItem.text), forChoice: question.otherItem.value };
  return question.hasComment ? { title: plainText(question.commentText), forChoice: null } : null;
}
