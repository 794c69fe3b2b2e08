import type { LanguageCode, RespondentLanguage } from "#db/schema.ts";
import { respondentLanguages } from "#surveys/respondent-language.ts";
import { metByRespondents, respondentResources } from "./respondent-resources.ts";
import { resources } from "./texts.ts";

/** How far the texts of a language can be relied on: written here, a machine's, or read by somebody whose first language it is. */
export interface TextState {
  made: "ours" | "machine" | "native";
  /** Texts that stand in another language instead. */
  missing: string[];
  of: number;
}

export function textState(language: RespondentLanguage): TextState {
  const asked = metKeys();
  if (language === "da" || language === "en") return { made: "ours", missing: [], of: asked.length };
  const spaces = respondentResources[language];
  const made = Object.values(spaces).every(({ _made }) => _made === "native") ? "native" : "machine";
  const own = new Set(Object.entries(spaces).flatMap(([space, branch]) => keysOf(branch, `${space}:`)));
  return {
    made,
    missing: asked.flatMap((key) => formsOf(key, language)).filter((key) => !own.has(key)),
    of: asked.length,
  };
}

/** Every Danish text that a respondent meets, plural forms as one ("answer:intro.time_"). */
export function metKeys(): string[] {
  const met = Object.entries(metByRespondents).flatMap(([space, beginnings]) =>
    keysOf(resources.da[space as keyof (typeof resources)[LanguageCode]], "")
      .filter((key) => beginnings.some((beginning) => key.startsWith(beginning)))
      .map((key) => `${space}:${key.replace(/_(one|other)$/, "_")}`),
  );
  return [...new Set(met)];
}

/** The keys a text has in a language: one, or one for each of its plural categories (Unicode CLDR). */
export function formsOf(key: string, language: RespondentLanguage): string[] {
  if (!key.endsWith("_")) return [key];
  const { pluralCategories } = new Intl.PluralRules(respondentLanguages[language].locale).resolvedOptions();
  return pluralCategories.map((category) => `${key}${category}`);
}

function keysOf(branch: object, path: string): string[] {
  return Object.entries(branch)
    .filter(([key]) => !key.startsWith("_"))
    .flatMap(([key, value]) => (typeof value === "string" ? [path + key] : keysOf(value as object, `${path}${key}.`)));
}
