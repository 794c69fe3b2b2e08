import type { LocalizedText } from "#surveys/definition/codebook.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import { type ElementJson, isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { allQuestions } from "./imported-survey.ts";

/** A page and what it asks, to be looked over before a survey is taken into use. */
export interface OutlinePage {
  name: string;
  title: LocalizedText;
  questions: Array<{ name: string; type: string; title: LocalizedText }>;
}

const shownCharacters = 200;

/** The pages of a definition with the words of their questions. A definition without pages is one page. */
export function outlineOf(definition: SurveyJson): OutlinePage[] {
  const pages = Array.isArray(definition.pages) ? definition.pages : [definition as ElementJson];
  return pages.filter(isRecord).map((page, place) => ({
    name: String(page.name ?? place),
    title: localizedWords(page.title, ""),
    questions: allQuestions(page).map((question) => ({
      name: String(question.name ?? ""),
      type: String(question.type ?? ""),
      title: shortened(localizedWords(question.title ?? question.html, String(question.name ?? ""))),
    })),
  }));
}

function shortened({ da, en }: LocalizedText): LocalizedText {
  return { da: da.slice(0, shownCharacters), en: en.slice(0, shownCharacters) };
}
