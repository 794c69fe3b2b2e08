import type { LanguageCode } from "#db/schema.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import type { EditableDefinition } from "./editable-definition.ts";
import { codeOf, itemsIn, textOf } from "./list-items.ts";
import { answerList, kindOf, type QuestionKind } from "./question-kinds.ts";

/** A question or a group of questions as the outline shows it. */
export interface OutlineCard {
  name: string;
  kind: QuestionKind | "panel" | null;
  /** SurveyJS's own type, for what the editor has no word for. */
  type: string;
  /** From 1 through the whole survey; null for a panel and for words to read. */
  number: number | null;
  title: string;
  /** The first answers, to know it by. */
  answers: string;
  /** How deep in panels it stands. */
  depth: number;
  required: boolean;
  visibleIf: string;
  itemKey: string;
}

export interface OutlinePage {
  name: string;
  title: string;
  visibleIf: string;
  cards: OutlineCard[];
}

/** The survey's pages and what stands on them, from top to bottom, in one language. */
export function outlineOf({ pages }: EditableDefinition, language: LanguageCode): OutlinePage[] {
  const counter = { number: 0 };
  return pages.map((page) => ({
    name: String(page.name),
    title: localizedWords(page.title, "")[language],
    visibleIf: textIn(page.visibleIf),
    cards: cardsIn(page, language, counter, 0),
  }));
}

function cardsIn(
  container: ElementJson,
  language: LanguageCode,
  counter: { number: number },
  depth: number,
): OutlineCard[] {
  return (container.elements ?? []).filter(isRecord).flatMap((element) => {
    const kind = kindOf(element);
    if (kind !== "panel" && kind !== "info") counter.number += 1;
    const card: OutlineCard = {
      name: String(element.name),
      kind,
      type: textIn(element.type),
      number: kind === "panel" || kind === "info" ? null : counter.number,
      title: titleOf(element, language),
      answers: answersOf(element, language),
      depth,
      required: element.isRequired === true,
      visibleIf: textIn(element.visibleIf),
      itemKey: textIn(element.itemKey),
    };
    return [card, ...(kind === "panel" ? cardsIn(element as ElementJson, language, counter, depth + 1) : [])];
  });
}

/** What an element says, shortened to what fits a card; its name where it says nothing. */
export function titleOf(element: ElementJson, language: LanguageCode): string {
  const words = localizedWords(element.title ?? element.html, String(element.name))[language];
  return words.length > 300 ? `${words.slice(0, 299)}…` : words;
}

function answersOf(element: ElementJson, language: LanguageCode): string {
  const list = answerList(element);
  if (!list) return "";
  const ends = [element.minRateDescription, element.maxRateDescription].map((end) => localizedWords(end, "")[language]);
  if (element.type === "rating" && ends.every(Boolean)) return ends.join(" – ");
  const named = itemsIn(element, list).map((item) => localizedWords(textOf(item), String(codeOf(item)))[language]);
  return named.length > 5 ? `${named.slice(0, 4).join(" · ")} … (${named.length})` : named.join(" · ");
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
