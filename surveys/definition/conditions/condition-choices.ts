import type { LanguageCode } from "#db/schema.ts";
import { allElements, type EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";
import { codeOf, itemsIn, textOf } from "#surveys/definition/editing/list-items.ts";
import { titleOf } from "#surveys/definition/editing/outline.ts";
import { answerList } from "#surveys/definition/editing/question-kinds.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { answersBefore } from "./check-condition.ts";
import type { Comparison } from "./condition.ts";

/** An answer that a condition may look at: a question that is asked before, or a row of one. */
export interface ConditionChoice {
  answer: string;
  title: string;
  /** Its answers to choose from; none where it is a number or words. */
  values: Array<{ value: string | number | boolean; label: string }>;
  comparisons: Comparison[];
  isNumber: boolean;
}

const ofList: Comparison[] = ["one-of", "none-of", "answered", "unanswered"];
const ofNumbers: Comparison[] = ["at-least", "at-most", "above", "below", "is", "is-not", "answered", "unanswered"];

/** What the condition of a place can look at, in the order it is asked; which wave it is stands first. */
export function conditionChoices(definition: EditableDefinition, at: Place, language: LanguageCode): ConditionChoice[] {
  const names = new Set(answersBefore(definition, at));
  const elements = allElements(definition.pages).filter((element) =>
    names.has(String(element.valueName ?? element.name)),
  );
  const wave: ConditionChoice = {
    ...{ answer: "wave_position", title: "", values: [], isNumber: true },
    comparisons: ["is", "is-not", "at-least", "at-most", "above", "below"],
  };
  return [wave, ...elements.flatMap((element) => choicesOf(element, language))];
}

function choicesOf(element: ElementJson, language: LanguageCode): ConditionChoice[] {
  const answer = String(element.valueName ?? element.name);
  const title = titleOf(element, language);
  if (element.type === "panel" || element.type === "html") return [];
  if (element.type === "matrix") {
    return itemsIn(element, "rows").map((row) => ({
      ...ofValues(element, language),
      answer: `${answer}.${codeOf(row)}`,
      title: `${title} – ${localizedWords(textOf(row), String(codeOf(row)))[language]}`,
    }));
  }
  return [{ ...ofValues(element, language), answer, title }];
}

function ofValues(element: ElementJson, language: LanguageCode): Omit<ConditionChoice, "answer" | "title"> {
  if (element.type === "boolean")
    return { values: yesAndNo(element, language), comparisons: ["is", ...ofList.slice(2)], isNumber: false };
  const list = element.type === "ranking" ? null : answerList(element);
  const values = list ? itemsIn(element, list).flatMap((item) => conditionValue(item, language)) : [];
  const numbers = values.filter(({ value }) => typeof value === "number").length;
  if (values.length > 0) {
    return { values, comparisons: numbers > 1 ? [...ofList, ...ofNumbers.slice(0, 4)] : ofList, isNumber: false };
  }
  const isNumber = element.type === "rating" || (element.type === "text" && element.inputType === "number");
  return { values: [], comparisons: isNumber ? ofNumbers : ["answered", "unanswered", "is", "is-not"], isNumber };
}

function conditionValue(item: unknown, language: LanguageCode): ConditionChoice["values"] {
  const value = codeOf(item);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
  return [{ value, label: localizedWords(textOf(item), String(value))[language] }];
}

function yesAndNo(element: ElementJson, language: LanguageCode): ConditionChoice["values"] {
  const words = language === "da" ? ["Ja", "Nej"] : ["Yes", "No"];
  return [
    {
      value: (element.valueTrue as boolean | undefined) ?? true,
      label: localizedWords(element.labelTrue, String(words[0]))[language],
    },
    {
      value: (element.valueFalse as boolean | undefined) ?? false,
      label: localizedWords(element.labelFalse, String(words[1]))[language],
    },
  ];
}
