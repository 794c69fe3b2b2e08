import type { LanguageCode, RespondentLanguage } from "#db/schema.ts";

export interface LanguageFacts {
  /** What it is called by those who read it. */
  ownName: string;
  direction: "ltr" | "rtl";
  /** Whose words stand in for a text that is missing: the one of ours that its readers more likely know (docs/decisions/020). */
  standIn: LanguageCode;
  /** For Intl: the calendar and the figures of the Danish letter that the reader holds in the other hand. */
  locale: string;
}

/** The languages that citizens and actors' people are asked in. Pages for those who run an initiative are Danish and English. */
export const respondentLanguages: Record<RespondentLanguage, LanguageFacts> = {
  da: { ownName: "Dansk", direction: "ltr", standIn: "da", locale: "da-DK" },
  en: { ownName: "English", direction: "ltr", standIn: "da", locale: "en-GB" },
  ar: { ownName: "العربية", direction: "rtl", standIn: "da", locale: "ar-u-ca-gregory-nu-latn" },
  tr: { ownName: "Türkçe", direction: "ltr", standIn: "da", locale: "tr" },
  uk: { ownName: "Українська", direction: "ltr", standIn: "en", locale: "uk" },
  so: { ownName: "Soomaali", direction: "ltr", standIn: "da", locale: "so" },
  ur: { ownName: "اردو", direction: "rtl", standIn: "da", locale: "ur-u-ca-gregory-nu-latn" },
  fa: { ownName: "فارسی", direction: "rtl", standIn: "da", locale: "fa-u-ca-gregory-nu-latn" },
  pl: { ownName: "Polski", direction: "ltr", standIn: "en", locale: "pl" },
  de: { ownName: "Deutsch", direction: "ltr", standIn: "en", locale: "de" },
};

export const respondentLanguageCodes = Object.keys(respondentLanguages) as RespondentLanguage[];

export function isRespondentLanguage(text: unknown): text is RespondentLanguage {
  return typeof text === "string" && Object.hasOwn(respondentLanguages, text);
}

export function directionOf(language: RespondentLanguage): "ltr" | "rtl" {
  return respondentLanguages[language].direction;
}
