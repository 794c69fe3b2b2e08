import { Serializer } from "survey-core";
import { describe, expect, it } from "vitest";
import { librarySurveys } from "#surveys/definition/library.ts";
import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import {
  defaultLanguageOf,
  offeredLanguages,
  type Wording,
  wordingCoverage,
  wordingsOf,
  wordProperties,
} from "#surveys/definition/wording-coverage.ts";

const definition: SurveyJson = {
  title: { da: "Dit kvarter", ar: "حيّك" },
  indexes: [{ key: "i", label: { da: "Samlet" }, items: ["a"] }],
  pages: [
    {
      name: "one",
      title: "Side",
      elements: [
        {
          type: "radiogroup",
          name: "going",
          title: { da: "Går det?", ar: "كيف الحال؟", en: " " },
          choices: [
            "Ja",
            { value: 2, text: { da: "Nej", ar: "لا" } },
            3,
            { value: "måske" },
            { value: 4, text: "18–29" },
          ],
          validators: [{ type: "expression", text: { da: "Svar igen." } }],
        },
        {
          type: "matrix",
          name: "ties",
          rosterOf: "organisations",
          rows: [{ value: "p", text: "Politiet" }],
          columns: [0, 1],
        },
        {
          type: "matrixdropdown",
          name: "table",
          columns: [{ name: "c", title: { da: "Kolonne" }, choices: ["Sort"] }],
        },
        { type: "multipletext", name: "several", items: [{ name: "first", title: { da: "Først" } }] },
        { type: "paneldynamic", name: "more", templateElements: [{ type: "text", name: "in", title: { da: "Inde" } }] },
        { type: "panel", name: "box", elements: [{ type: "html", name: "words", html: { da: "<p>Læs</p>" } }] },
      ],
    },
  ],
};

describe("the wordings of a definition", () => {
  const wordings = wordingsOf(definition);
  const told = wordings.map(({ place, property, value }) => [place, property, value].filter(Boolean).join(" "));

  it("are all that a reader meets, in order, and neither figures nor names nor what only staff read", () => {
    expect(told).toEqual([
      "title",
      "one title",
      "going title",
      "going text Ja",
      "going text 2",
      "going text måske",
      "going text",
      "table title c",
      "table text Sort",
      "several title first",
      "in title",
      "words html",
    ]);
  });

  it("stand where their path says", () => {
    for (const { path, words, value } of wordings) {
      const found = path.reduce<unknown>(
        (node, step) => (isRecord(node) || Array.isArray(node) ? (node as never)[step] : undefined),
        definition,
      );
      if (typeof found === "string") expect(words).toEqual({ default: found });
      else if (found === undefined) expect(words).toEqual({ default: value });
      else expect(found).toMatchObject(words);
    }
  });

  it("are counted by language, a plain string for the definition's own", () => {
    const [danish, arabic, english] = wordingCoverage(definition, ["da", "ar", "en"]);
    expect(danish).toMatchObject({ worded: 12, of: 12, missing: [] });
    expect(arabic?.worded).toBe(3);
    expect(arabic?.missing.map((one: Wording) => one.path.join("."))).toContain("pages.0.elements.0.choices.0.text");
    expect(english?.worded).toBe(0);
  });

  it("of the ready surveys have Danish and English, every one", () => {
    for (const { definition: ready } of librarySurveys)
      for (const { missing } of wordingCoverage(ready, ["da", "en"])) expect(missing).toEqual([]);
  });
});

describe("the language of plain strings", () => {
  const asked = (title: unknown, rest = {}) => ({
    ...rest,
    pages: [{ name: "p", elements: [{ type: "text", name: "t", title }] }],
  });

  it("is what the definition says, else English beside translations, else Danish", () => {
    expect(defaultLanguageOf(asked("Hvad?"))).toBe("da");
    expect(defaultLanguageOf(asked("Was?", { locale: "de" }))).toBe("de");
    expect(defaultLanguageOf(asked("Vad?", { locale: "sv" }))).toBeNull();
    expect(defaultLanguageOf(asked({ default: "What?", fr: "Quoi ?" }))).toBe("en");
    expect(defaultLanguageOf(asked({ default: "Hvad?", en: "What?" }))).toBe("da");
  });
});

describe("the languages a survey is offered in", () => {
  const withArabic = (count: number): SurveyJson => ({
    pages: [
      {
        name: "p",
        elements: Array.from({ length: 20 }, (_, i) => ({
          ...{ type: "text", name: `t${i}` },
          title: { da: "Hvad?", ...(i < count ? { ar: "ماذا؟" } : {}) },
        })),
      },
    ],
  });

  it("are Danish and English, and another that has nine wordings in ten", () => {
    expect(offeredLanguages(withArabic(18))).toEqual(["da", "en", "ar"]);
    expect(offeredLanguages(withArabic(17))).toEqual(["da", "en"]);
    expect(offeredLanguages({ pages: [] })).toEqual(["da", "en"]);
  });
});

/** Not shown as words, or not shown at all: addresses, formats and names that stand for others. */
const notRead =
  "logo imageLink url dataList defaultDisplayValue format totalFormat singleInputTitleTemplate questionTitleTemplate".split(
    " ",
  );

it("no property that survey-core translates is forgotten", () => {
  const bases = [
    "question",
    "panelbase",
    "survey",
    "itemvalue",
    "surveyvalidator",
    "matrixdropdowncolumn",
    "multipletextitem",
  ];
  const types = bases.flatMap((base) => [base, ...Serializer.getChildrenClasses(base).map(({ name }) => name)]);
  const translated = types.flatMap((type) =>
    Serializer.getProperties(type).filter((property) => property.isLocalizable),
  );
  expect(translated.length).toBeGreaterThan(100);
  const forgotten = translated.filter(({ name }) => !wordProperties.has(name) && !notRead.includes(name));
  expect(forgotten.map(({ name }) => name)).toEqual([]);
});
