import { describe, expect, it } from "vitest";
import { definitionDiff } from "#surveys/definition/comparing/definition-diff.ts";
import { applyEdits } from "#surveys/definition/editing/apply-edit.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem } from "#surveys/problem.ts";

const core = librarySurveys[0]?.definition as SurveyJson;
const element = (name: string) => ({ of: "element" as const, name });

function changesAfter(...edits: Edit[]) {
  const edited = applyEdits(core, edits);
  if (isProblem(edited)) throw new Error(JSON.stringify(edited));
  return definitionDiff(core, edited);
}

describe("definitionDiff", () => {
  it("is nothing between a survey and itself", () => {
    expect(definitionDiff(core, structuredClone(core))).toEqual([]);
  });

  it("names one thing for each kind of change", () => {
    expect(
      changesAfter({
        edit: "words",
        words: { at: element("safety-day"), property: "title" },
        language: "en",
        text: "New",
      }),
    ).toMatchObject([{ what: "wording", place: "safety-day", of: "en", after: "New" }]);
    expect(
      changesAfter({
        edit: "words",
        words: { at: element("disorder"), list: "choices", code: "noise" },
        language: "da",
        text: "Larm",
      }),
    ).toMatchObject([{ what: "wording", place: "disorder", of: "da", after: "Larm" }]);
    expect(changesAfter({ edit: "move", at: element("safety-day"), way: "down" })).toMatchObject([{ what: "moved" }]);
    expect(changesAfter({ edit: "move-to", name: "safety-day", page: "seen" })).toMatchObject([
      { what: "moved", place: "safety-day" },
    ]);
    expect(changesAfter({ edit: "item-remove", name: "disorder", list: "choices", code: "noise" })).toMatchObject([
      { what: "choices", place: "disorder" },
    ]);
    expect(
      changesAfter({ edit: "set", at: element("worry-crime"), property: "visibleIf", value: "{safety-day} = 1" }),
    ).toMatchObject([{ what: "condition", place: "worry-crime", before: "", after: "{safety-day} = 1" }]);
    expect(
      changesAfter({ edit: "set", at: element("worry-crime"), property: "goodDirection", value: "high" }),
    ).toMatchObject([{ what: "measurement", of: "goodDirection", before: "low", after: "high" }]);
    expect(changesAfter({ edit: "delete", at: element("worry-crime") })).toMatchObject([
      { what: "removed", place: "worry-crime" },
    ]);
    expect(changesAfter({ edit: "copy", at: element("worry-crime") })).toMatchObject([
      { what: "added", place: "worry-crime-2" },
    ]);
  });

  it("tells of words that were not there before, or are no more", () => {
    const help = (language: string, text: string): Edit => ({
      ...{ edit: "words", language, text },
      words: { at: element("safety-day"), property: "description" },
    });
    expect(changesAfter(help("da", "Tænk på det sidste år."))).toMatchObject([
      { what: "wording", place: "safety-day", of: "da", before: "", after: "Tænk på det sidste år." },
    ]);
    const helped = applyEdits(core, [help("da", "Hjælp")]);
    if (isProblem(helped)) throw new Error(helped.problem);
    expect(definitionDiff(helped, core)).toMatchObject([{ what: "wording", of: "da", before: "Hjælp", after: "" }]);
    const point = { at: element("safety-day"), list: "rateValues" as const, code: "1" };
    expect(changesAfter({ edit: "words", words: point, language: "da", text: "Utryg" })).toMatchObject([
      { what: "wording", place: "safety-day", of: "da", before: "", after: "Utryg" },
    ]);
  });

  it("tells of a new answer once, with its list, and of words that moved with their question not at all", () => {
    const more: Edit = {
      edit: "item-add",
      name: "disorder",
      list: "choices",
      code: "new",
      text: "Nyt",
      language: "da",
    };
    expect(changesAfter(more)).toMatchObject([{ what: "choices", place: "disorder" }]);
    const inPanel = (...names: string[]): SurveyJson => ({
      pages: [
        {
          elements: [
            { type: "panel", name: "p", elements: names.map((name) => ({ type: "text", name, title: `${name}?` })) },
          ],
        },
      ],
    });
    expect(definitionDiff(inPanel("a", "b"), inPanel("b", "a"))).toMatchObject([{ what: "moved" }]);
    const reworded = inPanel("b", "a");
    const panel = reworded.pages?.[0]?.elements?.[0];
    Object.assign(panel?.elements?.[1] ?? {}, { title: "Nu?" });
    expect(definitionDiff(inPanel("a", "b"), reworded)).toMatchObject([
      { what: "moved" },
      { what: "wording", place: "a", before: "a?", after: "Nu?" },
    ]);
  });

  it("tells of a condition by what is asked, not by its signs", () => {
    const at = element("disorder");
    const seen = "{safety-day} anyof [1, 'dk'] or {wave_position} >= 1";
    const set = (value: string): Edit => ({ edit: "set", at, property: "visibleIf", value });
    expect(changesAfter(set(seen))).toMatchObject([
      {
        ...{ what: "condition", place: "disorder", of: "visibleIf", after: seen },
        told: [
          null,
          {
            join: "any",
            lines: [
              {
                title: { en: expect.stringMatching(/^How safe or unsafe/) },
                ...{ comparison: "one-of", values: [{ en: "1" }, { da: "Ved ikke", en: "Don't know" }] },
              },
              { title: { da: "", en: "" }, comparison: "at-least", values: [{ da: "1" }] },
            ],
          },
        ],
      },
    ]);
    expect(changesAfter(set("({safety-day} + 1) > 2"))).toMatchObject([{ told: [null, null] }]);
  });

  it("tells of a rule by its limits, and of its message as words", () => {
    const at = element("unexpected-change");
    const rule = { edit: "rule" as const, name: "unexpected-change", rule: "text" as const, limits: { minLength: 3 } };
    const message = {
      edit: "words" as const,
      words: { at, rule: "text" as const },
      language: "da",
      text: "Skriv mere",
    };
    expect(changesAfter(rule, message)).toMatchObject([
      { what: "rule", place: "unexpected-change", before: "", after: "text (minLength 3)" },
      { what: "wording", place: "unexpected-change", of: "da", after: "Skriv mere" },
    ]);
  });

  it("keeps the answers of a table's columns apart", () => {
    const table = (second: string): SurveyJson => ({
      pages: [
        {
          elements: [
            {
              ...{ type: "matrixdynamic", name: "m" },
              columns: ["Et", second].map((text, i) => ({ name: `c${i}`, choices: [{ value: "x", text }] })),
            },
          ],
        },
      ],
    });
    const words = definitionDiff(table("To"), table("Tre")).filter(({ what }) => what === "wording");
    expect(words).toMatchObject([{ before: "To", after: "Tre" }]);
  });
});
