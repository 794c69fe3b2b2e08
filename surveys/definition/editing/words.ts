import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { defaultLanguageOf } from "#surveys/definition/wording-coverage.ts";

/** Words as SurveyJS writes them: a plain string, or {"default": …, "da": …}. */
export type Words = unknown;

/**
 * The words of one language as they are written, "" where there are none. A plain string, and "default", are in the language that the
 * definition was made in.
 */
export function wordsIn(words: Words, language: string, madeIn: string): string {
  if (typeof words === "string") return language === madeIn ? words : "";
  if (!isRecord(words)) return "";
  const own = Object.hasOwn(words, language) ? words[language] : language === madeIn ? words.default : undefined;
  return typeof own === "string" ? own : "";
}

/** The words with one language changed; "" takes it out. Other languages stay as they are; undefined where no words are left. */
export function withWords(words: Words, language: string, text: string, madeIn: string): Words {
  if (wordsIn(words, language, madeIn) === text) return words;
  if (!isRecord(words)) {
    if (language === madeIn && typeof words === "string") return text === "" ? undefined : text;
    if (text === "") return words;
    return typeof words === "string" && words !== "" ? { [madeIn]: words, [language]: text } : { [language]: text };
  }
  const key = !Object.hasOwn(words, language) && language === madeIn && "default" in words ? "default" : language;
  const { [key]: _, ...others } = words;
  const changed = text === "" ? others : { ...words, [key]: text };
  return Object.keys(changed).length > 0 ? changed : undefined;
}

/**
 * The language of plain strings and of "default": as the definition's `locale` says, one that we do not know included. Found once per
 * definition object: an edit that makes the first translation must not turn what is Danish into English for the next.
 */
export function languageMadeIn(definition: SurveyJson): string {
  const { locale } = definition;
  if (typeof locale === "string" && locale !== "" && locale !== "default") return locale;
  const known = madeInBy.get(definition) ?? defaultLanguageOf(definition) ?? "da";
  madeInBy.set(definition, known);
  return known;
}

const madeInBy = new WeakMap<SurveyJson, string>();
