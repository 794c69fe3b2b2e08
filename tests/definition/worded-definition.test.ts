import { describe, expect, it } from "vitest";
import { wordedDefinition } from "#surveys/definition/worded-definition.ts";
import { wordingCoverage, wordingsOf } from "#surveys/definition/wording-coverage.ts";

const definition = {
  title: { da: "Dit kvarter", en: "Your area" },
  pages: [
    {
      name: "p",
      elements: [
        { type: "text", name: "both", title: { da: "Hvad?", en: "What?", ar: "ماذا؟" } },
        { type: "text", name: "danish", title: { da: "Hvor?", en: "Where?" } },
        { type: "text", name: "german", title: { de: "Wann?" } },
        { type: "text", name: "swedish", title: { sv: "Vem?" } },
        { type: "text", name: "plain", title: "Hvornår?" },
      ],
    },
  ],
};

const titles = (language: "ar" | "uk" | "da") =>
  wordingsOf(wordedDefinition(definition, language).definition).map(({ words }) => words[language] ?? words.default);

describe("a definition worded in one language", () => {
  it("says what is missing in the language that stands in, then in Danish, English or whatever there is", () => {
    expect(titles("ar")).toEqual(["Dit kvarter", "ماذا؟", "Hvor?", "Wann?", "Vem?", "Hvornår?"]);
    expect(titles("uk")).toEqual(["Your area", "What?", "Where?", "Wann?", "Vem?", "Hvornår?"]);
    expect(titles("da")).toEqual(["Dit kvarter", "Hvad?", "Hvor?", "Wann?", "Vem?", "Hvornår?"]);
  });

  it("names the language of each title that stands in another", () => {
    const { elsewhere } = wordedDefinition(definition, "ar");
    expect([...elsewhere]).toEqual([
      ["", "da"],
      ["danish", "da"],
      ["german", "de"],
      ["swedish", null],
      ["plain", "da"],
    ]);
  });

  it("changes nothing of what it was given", () => {
    const before = structuredClone(definition);
    wordedDefinition(definition, "ar");
    expect(definition).toEqual(before);
    expect(wordingCoverage(definition, ["ar"])[0]?.worded).toBe(1);
  });
});
