import { rateValues } from "#surveys/definition/exchange/rate-values.ts";
import { isWords, type SurveyWords } from "#surveys/definition/exchange/words-by-language.ts";
import { type ElementJson, isRecord } from "#surveys/definition/survey-json.ts";

export function hasChoices({ choices }: ElementJson): boolean {
  return Array.isArray(choices) && choices.length > 0;
}

/** Choices that SurveyJS keeps apart ("none of these", "don't know") stand among the others elsewhere. */
export function withSpecial(element: ElementJson): unknown[] {
  const special = [
    ["showNoneItem", "none", element.noneText ?? { da: "Intet af dette", en: "None of these" }],
    ["showDontKnowItem", "dontknow", element.dontKnowText ?? { da: "Ved ikke", en: "Don't know" }],
    ["showRefuseItem", "refused", element.refuseText ?? { da: "Vil ikke svare", en: "Prefer not to say" }],
  ] as const;
  const added = special.filter(([property]) => element[property] === true).map(([, value, text]) => ({ value, text }));
  return [...(element.choices as unknown[]), ...added];
}

/** The values of a scale; the words of its ends stand at the values that have none of their own. */
export function scaleChoices(element: ElementJson): unknown[] {
  const values = rateValues(element);
  const numbers = values.map(codeOf).filter((code): code is number => typeof code === "number");
  const ends = [
    [Math.min(...numbers), element.minRateDescription],
    [Math.max(...numbers), element.maxRateDescription],
  ] as const;
  return values.map((value) => {
    const words = ends.find(([code, description]) => code === codeOf(value) && description !== undefined)?.[1];
    if (words === undefined || isRecord(value)) return value;
    return { value, text: numberedWords(Number(value), words) };
  });
}

function numberedWords(code: number, words: unknown): SurveyWords {
  if (isWords(words))
    return Object.fromEntries(Object.entries(words).map(([language, text]) => [language, `${code} – ${text}`]));
  return `${code} – ${String(words)}`;
}

export function yesNo({
  labelTrue = { da: "Ja", en: "Yes" },
  labelFalse = { da: "Nej", en: "No" },
  valueTrue = true,
  valueFalse = false,
}: ElementJson): unknown[] {
  return [
    { value: String(valueTrue), text: labelTrue },
    { value: String(valueFalse), text: labelFalse },
  ];
}

export function codeOf(choice: unknown): unknown {
  return isRecord(choice) ? choice.value : choice;
}
