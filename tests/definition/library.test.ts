import { readFileSync } from "node:fs";
import { Model } from "survey-core";
import { describe, expect, test } from "vitest";
import { composeDefinition, fillRoster } from "#surveys/definition/compose-definition.ts";
import { itemBankMarkdown } from "#surveys/definition/item-bank.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";
import { type ElementJson, isRecord, type SurveyJson, visitElements } from "#surveys/definition/survey-json.ts";
import { wordingCoverage } from "#surveys/definition/wording-coverage.ts";

const organisations = [
  { id: "politi", name: "Nordby Politi" },
  { id: "kommune", name: "Nordby Kommune" },
];

describe.each(librarySurveys.map((survey) => [survey.key, survey] as const))("%s", (_key, { definition, title }) => {
  const { codebook } = readFilled(definition);

  test("survey-core knows every property and type in it", () => {
    expect(new Model(definition).jsonErrors ?? []).toEqual([]);
  });

  test("everything in it is measured", () => {
    expect(codebook.unmeasured).toEqual([]);
  });

  test("every item has a key in kebab-case, a theme, and says which end is good, or that nobody can", () => {
    for (const item of codebook.items) {
      expect(item.key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9-]+)?$/);
      expect(item.theme, item.key).not.toBe("other");
    }
    for (const question of questionsIn(definition)) {
      const judged = question.type !== "comment" && !(question.type === "text" && question.inputType !== "number");
      if (judged) expect(["high", "low", "none"], question.name).toContain(question.goodDirection);
      if (judged && question.goodDirection !== "none") {
        const items = codebook.items.filter(({ source }) => source.question === question.name);
        for (const { good } of items) expect(good, question.name).toBe(question.goodDirection);
      }
    }
  });

  test("every scale names both ends and its good end", () => {
    for (const { key, kind, scale, valueLabels, goodEnd } of codebook.items) {
      if (kind !== "scale") continue;
      const named = valueLabels?.map(({ value }) => value);
      expect(named, key).toContain(scale?.min);
      expect(named, key).toContain(scale?.max);
      expect(goodEnd, key).not.toHaveLength(0);
    }
  });

  test("all words are there in Danish and English", () => {
    const words = [title, ...wordsIn(definition)];
    for (const { da, en } of words) {
      expect(da).toMatch(/\S/);
      expect(en).toMatch(/\S/);
    }
    expect(words.length).toBeGreaterThan(9);
  });

  test("every wording is there in Arabic, Turkish and Ukrainian too", () => {
    for (const { language, worded, of, missing } of wordingCoverage(definition, ["da", "en", "ar", "tr", "uk"])) {
      expect(
        missing.map(({ path }) => path.join(".")),
        language,
      ).toEqual([]);
      expect(worded).toBe(of);
    }
  });

  test("every question says where it comes from and its licence", () => {
    for (const { name, source, licence } of questionsIn(definition)) {
      expect(source, name).toMatch(/^own wording/);
      expect(licence, name).toMatch(/\S/);
    }
  });

  test("no page has more than five questions", () => {
    for (const page of definition.pages ?? []) {
      expect(page.elements?.length, page.name).toBeGreaterThan(0);
      expect(page.elements?.length, page.name).toBeLessThanOrEqual(5);
    }
  });
});

describe("a core with its modules", () => {
  const residents = librarySurveys
    .filter(({ audience }) => audience === "resident")
    .map(({ definition }) => definition);
  const composed = composeDefinition(residents);

  test("reads as one survey with no key twice, its indexes kept", () => {
    const { codebook } = readFilled(composed);
    const parts = residents.flatMap((part) => readFilled(part).codebook.items.length);
    expect(codebook.items).toHaveLength(parts.reduce((sum, count) => sum + count, 0));
    expect(codebook.indexes.map(({ key }) => key)).toEqual(["safety-index", "place-index"]);
  });

  test("asks the open question last and changes no part", () => {
    expect(composed.pages?.at(-1)?.name).toBe("open");
    expect(residents[0]?.pages?.at(-2)?.name).toBe("place");
    expect(composed.title).toEqual(residents[0]?.title);
  });

  test("of a core alone is the core", () => {
    expect(composeDefinition([residents[0] as SurveyJson])).toEqual(residents[0]);
  });
});

describe("the roster", () => {
  const actors = librarySurveys.find(({ key }) => key === "actors-core")?.definition as SurveyJson;

  test("gets a tie for each organisation on Frey's 0–5, and one's own organisation is not asked about", () => {
    const { codebook } = readFilled(actors);
    const tie = codebook.items.find(({ key }) => key === "tie:kommune");
    expect(tie).toMatchObject({ kind: "tie", source: { question: "ties", row: "kommune" }, scale: { min: 0, max: 5 } });
    expect(tie?.missing).toEqual({ own: "not-asked", dk: "dont-know" });
    expect(codebook.items.filter(({ kind }) => kind === "tie")).toHaveLength(8);
  });

  test("is left out where there is no organisation, with the pages that held nothing else", () => {
    const pages = fillRoster(actors, []).pages?.map(({ name }) => name);
    expect(pages).not.toContain("ties");
    expect(pages).toContain("ties-beyond");
    expect(actors.pages?.map(({ name }) => name)).toContain("ties");
  });

  test("the question of what is expected is for the baseline alone, and shown where nobody says which wave it is", () => {
    const survey = new Model(actors);
    const expected = survey.getQuestionByName("expected-changes");
    expect(expected.isVisible).toBe(true);
    survey.setVariable("wave_position", 1);
    expect(expected.isVisible).toBe(false);
    survey.setVariable("wave_position", 0);
    expect(expected.isVisible).toBe(true);
  });

  test("the goal-free questions come before the change reports", () => {
    const names = actors.pages?.map(({ name }) => name) ?? [];
    expect(names.indexOf("unplanned")).toBeLessThan(names.indexOf("change-report"));
    expect(names[0]).toBe("expectations");
  });
});

test("nightlife questions are asked of those who went out", () => {
  const nightlife = librarySurveys.find(({ key }) => key === "module-nightlife")?.definition as SurveyJson;
  const survey = new Model(nightlife);
  expect(survey.visiblePages.map(({ name }) => name)).toEqual(["nightlife-safety"]);
  survey.setValue("night-out", 1);
  expect(survey.visiblePages.map(({ name }) => name)).toEqual(["nightlife-safety", "nightlife-others"]);
});

test("docs/item-bank.md says what the library says", () => {
  expect(readFileSync("docs/item-bank.md", "utf8")).toBe(itemBankMarkdown());
});

function readFilled(definition: SurveyJson): ReadDefinition {
  return readDefinition(fillRoster(definition, organisations)) as ReadDefinition;
}

function questionsIn(definition: SurveyJson): ElementJson[] {
  const questions: ElementJson[] = [];
  visitElements(definition, (element, list) => {
    if (list !== "pages" && element.type !== "panel") questions.push(element);
  });
  return questions;
}

/** Everything a respondent or analyst reads; a plain string in its place has no English and fails. */
function wordsIn(node: unknown, words: Array<{ da?: string; en?: string }> = []) {
  if (Array.isArray(node)) for (const part of node) wordsIn(part, words);
  if (!isRecord(node)) return words;
  for (const [name, value] of Object.entries(node)) {
    if (!wordProperties.includes(name)) wordsIn(value, words);
    else words.push(typeof value === "string" ? { da: value } : (value as object));
  }
  return words;
}

const wordProperties = [
  "title",
  "description",
  "text",
  "label",
  "minRateDescription",
  "maxRateDescription",
  "noneText",
  "unit",
];
