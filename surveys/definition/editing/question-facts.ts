import type { Item, LocalizedText } from "#surveys/definition/codebook.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import { isProblem } from "#surveys/problem.ts";
import { type AnswerRule, answerRules, ruleIn, rulesFor } from "./answer-rules.ts";
import type { ItemList, SettableProperty } from "./edit.ts";
import { allElements, type EditableDefinition } from "./editable-definition.ts";
import { indexesIn, membersOf } from "./index-members.ts";
import { codeOf, itemsIn, textOf } from "./list-items.ts";
import { answerList, kindOf, type QuestionKind } from "./question-kinds.ts";
import { readDraft } from "./read-draft.ts";
import { languageMadeIn, wordsIn } from "./words.ts";

/** A line of a list as a form shows it: answers, points of a scale, rows. */
export interface ItemFacts {
  code: string;
  /** Words of the language that is edited, and those of the other for whoever translates. */
  text: string;
  other: string;
  /** The kind of missing it stands for; "" for an answer. */
  missing: string;
}

/** A rule that an answer must keep. */
export interface RuleFacts {
  rule: AnswerRule;
  limits: Array<{ property: string; value: string }>;
  /** What is said where it is not kept; "" for our own words. */
  words: { text: string; other: string };
}

/** All that the form about one question shows and can change. */
export interface QuestionFacts {
  name: string;
  kind: QuestionKind | "panel" | null;
  type: string;
  /** Words by property, in the language that is edited and in the other. */
  words: Record<string, { text: string; other: string }>;
  /** On and off, by property: those that mean something for its type. */
  switches: Array<{ property: SettableProperty; on: boolean }>;
  /** Numbers, as they are written; "" where nothing is said. */
  numbers: Array<{ property: SettableProperty; value: string }>;
  /** The rules it has, those it could have, and how many it has that a form cannot show. */
  rules: RuleFacts[];
  newRules: AnswerRule[];
  otherRules: number;
  answers: { list: ItemList; items: ItemFacts[] } | null;
  rows: ItemFacts[] | null;
  /** Lowest and highest point of a scale of whole numbers; null for another. */
  scale: { min: number; max: number } | null;
  measurement: {
    itemKey: string;
    goodDirection: string;
    goodEnd: number[];
    theme: string;
    forOrganisation: boolean;
    source: string;
    licence: string;
  } | null;
  /** What it measures now. */
  items: Array<Pick<Item, "key" | "kind" | "scale" | "good" | "label">>;
  /** The survey's indexes, and whether it is in each. */
  indexes: Array<{ key: string; name: LocalizedText; item: string; member: boolean }>;
  themes: string[];
  visibleIf: string;
  requiredIf: string;
}

const wordsByType: Record<string, string[]> = {
  rating: ["minRateDescription", "maxRateDescription"],
  boolean: ["labelTrue", "labelFalse"],
  html: [],
};
const switchesByType: Record<string, SettableProperty[]> = {
  radiogroup: ["isRequired", "showOtherItem", "showCommentArea"],
  dropdown: ["isRequired", "showOtherItem"],
  checkbox: ["isRequired", "showOtherItem", "showNoneItem", "showCommentArea"],
  tagbox: ["isRequired", "showOtherItem", "showNoneItem"],
  matrix: ["isRequired", "eachRowRequired"],
  rating: ["isRequired", "showCommentArea"],
  boolean: ["isRequired"],
  text: ["isRequired"],
  comment: ["isRequired"],
  ranking: ["isRequired"],
};

/**
 * @param language whose words are edited.
 * @param beside the language shown beside it.
 */
