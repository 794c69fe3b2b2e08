import type { RespondentLanguage } from "#db/schema.ts";
import { respondentLanguages } from "#surveys/respondent-language.ts";
import { isRecord, type SurveyJson } from "./survey-json.ts";
import { defaultLanguageOf, saidIn, type Wording, wordingsOf } from "./wording-coverage.ts";

export interface WordedDefinition {
  definition: SurveyJson;
  /** Questions, panels and pages whose title is in another language than the one asked for: place → language, null where nobody knows it. */
  elsewhere: Map<string, RespondentLanguage | null>;
}

/**
 * The definition with every wording in one language: what is missing is said in the one that stands in, then in the definition's default,
 * Danish, English or whatever there is. Without this, survey-core would take English for everybody. Nothing given is changed.
 */
export function wordedDefinition(definition: SurveyJson, language: RespondentLanguage): WordedDefinition {
  const wordings = wordingsOf(definition);
  const ofDefault = defaultLanguageOf(definition, wordings);
  const worded = structuredClone(definition);
  const elsewhere: WordedDefinition["elsewhere"] = new Map();
  for (const wording of wordings.filter(({ words }) => !saidIn(words, language, ofDefault))) {
    const instead = standInFor(wording, language, ofDefault);
    if (wording.property === "title" && wording.value === undefined) elsewhere.set(wording.place, instead.language);
    put(worded, wording.path, language, instead.text);
  }
  return { definition: worded, elsewhere };
}

function standInFor(
  { words }: Wording,
  language: RespondentLanguage,
  ofDefault: RespondentLanguage | null,
): { language: RespondentLanguage | null; text: string } {
  for (const other of [respondentLanguages[language].standIn, "da", "en"] as const) {
    const text = saidIn(words, other, ofDefault);
    if (text) return { language: other, text };
  }
  const [code = "", text = ""] =
    Object.entries(words).find(([key]) => key === "default") ?? Object.entries(words)[0] ?? [];
  if (code === "default") return { language: ofDefault, text };
  return { language: Object.hasOwn(respondentLanguages, code) ? (code as RespondentLanguage) : null, text };
}

/** A plain string serves every language as it is. */
function put(definition: SurveyJson, path: Wording["path"], language: RespondentLanguage, text: string): void {
  const holder = path.reduce<unknown>(
    (node, step) => (node as Record<string, unknown> | undefined)?.[step],
    definition,
  );
  if (isRecord(holder)) holder[language] = text;
}
