import { plainWords } from "#surveys/definition/exchange/plain-words.ts";
import { isWords } from "#surveys/definition/exchange/words-by-language.ts";
import type { FormNames } from "./form-names.ts";

/** Cells by column; words by "column" or "column::language". */
export type FormRow = Record<string, string>;

/** Words in a column, or in one column for each language; names of answers in them as XLSForm writes them. */
export function worded(column: string, words: unknown, names: FormNames): FormRow {
  const piped = (text: string) =>
    plainWords(text).replace(/\{([^{}]{1,200})\}/g, (whole, name) => {
      const answer = names.answer(name);
      return answer === undefined ? whole : `\${${answer}}`;
    });
  if (typeof words === "string") return words === "" ? {} : inAllLanguages(column, piped(words), names.languages);
  return isWords(words) ? byLanguage(column, words, piped) : {};
}

/** Words that are the same for everybody: other programs show a reader only what stands in their own language's column. */
export function inAllLanguages(column: string, text: string, languages: readonly string[]): FormRow {
  if (languages.length === 0) return { [column]: text };
  return Object.fromEntries(languages.map((language) => [`${column}::${language}`, text]));
}

export function byLanguage(column: string, words: Record<string, string>, written: (text: string) => string): FormRow {
  return Object.fromEntries(
    Object.entries(words).map(([language, text]) => [
      language === "default" ? column : `${column}::${language}`,
      written(text),
    ]),
  );
}