export function questionFacts(
  definition: EditableDefinition,
  element: ElementJson,
  language: string,
  beside: string,
): QuestionFacts {
  const madeIn = languageMadeIn(definition);
  const said = (words: unknown) => ({ text: wordsIn(words, language, madeIn), other: wordsIn(words, beside, madeIn) });
  const type = String(element.type);
  const list = answerList(element);
  const missing = isRecord(element.missingValues) ? element.missingValues : {};
  const itemFacts = (name: string): ItemFacts[] =>
    itemsIn(element, name).map((item) => {
      const code = String(codeOf(item));
      return { code, ...said(textOf(item)), missing: String(missing[code] ?? "") };
    });
  const parts = type === "html" ? ["html"] : ["title", "description", ...(wordsByType[type] ?? []), ...unitOf(element)];
  const answers = list ? itemFacts(list) : [];
  return {
    name: String(element.name),
    kind: kindOf(element),
    type,
    words: Object.fromEntries(parts.map((part) => [part, said(element[part])])),
    switches: (switchesByType[type] ?? []).map((property) => ({ property, on: element[property] === true })),
    numbers: numbersOf(element).map((property) => ({ property, value: String(element[property] ?? "") })),
    ...rulesOf(element, said),
    answers: list && (list === "choices" || answers.length > 0) ? { list, items: answers } : null,
    rows: type === "matrix" && !element.rosterOf ? itemFacts("rows") : null,
    scale: list && list !== "choices" ? scaleOf(element, answers) : null,
    measurement: kindOf(element) === "info" || kindOf(element) === "panel" ? null : measurementOf(element),
    ...measuredBy(definition, element),
    visibleIf: typeof element.visibleIf === "string" ? element.visibleIf : "",
    requiredIf: typeof element.requiredIf === "string" ? element.requiredIf : "",
  };
}

/** What the form calls whole numbers: a scale of fixed steps may be written as ends alone. */
function scaleOf(element: ElementJson, items: ItemFacts[]): { min: number; max: number } | null {
  const codes = items.filter(({ missing }) => missing === "").map(({ code }) => Number(code));
  if (codes.length === 0) {
    if (element.type !== "rating") return null;
    return { min: Number(element.rateMin ?? 1), max: Number(element.rateMax ?? element.rateCount ?? 5) };
  }
  const [min, max] = [Math.min(...codes), Math.max(...codes)];
  return codes.every(Number.isInteger) && max - min === codes.length - 1 ? { min, max } : null;
}

function rulesOf(
  element: ElementJson,
  said: (words: unknown) => RuleFacts["words"],
): Pick<QuestionFacts, "rules" | "newRules" | "otherRules"> {
  const possible = rulesFor(element);
  const rules = possible.flatMap((rule): RuleFacts[] => {
    const validator = ruleIn(element, rule);
    if (!validator) return [];
    const limits = answerRules[rule].map((property) => ({ property, value: String(validator[property] ?? "") }));
    return [{ rule, limits, words: said(validator.text) }];
  });
  const newRules = possible.filter((rule) => !ruleIn(element, rule));
  return { rules, newRules, otherRules: itemsIn(element, "validators").length - rules.length };
}

function unitOf({ type, inputType }: ElementJson): string[] {
  return type === "text" && inputType === "number" ? ["unit"] : [];
}

function numbersOf({ type, inputType }: ElementJson): SettableProperty[] {
  if (type === "text" && inputType === "number") return ["min", "max"];
  if (type === "text" || type === "comment") return inputType && inputType !== "text" ? [] : ["maxLength"];
  return type === "checkbox" || type === "tagbox" ? ["minSelectedChoices", "maxSelectedChoices"] : [];
}

function measurementOf(element: ElementJson): QuestionFacts["measurement"] {
  const text = (property: string) => (typeof element[property] === "string" ? String(element[property]) : "");
  return {
    itemKey: text("itemKey"),
    goodDirection: text("goodDirection"),
    goodEnd: Array.isArray(element.goodEnd) ? element.goodEnd.map(Number) : [],
    theme: text("theme"),
    forOrganisation: element.answersFor === "organisation",
    source: text("source"),
    licence: text("licence"),
  };
}

function measuredBy(
  definition: EditableDefinition,
  element: ElementJson,
): Pick<QuestionFacts, "items" | "indexes" | "themes"> {
  const read = readDraft(definition);
  const all = isProblem(read) ? [] : read.codebook.items;
  const answer = String(element.valueName ?? element.name);
  const items = all.filter(({ source }) => source.question === answer);
  const judged = items.filter(({ good, scale }) => good && scale);
  const themes = allElements(definition.pages).flatMap(({ theme }) => (typeof theme === "string" ? [theme] : []));
  return {
    items: items.map(({ key, kind, scale, good, label }) => ({ key, kind, scale, good, label })),
    indexes:
      judged.length === 1
        ? indexesIn(definition).map((index) => ({
            key: String(index.key),
            name: localizedWords(index.label, String(index.key)),
            item: String(judged[0]?.key),
            member: membersOf(index).includes(String(judged[0]?.key)),
          }))
        : [],
    themes: [...new Set(themes)].sort(),
  };
}
