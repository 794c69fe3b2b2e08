import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStatic } from "#surveys/answering/definition-dynamics.ts";
import { questionsOf } from "#surveys/answering/survey-page.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { definition } from "./answering-world.ts";

const pages = new SurveyPages(definition);
const namesAfter = (answers: Record<string, unknown>) =>
  pages.pagesFor(answers, "da").map((page) => [page.name, ...questionsOf(page).map((question) => question.name)]);

describe("the pages a person meets", () => {
  it("leave out what a condition hides, pages too", () => {
    expect(namesAfter({})).toEqual([
      ["safety", "safe-dark", "worry", "avoids"],
      ["place", "upkeep", "first", "street", "hours"],
    ]);
    expect(namesAfter({ "safe-dark": 3, avoids: true })).toEqual([
      ["safety", "safe-dark", "worry", "avoids", "avoids-when"],
      ["place", "upkeep", "first", "street", "hours"],
      ["words", "why"],
    ]);
  });

  it("are in the language asked for, one after another from the same survey", () => {
    for (const [language, title, low, unit] of [
      ["da", "Hvor tryg er du efter mørkets frembrud?", "meget utryg", "timer"],
      ["en", "How safe are you after dark?", "very unsafe", "hours"],
      ["da", "Hvor tryg er du efter mørkets frembrud?", "meget utryg", "timer"],
    ] as const) {
      const questions = pages.pagesFor({}, language).flatMap(questionsOf);
      expect(questions[0]).toMatchObject({ title, lowEnd: low, required: true });
      expect(questions.find(({ name }) => name === "hours")?.unit).toBe(unit);
      expect(questions.find(({ name }) => name === "avoids")?.choices[0]?.text).toBe(language === "da" ? "Ja" : "Yes");
    }
  });

  it("say what is required under a condition", () => {
    const why = (worry: number) =>
      pages
        .pagesFor({ "safe-dark": 1, worry }, "da")
        .flatMap(questionsOf)
        .find(({ name }) => name === "why");
    expect(why(3)?.required).toBe(true);
    expect(why(2)?.required).toBe(false);
  });

  it("set “don't know” apart from the points of a scale", () => {
    const scale = new SurveyPages({
      pages: [
        {
          name: "one",
          elements: [
            {
              type: "rating",
              name: "a",
              rateValues: [1, 2, { value: "dk", text: "Ved ikke" }],
              missingValues: { dk: "dont-know" },
            },
          ],
        },
      ],
    });
    const choices = scale.pagesFor({}, "da").flatMap(questionsOf)[0]?.choices;
    expect(choices?.map(({ value, aside }) => [value, aside === true])).toEqual([
      [1, false],
      [2, false],
      ["dk", true],
    ]);
  });

  it("leave out what has no choices, such as a roster before its organisations are filled in", () => {
    const bare = { type: "matrix", name: "a", isRequired: true, columns: [1, 2] };
    expect(new SurveyPages({ pages: [{ name: "one", elements: [bare] }] }).pagesFor({}, "da")).toEqual([]);
  });

  it("carry a panel's heading only above something", () => {
    const headed = new SurveyPages({
      pages: [
        {
          name: "one",
          elements: [
            { type: "boolean", name: "more" },
            {
              type: "panel",
              name: "panel",
              title: "Mere",
              elements: [{ type: "text", name: "what", visibleIf: "{more} = true" }],
            },
          ],
        },
      ],
    });
    const kinds = (answers: Record<string, unknown>) =>
      headed.pagesFor(answers, "da")[0]?.blocks.map((block) => block.kind);
    expect(kinds({})).toEqual(["question"]);
    expect(kinds({ more: true })).toEqual(["question", "heading", "question"]);
  });

  it("drop answers to what is hidden, and to what that hides in turn", () => {
    const chain = new SurveyPages({
      pages: [
        {
          name: "one",
          elements: [
            { type: "boolean", name: "a" },
            { type: "boolean", name: "b", visibleIf: "{a} = true" },
            { type: "text", name: "c", visibleIf: "{b} = true" },
          ],
        },
      ],
    });
    expect(chain.withoutInvisible({ a: true, b: true, c: "x" }, "da").answers).toEqual({ a: true, b: true, c: "x" });
    expect(chain.withoutInvisible({ a: false, b: true, c: "x" }, "da").answers).toEqual({ a: false });
  });

  it("keep answers to what is hidden where the definition says so, if they could be answers", () => {
    const elements = [
      { type: "boolean", name: "a" },
      { type: "radiogroup", name: "b", choices: [1, 2], visibleIf: "{a} = true" },
    ];
    const kept = new SurveyPages({ clearInvisibleValues: "none", pages: [{ name: "one", elements }] });
    expect(kept.withoutInvisible({ a: false, b: 2 }, "da").answers).toEqual({ a: false, b: 2 });
    expect(kept.withoutInvisible({ a: false, b: 7 }, "da").answers).toEqual({ a: false });
  });

  it("keep nothing of one person for the next", () => {
    const piped = new SurveyPages({
      pages: [
        {
          name: "one",
          elements: [
            { type: "text", name: "name" },
            { type: "text", name: "next", title: "Hej {name}" },
          ],
        },
      ],
    });
    const title = (answers: Record<string, unknown>) =>
      questionsOf(piped.pagesFor(answers, "da")[0] ?? ({} as never))[1]?.title;
    expect(title({ name: "Anna" })).toBe("Hej Anna");
    expect(title({})).not.toContain("Anna");
  });
});

describe("the quick way", () => {
  it("is taken only where nothing but visibleIf and requiredIf depends on answers", () => {
    const page = (element: ElementJson) => ({ pages: [{ name: "one", elements: [element] }] });
    expect(isStatic(definition)).toBe(true);
    expect(isStatic(page({ type: "text", name: "a", title: "Hej {b}" }))).toBe(false);
    expect(isStatic(page({ type: "checkbox", name: "a", choices: [1], choicesVisibleIf: "{b} = {item}" }))).toBe(false);
    expect(isStatic(page({ type: "checkbox", name: "a", choices: [{ value: 1, visibleIf: "{b} = 1" }] }))).toBe(false);
    expect(isStatic(page({ type: "text", name: "a", setValueIf: "{b} = 1" }))).toBe(false);
    expect(isStatic(page({ type: "text", name: "a", visible: false }))).toBe(false);
  });

  it("shows what survey-core's whole Model shows, whatever is answered", () => {
    const byModel = new SurveyPages(definition, { how: "by-model" });
    const answers = fc.record(
      {
        "safe-dark": fc.integer({ min: 1, max: 7 }),
        worry: fc.constantFrom(1, 2, 3, "dk"),
        avoids: fc.boolean(),
        "avoids-when": fc.subarray(["evening", "night"]),
        hours: fc.integer({ min: 0, max: 9 }),
        why: fc.constantFrom("", "mørkt"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(answers, fc.constantFrom("da" as const, "en" as const), (given, language) => {
        expect(pages.pagesFor(given, language)).toEqual(byModel.pagesFor(given, language));
      }),
      { numRuns: 100 },
    );
  });
});
