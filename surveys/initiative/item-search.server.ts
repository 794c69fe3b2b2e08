import type { Audience, Database, LanguageCode } from "#db/schema.ts";
import type { LocalizedText } from "#surveys/definition/codebook.ts";
import { allElements, editableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { codeOf, itemsIn, textOf } from "#surveys/definition/editing/list-items.ts";
import { answerList, kindOf, type QuestionKind } from "#surveys/definition/editing/question-kinds.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import { surveysOf, surveyVersion } from "#surveys/definition/survey.server.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";

/** A question that can be taken over: from the library, or from another survey of the initiative. */
export interface BankItem {
  /** Survey and question, to ask for it by. */
  address: string;
  from: LocalizedText;
  audience: Audience;
  title: LocalizedText;
  answers: LocalizedText;
  kind: QuestionKind | "panel" | null;
  theme: string;
  source: string;
  licence: string;
  element: ElementJson;
}

export interface BankSearch {
  words: string;
  theme: string;
  kind: string;
}

/** Every question of the library and of the initiative's own surveys, in their order; one that both hold word for word stands once. */
export async function bankItems(db: Database, initiativeId: string): Promise<BankItem[]> {
  const library = librarySurveys.flatMap(({ key, audience, title, definition }) =>
    itemsOf(`library:${key}`, audience, title, allElements(editableDefinition(definition).pages)),
  );
  const surveys = await surveysOf(db, initiativeId);
  const own: BankItem[] = [];
  for (const { key, audience, title, versionId } of surveys) {
    const { definition } = await surveyVersion(db, versionId);
    const elements = allElements(editableDefinition(definition).pages);
    own.push(...itemsOf(`survey:${key}`, audience, { da: title, en: title }, elements));
  }
  const known = new Set(library.map(({ element }) => JSON.stringify(element)));
  return [...library, ...own.filter(({ element }) => !known.has(JSON.stringify(element)))];
}

function itemsOf(survey: string, audience: Audience, from: LocalizedText, elements: ElementJson[]): BankItem[] {
  return elements
    .filter(({ type }) => type !== "panel" && type !== "html")
    .map((element) => ({
      ...{ address: `${survey}/${element.name}`, from, audience, element, kind: kindOf(element) },
      title: localizedWords(element.title, String(element.name)),
      answers: answersOf(element),
      theme: String(element.theme ?? ""),
      source: String(element.source ?? ""),
      licence: String(element.licence ?? ""),
    }));
}

/** The items that hold every word that was typed, in either language, wherever it stands in them; all where nothing was asked for. */
export function searchItems(items: readonly BankItem[], { words, theme, kind }: BankSearch): BankItem[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    if ((theme && item.theme !== theme) || (kind && item.kind !== kind)) return false;
    const text = [item.title, item.answers, item.from].flatMap(({ da, en }) => [da, en]);
    const all = [...text, item.theme, item.source, item.address].join(" ").toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
}

function answersOf(element: ElementJson): LocalizedText {
  const list = answerList(element);
  const ends = [element.minRateDescription, element.maxRateDescription].map((end) => localizedWords(end, ""));
  const named = list ? itemsIn(element, list).map((item) => localizedWords(textOf(item), String(codeOf(item)))) : [];
  const inLanguage = (language: LanguageCode) =>
    [ends[0]?.[language], named.map((one) => one[language]).join(" · "), ends[1]?.[language]]
      .filter(Boolean)
      .join(" | ");
  return { da: inLanguage("da"), en: inLanguage("en") };
}
