import i18next from "i18next";
import type { RespondentLanguage } from "#db/schema.ts";
import { directionOf, respondentLanguageCodes, respondentLanguages } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";
import { respondentResources } from "./respondent-resources.ts";
import { resources } from "./texts.ts";
import { unbroken } from "./unbroken.ts";

/**
 * The texts that citizens and actors' people meet, in their ten languages. It stands apart from `texts.ts`, so that no page with a script
 * carries them: the pages of citizens are made on the server alone.
 */
const texts = i18next.createInstance();
texts.init({
  resources: { ...respondentResources, ...resources },
  lng: "da",
  fallbackLng: (code?: string) => standIns(code ?? "da"),
  ns: Object.keys(resources.da),
  defaultNS: "common",
  initAsync: false,
  interpolation: { escapeValue: false },
});
texts.services.formatter?.add("number", (value, code) =>
  new Intl.NumberFormat(localeOf(code ?? "da")).format(Number(value)),
);

/** The texts for somebody who answers. A text that is missing stands in another language, quietly: coordinators are told. */
export function sayToRespondent(language: RespondentLanguage): Say {
  const fixed = texts.getFixedT(language);
  if (directionOf(language) === "ltr") return (key, values) => unbroken(fixed(key, values ?? {}));
  return (key, values) => unbroken(fixed(key, isolated(values ?? {})));
}

/** "30. november 2026", in words of the language and always by the calendar of the letter. */
export function dayForRespondent(day: string, language: RespondentLanguage): string {
  const timeStyle = day.includes("T") ? "short" : undefined;
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeStyle, timeZone: "UTC" });
  return format.format(new Date(timeStyle ? `${day}Z` : `${day}T00:00:00Z`));
}

/** A Danish name in a sentence that runs from the right keeps its own direction, and does not turn what stands around it. */
function isolated(values: Record<string, string | number>): Record<string, string | number> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? `\u2068${value}\u2069` : value,
  ]);
  return Object.fromEntries(entries);
}

function standIns(code: string): string[] {
  const language = respondentLanguageCodes.find((known) => known === code) ?? "da";
  return [...new Set([respondentLanguages[language].standIn, "da"])];
}

function localeOf(code: string): string {
  return respondentLanguages[respondentLanguageCodes.find((known) => known === code) ?? "da"].locale;
}
