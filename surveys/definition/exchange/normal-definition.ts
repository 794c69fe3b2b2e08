import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { normalCondition } from "./read-condition.ts";
import { isWords } from "./words-by-language.ts";

const expressions = new Set(["visibleIf", "requiredIf", "enableIf", "expression"]);
const optionLists = new Set(["choices", "rateValues", "rows", "columns"]);

/**
 * A definition in one spelling, so that two can be compared: conditions as survey-core prints them, words without a default that only
 * repeats the main language, options as objects without words that only repeat the code, properties in the order of their names.
 */
export function normalDefinition(definition: SurveyJson, main: string): unknown {
  return normalValue("", withPages(definition), main);
}

/** One property in the same spelling. */
export function normalValue(property: string, value: unknown, main: string): unknown {
  if (typeof value === "string") return expressions.has(property) ? normalCondition(value) : value;
  if (Array.isArray(value)) {
    return value.map((entry) => (optionLists.has(property) ? normalOption(entry, main) : normalValue("", entry, main)));
  }
  if (property === "missingValues") return value;
  if (isWords(value)) return normalWords(value, main);
  return isRecord(value) ? normalRecord(value, main) : value;
}

/** A definition whose questions stand in no page has one. */
export function withPages(definition: SurveyJson): SurveyJson {
  if (Array.isArray(definition.pages)) return definition;
  const { elements, questions, ...survey } = definition;
  return { ...survey, pages: [{ name: "page1", elements: (elements ?? questions ?? []) as SurveyJson["pages"] }] };
}

function normalRecord(value: Record<string, unknown>, main: string): unknown {
  const entries = Object.entries(value).map(([name, part]): [string, unknown] => [name, normalValue(name, part, main)]);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function normalOption(option: unknown, main: string): unknown {
  const { value, text, ...others } = isRecord(option) ? option : { value: option, text: undefined };
  const words = normalValue("text", text, main);
  const repeats = words === undefined || words === String(value);
  return normalRecord({ ...others, value, ...(repeats ? {} : { text: words }) }, main);
}

function normalWords(words: Record<string, string>, main: string): unknown {
  const { default: other, ...spoken } = words;
  const all = Object.values(words);
  if (all.length > 1 && new Set(all).size === 1) return other ?? all[0];
  if (other === undefined || other === spoken[main]) return normalOrder(spoken);
  return Object.keys(spoken).length === 0 ? other : normalOrder(words);
}

function normalOrder(words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).sort(([one], [other]) => (one < other ? -1 : 1)));
}
