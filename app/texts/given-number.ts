import type { LanguageCode } from "#db/schema.ts";

const locales: Record<LanguageCode, string> = { da: "da-DK", en: "en-GB" };

/** A number that a person has given, with every digit of it: a target is not rounded as an estimate is. */
export function formatGiven(number: number, language: LanguageCode): string {
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: 10 }).format(number);
}
