import { describe, expect, it } from "vitest";
import { respondentResources } from "#app/texts/respondent-resources.ts";
import { formsOf, metKeys, textState } from "#app/texts/respondent-text-state.ts";
import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";
import { resources } from "#app/texts/texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { respondentLanguageCodes } from "#surveys/respondent-language.ts";

const translated = Object.keys(respondentResources) as Array<keyof typeof respondentResources>;

/** How many new texts may wait for their translation. */
const mostAwaited = 0;

describe("the texts of respondents", () => {
  for (const language of translated) {
    const texts = flatten(respondentResources[language]);

    it(`in ${language} are all there, each plural form too`, () => {
      const { missing } = textState(language);
      const told = `app/texts/${language} lacks ${missing.join(", ")}: translate them (docs/languages.md)`;
      expect(missing.length, told).toBeLessThanOrEqual(mostAwaited);
    });

    it(`in ${language} hold no text that Danish does not have`, () => {
      const known = new Set(metKeys().flatMap((key) => formsOf(key, language)));
      expect([...texts.keys()].filter((key) => !known.has(key))).toEqual([]);
    });

    it(`in ${language} fill in what Danish fills in`, () => {
      const danish = flatten(resources.da);
      const wrong = [...texts].filter(([key, text]) => {
        const original = danish.get(key) ?? danish.get(key.replace(/_[a-z]+$/, "_other")) ?? "";
        return valuesOf(text) !== valuesOf(original) || text.trim() === "";
      });
      expect(wrong).toEqual([]);
    });
  }

  it("promise neither more nor less people than Danish does", () => {
    const promises = ["answer:intro.shown", "answer:intro.seen", "mail:invitation.anonymous-resident"];
    for (const language of respondentLanguageCodes)
      for (const key of promises)
        expect(figuresIn(sayToRespondent(language)(key)), `${language} ${key}`).toEqual(
          figuresIn(sayToRespondent("da")(key)),
        );
  });

  it("are a machine's until somebody has read them, and ours in Danish and English", () => {
    expect(respondentLanguageCodes.map((language) => textState(language).made)).toEqual([
      ...["ours", "ours"],
      ...translated.map(() => "machine"),
    ]);
  });

  it("count as their language counts, in the figures of the letter", () => {
    const minutes = (language: RespondentLanguage, count: number) =>
      sayToRespondent(language)("answer:intro.time", { count });
    expect(minutes("ar", 2)).toContain("دقيقتين");
    expect(minutes("ar", 5)).toContain("5 دقائق");
    expect(minutes("ar", 12)).toContain("12 دقيقة");
    expect(minutes("uk", 3)).toContain("3 хвилини");
    expect(minutes("pl", 5)).toContain("5 minut.");
    expect(minutes("fa", 4)).toContain("4 دقیقه");
  });

  it("keep a name's own direction in a sentence that runs from the right", () => {
    const say = sayToRespondent("ar");
    expect(say("answer:stop.done", { initiative: "Trygt (Nord) 2" })).toContain("\u2068Trygt (Nord) 2\u2069");
    expect(sayToRespondent("tr")("answer:stop.done", { initiative: "Trygt" })).toContain("“Trygt”");
  });

  it("name a day by the calendar of the letter", () => {
    expect(dayForRespondent("2026-11-30", "fa")).toBe("30 نوامبر 2026");
    expect(dayForRespondent("2026-11-30", "ar")).toBe("30 نوفمبر 2026");
    expect(dayForRespondent("2026-11-30", "da")).toBe("30. november 2026");
  });
});

function flatten(branch: object, path = ""): Map<string, string> {
  const entries = Object.entries(branch)
    .filter(([key]) => !key.startsWith("_"))
    .flatMap(([key, value]): Array<[string, string]> => {
      if (typeof value === "string") return [[path + key, value]];
      return [...flatten(value as object, path === "" ? `${key}:` : `${path}${key}.`)];
    });
  return new Map(entries);
}

/** The count may be a word: "one minute", "two minutes". */
function valuesOf(text: string): string {
  const names = [...text.matchAll(/{{\s*-?\s*([\w-]+)/g)].map(([, name]) => name).filter((name) => name !== "count");
  return [...new Set(names)].sort().join();
}

function figuresIn(text: string): string[] {
  return [...text.matchAll(/\d+/g)].map(([figure]) => figure);
}
