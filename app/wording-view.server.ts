import type { WordingRowData } from "#app/components/editor/wording-row.tsx";
import type { Editing } from "#app/editor.server.ts";
import { typed } from "#app/refusal.server.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { allElements } from "#surveys/definition/editing/editable-definition.ts";
import { titleOf } from "#surveys/definition/editing/outline.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import {
  defaultLanguageOf,
  saidIn,
  type Wording,
  wordingAddress,
  wordingCoverage,
  wordingsOf,
} from "#surveys/definition/wording-coverage.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { isRespondentLanguage, respondentLanguageCodes } from "#surveys/respondent-language.ts";

/** Every text of the draft in the two languages that are asked for; with `only=missing` those that lack words in one of them. */
export function wordingView({ draft, language }: Editing, asked: URLSearchParams) {
  const { definition } = draft;
  const [left, right] = [languageIn(asked.get("left"), "da"), languageIn(asked.get("right"), "en")];
  const only = asked.get("only") === "missing" ? "missing" : "";
  const ofDefault = defaultLanguageOf(definition);
  const titled = (parts: ElementJson[]) => new Map(parts.map((one) => [String(one.name), titleOf(one, language)]));
  const titles = { page: titled(definition.pages), question: titled(allElements(definition.pages)) };
  const rows = wordingsOf(definition).map((wording) => rowOf(wording, titles, [left, right], ofDefault));
  return {
    rows: only ? rows.filter(({ words }) => !words[left] || !words[right]) : rows,
    ...{ left, right, only },
    coverage: wordingCoverage(definition).map(({ language: code, worded, of }) => ({ language: code, worded, of })),
  };
}

function languageIn(text: string | null, otherwise: RespondentLanguage): RespondentLanguage {
  return isRespondentLanguage(text) ? text : otherwise;
}

function rowOf(
  wording: Wording,
  titles: Record<"page" | "question", Map<string, string>>,
  languages: RespondentLanguage[],
  ofDefault: RespondentLanguage | null,
): WordingRowData {
  const { path, place, property, value, words } = wording;
  // Words of a page stand right in it; those of a question lie deeper.
  const of = path.length <= 3 ? "page" : "question";
  return {
    ...{
      of,
      address: JSON.stringify(path),
      key: wordingAddress(wording),
      place,
      property: value === undefined ? partOf(property) : "answer",
    },
    ...{ title: titles[of].get(place) ?? "", code: value === undefined ? "" : String(value) },
    words: Object.fromEntries(languages.map((language) => [language, saidIn(words, language, ofDefault) ?? ""])),
  };
}

const namedParts = [
  "title",
  "description",
  "html",
  "minRateDescription",
  "maxRateDescription",
  "otherText",
  "unit",
  "text",
];

/** What kind of text it is; the rarer ones have one name in common. */
function partOf(property: string): string {
  return namedParts.includes(property) ? property : "other";
}

/** Reads the table as it was sent, row by row. Refused: "request.unreadable" where a row says no way that there could be. */
export function readWordingForm(form: FormData): Edit[] | Problem {
  const edits: Edit[] = [];
  for (let number = 0; form.has(`at.${number}`); number += 1) {
    const path = pathIn(typed(form, `at.${number}`));
    if (!path) return problem("request.unreadable");
    for (const language of respondentLanguageCodes) {
      const field = `words.${number}.${language}`;
      if (form.has(field)) edits.push({ edit: "words", words: { path }, language, text: typed(form, field) });
    }
  }
  return edits;
}

function pathIn(text: string): Array<string | number> | null {
  try {
    const path: unknown = JSON.parse(text);
    const isPath =
      Array.isArray(path) && path.length > 0 && path.every((step) => ["string", "number"].includes(typeof step));
    return isPath ? path : null;
  } catch {
    return null;
  }
}
