import { type TextState, textState } from "#app/texts/respondent-text-state.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { offeredLanguages, type Wording, wordingCoverage } from "#surveys/definition/wording-coverage.ts";
import type { ReadLanguage } from "#surveys/fieldwork/read-languages.server.ts";

/** What a coordinator is told of a language of participants. */
export interface ToldLanguage extends ReadLanguage {
  made: TextState["made"];
  /** Texts of the page that stand in another language. */
  missingTexts: number;
}

/** With how the page's own texts in each language were made. */
export function toldLanguages(languages: readonly ReadLanguage[]): ToldLanguage[] {
  return languages.map((read) => {
    const { made, missing } = textState(read.askedIn);
    return { ...read, made, missingTexts: missing.length };
  });
}

/** A language on the page of a survey: how much of the survey has it, and how the page's own texts were made. */
export interface SurveyLanguage {
  language: RespondentLanguage;
  offered: boolean;
  worded: number;
  of: number;
  /** The first of the wordings that are missing, with the Danish or whatever there is. */
  missing: Array<Pick<Wording, "place" | "property" | "value"> & { words: string }>;
  made: TextState["made"];
  missingTexts: number;
  texts: number;
}

const mostListed = 50;

export function surveyLanguages(definition: SurveyJson): SurveyLanguage[] {
  const offered = offeredLanguages(definition);
  return wordingCoverage(definition).map(({ language, worded, of, missing }) => {
    const state = textState(language);
    return {
      ...{ language, offered: offered.includes(language), worded, of },
      missing: missing.slice(0, mostListed).map(({ place, property, value, words }) => ({
        ...{ place, property, value },
        words: words.da ?? words.default ?? Object.values(words)[0] ?? "",
      })),
      ...{ made: state.made, missingTexts: state.missing.length, texts: state.of },
    };
  });
}
