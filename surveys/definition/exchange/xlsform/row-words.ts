import { hasMedia, plainWords } from "#surveys/definition/exchange/plain-words.ts";
import { type SurveyWords, withoutRepeats, wordsByLanguage } from "#surveys/definition/exchange/words-by-language.ts";
import type { KnownNames } from "./row-conditions.ts";
import type { FormContext } from "./row-question.ts";
import { placeOf, type SheetRow } from "./sheet.ts";

/** The words of a column in every language; `${name}` in them becomes `{name}`, and mark-up goes. */
export function wordsIn(row: SheetRow, column: string, form: FormContext): SurveyWords | undefined {
  const place = placeOf(row, row.cell("name"));
  const said = new Map<string, string>();
  for (const [language, written] of row.words(column)) {
    const words = plainWords(written);
    if (hasMedia(written)) form.log.add("media-left", place, written);
    else if (/<[a-z/]/i.test(written)) form.log.add("mark-up-removed", place);
    said.set(language, piped(words, form.known));
  }
  return wordsByLanguage(withoutRepeats(said), form.main);
}

function piped(words: string, known: KnownNames): string {
  return words.replace(/\$\{\s*([^{}\s]{1,200})\s*\}/g, (whole, name) => {
    const answer = known(name);
    return answer ? `{${answer.path}}` : whole;
  });
}

/** Label and hint as one text; "" where there is neither. */
export function joinedWords(row: SheetRow, form: FormContext): SurveyWords {
  const [label, hint] = [wordsIn(row, "label", form), wordsIn(row, "hint", form)];
  if (hint === undefined) return label ?? "";
  if (label === undefined || (typeof label === "string" && typeof hint === "string"))
    return label ? `${label}\n\n${hint}` : hint;
  const languages = new Set([...keysOf(label), ...keysOf(hint)]);
  const said = (words: SurveyWords, language: string) =>
    typeof words === "string" ? words : (words[language] ?? words.default ?? "");
  return Object.fromEntries(
    [...languages].map((language) => [
      language,
      [said(label, language), said(hint, language)].filter(Boolean).join("\n\n"),
    ]),
  );
}

const keysOf = (words: SurveyWords): string[] => (typeof words === "string" ? ["default"] : Object.keys(words));
