import { describe, expect, it } from "vitest";
import { languageNamed } from "#surveys/fieldwork/language-names.ts";
import { respondentLanguageCodes, respondentLanguages } from "#surveys/respondent-language.ts";

describe("a language named in a list of people", () => {
  it("is known by its code, with or without a country, and by its own name", () => {
    for (const language of respondentLanguageCodes) {
      expect(languageNamed(language)).toBe(language);
      expect(languageNamed(`${language.toUpperCase()}-DK`)).toBe(language);
      expect(languageNamed(respondentLanguages[language].ownName)).toBe(language);
    }
  });

  it("is known in Danish and in English, however it is typed", () => {
    const typed = { arabisk: "ar", " ARABIC ": "ar", عربي: "ar", فارسي: "fa", TÜRKÇE: "tr", Türkİsh: "tr", ua: "uk" };
    for (const [text, language] of Object.entries(typed)) expect(languageNamed(text)).toBe(language);
    expect(languageNamed("Af-Soomaali")).toBe("so");
  });

  it("is Ukrainian for uk, and none for what is no language of ours", () => {
    expect(languageNamed("uk")).toBe("uk");
    for (const text of ["", "svensk", "sv", "-", "__proto__", "constructor", "xx-da"])
      expect(languageNamed(text)).toBeUndefined();
  });
});
