import type { RespondentLanguage } from "#db/schema.ts";
import { respondentLanguages } from "#surveys/respondent-language.ts";
import type { LocalizedText } from "./codebook.ts";
import { isRecord } from "./survey-json.ts";

/**
 * Reads words as SurveyJS writes them, a plain string or {"default": …, "da": …, "de": …}, into Danish and English. A language that is
 * missing takes the definition's default, then the other of ours, then any there is, then `fallback`. Mark-up is taken out, since labels
 * stand in charts and tables.
 */
export function localizedWords(words: unknown, fallback: string): LocalizedText {
  if (typeof words === "string") return both(plain(words) || fallback);
  if (!isRecord(words)) return both(fallback);
  const said = (language: string) => {
    const text = words[language];
    return typeof text === "string" ? plain(text) : "";
  };
  const any = Object.keys(words).map(said).find(Boolean) ?? fallback;
  return {
    da: said("da") || said("default") || said("en") || any,
    en: said("en") || said("default") || said("da") || any,
  };
}

/** The same words in the language of who answers; where they are missing, as `localizedWords` reads them in the one that stands in. */
export function wordsIn(words: unknown, language: RespondentLanguage): string {
  const own = isRecord(words) ? words[language] : undefined;
  const said = typeof own === "string" ? plain(own) : "";
  return said || localizedWords(words, "")[respondentLanguages[language].standIn];
}

/** "Whole – part" in each language, for a row of a matrix or an option of a question. */
export function joinWords(whole: LocalizedText, part: LocalizedText): LocalizedText {
  return { da: `${whole.da} – ${part.da}`, en: `${whole.en} – ${part.en}` };
}

function both(text: string): LocalizedText {
  return { da: text, en: text };
}

function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, " ")
    .replace(/\u00ad/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
