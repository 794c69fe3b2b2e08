import { describe, expect, it } from "vitest";
import surveyCoreWords from "#surveys/answering/survey-core-words.json" with { type: "json" };
import { type Question, questionsOf, type SurveyPage } from "#surveys/answering/survey-page.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { respondentLanguageCodes } from "#surveys/respondent-language.ts";

describe("a survey in ten languages", () => {
  const asked = (title: unknown): SurveyJson => ({
    pages: [
      {
        name: "p",
        elements: [
          { type: "boolean", name: "b", title },
          { type: "checkbox", name: "c", title: { ar: "ماذا؟", da: "Hvad?" }, choices: [1], showNoneItem: true },
          { type: "text", name: "t", title: { ar: "كم؟", da: "Hvor?" }, validators: [{ type: "email" }] },
        ],
      },
    ],
  });

  it("says in each of them what survey-core says by itself, in words that were chosen here", () => {
    for (const language of respondentLanguageCodes) {
      const pages = new SurveyPages(asked({ da: "Går det?" }));
      const [yesNo, several, mail] = questionsOf(pages.pagesFor({}, language)[0] as SurveyPage);
      const words = surveyCoreWords[language];
      expect(yesNo?.choices.map(({ text }) => text)).toEqual([words.booleanCheckedLabel, words.booleanUncheckedLabel]);
      expect(several?.choices.at(-1)?.text).toBe(words.noneItemText);
      const { problems } = pages.check([mail as Question], { t: "x" }, {}, language);
      expect(problems[0]?.values?.words).toBe(words.invalidEmail);
    }
  });

  it("marks a title that stands in another language, and only that", () => {
    const languagesOf = (title: unknown) =>
      questionsOf(new SurveyPages(asked(title)).pagesFor({}, "ar")[0] as SurveyPage).map(({ language }) => language);
    expect(languagesOf({ da: "Går det?", en: "All right?" })).toEqual(["da", undefined, undefined]);
    expect(languagesOf({ en: "All right?" })).toEqual(["en", undefined, undefined]);
    expect(languagesOf({ ar: "كيف الحال؟" })).toEqual([undefined, undefined, undefined]);
  });
});

it("survey-core's own words are there in every language, with the same places to fill in", () => {
  const placesOf = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
  for (const language of respondentLanguageCodes)
    for (const [key, danish] of Object.entries(surveyCoreWords.da)) {
      const text = (surveyCoreWords[language] as Record<string, string>)[key] ?? "";
      expect(text, `${language} ${key}`).not.toBe("");
      expect(placesOf(text), `${language} ${key}`).toEqual(placesOf(danish));
    }
});
