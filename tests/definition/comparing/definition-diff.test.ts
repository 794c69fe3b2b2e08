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
});
