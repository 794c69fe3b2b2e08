import type { LanguageCode } from "#db/schema.ts";
import { rateValues } from "#surveys/definition/exchange/rate-values.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import { type ElementJson, isRecord } from "#surveys/definition/survey-json.ts";
import type { Say } from "#surveys/texts.ts";
import type { PaperAnswer, PaperChoice } from "./paper-parts.ts";

/** What the answers of a question are worded in. */
export interface PaperWords {
  language: LanguageCode;
  say: Say;
}

/** How a question of a definition is answered on paper. */
export function paperAnswer(element: ElementJson, words: PaperWords): PaperAnswer {
  switch (element.type) {
    case "radiogroup":
    case "buttongroup":
    case "dropdown":
      return { is: "choices", several: false, choices: paperChoices(element, words) };
    case "imagepicker":
      return { is: "choices", several: element.multiSelect === true, choices: paperChoices(element, words) };
    case "checkbox":
    case "tagbox":
      return { is: "choices", several: true, choices: paperChoices(element, words) };
    case "boolean":
      return { is: "choices", several: false, choices: yesNo(element, words) };
    case "rating":
      return scale(element, words);
    case "ranking":
      return { is: "ranks", things: options(element.choices, words).map(({ text }) => text) };
    case "comment":
      return { is: "lines", count: Math.min(8, Math.max(3, Number(element.rows) || 4)) };
    case "text":
      return textAnswer(element, words);
    default:
      return tableAnswer(element, words);
  }
}

const emptyRows = 3;

function tableAnswer(element: ElementJson, words: PaperWords): PaperAnswer {
  const texts = (list: unknown) => options(list, words).map(({ text }) => text);
  const [rows, columns] = [texts(element.rows), texts(element.columns)];
  switch (element.type) {
    case "matrix":
      return rows.length > 0 ? { is: "table", tick: true, columns, rows } : { is: "not-on-paper" };
    case "matrixdropdown":
      return { is: "table", tick: false, columns, rows };
    case "matrixdynamic":
      return { is: "table", tick: false, columns, rows: Array.from({ length: emptyRows }, (_, row) => `${row + 1}`) };
    case "multipletext":
      return { is: "fields", titles: texts(element.items) };
    case "signaturepad":
      return { is: "signature" };
    default:
      return { is: "not-on-paper" };
  }
}

function textAnswer({ inputType, unit }: ElementJson, words: PaperWords): PaperAnswer {
  if (inputType === "number" || inputType === "range") return { is: "number", unit: said(unit, words, "") };
  return inputType === "date" ? { is: "date" } : { is: "lines", count: 1 };
}

/** The choices of a question, with those SurveyJS keeps apart ("none of these", "other", "don't know"). */
export function paperChoices(element: ElementJson, words: PaperWords): PaperChoice[] {
  const special = [
    ["showNoneItem", "none", element.noneText],
    ["showOtherItem", "other", element.otherText],
    ["showRefuseItem", "refused", element.refuseText],
    ["showDontKnowItem", "dontknow", element.dontKnowText],
  ] as const;
  const added = special.filter(([property]) => element[property] === true);
  return [
    ...options(element.choices, words),
    ...added.map(([, code, text]) => ({ code, text: said(text, words, words.say(`exchange:paper.choice.${code}`)) })),
  ];
}

function yesNo(
  { labelTrue, labelFalse, valueTrue = true, valueFalse = false }: ElementJson,
  words: PaperWords,
): PaperChoice[] {
  return [
    { code: String(valueTrue), text: said(labelTrue, words, words.say("exchange:paper.choice.yes")) },
    { code: String(valueFalse), text: said(labelFalse, words, words.say("exchange:paper.choice.no")) },
  ];
}

/** The steps of a scale in a row with words at the ends; what is no step ("don't know") stands beside it. */
function scale(element: ElementJson, words: PaperWords): PaperAnswer {
  const all = options(rateValues(element), words);
  const isStep = ({ code }: PaperChoice) => /^-?\d+(\.\d+)?$/.test(code);
  const steps = all.filter(isStep);
  const hasEnds = element.minRateDescription !== undefined || element.maxRateDescription !== undefined;
  if (steps.length === 0 || (!hasEnds && steps.some(({ code, text }) => code !== text))) {
    return { is: "choices", several: false, choices: all };
  }
  return {
    is: "scale",
    steps: steps.map(({ text }) => text),
    low: said(element.minRateDescription, words, ""),
    high: said(element.maxRateDescription, words, ""),
    beside: all.filter((option) => !isStep(option)).map(({ text }) => text),
  };
}

/** Choices, rows, columns or items with their words. */
export function options(list: unknown, words: Pick<PaperWords, "language">): PaperChoice[] {
  if (!Array.isArray(list)) return [];
  return list.map((option) => {
    const { value, name, text, title } = isRecord(option) ? option : ({ value: option } as Record<string, unknown>);
    const code = String(value ?? name ?? "");
    return { code, text: said(text ?? title, words, code) };
  });
}

/** Words in the language of the paper; where an answer would be piped in stands "…". */
export function said(words: unknown, { language }: Pick<PaperWords, "language">, fallback: string): string {
  return localizedWords(words, fallback)[language].replace(/\{[^{}]{1,200}\}/g, "…");
}
