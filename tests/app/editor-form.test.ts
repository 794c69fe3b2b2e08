import { describe, expect, it } from "vitest";
import { kindsFor } from "#app/components/editor/item-list-fields.tsx";
import { severalOf, typedCondition, typedOver } from "#app/components/editor/typed-over.ts";
import { typedRows } from "#app/components/editor/wording-row.tsx";
import { readQuestionForm } from "#app/question-form.server.ts";
import { refuse } from "#app/refusal.server.ts";
import { readSurveyForm } from "#app/survey-view.server.ts";
import { applyEdits } from "#surveys/definition/editing/apply-edit.ts";
import { editableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { findElement } from "#surveys/definition/editing/element-place.ts";
import { questionFacts } from "#surveys/definition/editing/question-facts.ts";
import { wordingAddress, wordingsOf } from "#surveys/definition/wording-coverage.ts";
import { isProblem, problem } from "#surveys/problem.ts";

const scale = { type: "rating", goodDirection: "high" };
const definition = editableDefinition({
  pages: [
    {
      name: "p",
      elements: [
        { ...scale, name: "ends", rateMin: 1, rateMax: 5, goodEnd: [4, 5], title: "Ends?" },
        { ...scale, name: "points", rateValues: [1, 2, 3], goodEnd: [3], title: "Points?" },
      ],
    },
  ],
});

const factsOf = (name: string) => {
  const element = findElement(definition, name)?.element;
  if (!element) throw new Error(name);
  return questionFacts(definition, element, "da", "en");
};

/** The form about a question as a browser sends it; a list is several boxes of one name. */
function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  const measured = { itemKey: "", theme: "", source: "", licence: "", goodDirection: "high" };
  for (const [name, value] of Object.entries({ next: "", ...measured, ...fields })) {
    for (const one of [value].flat()) form.append(name, one);
  }
  return form;
}

describe("the form about a question", () => {
  it("leaves the good end of a scale alone where it shows no boxes for it, and takes it where it does", () => {
    const goodEndAfter = (name: string, fields: Parameters<typeof formOf>[0]) => {
      const edits = readQuestionForm(formOf({ name, ...fields }), factsOf(name), definition, "da");
      const edited = isProblem(edits) ? edits : applyEdits(definition, edits);
      if (isProblem(edited)) throw new Error(edited.problem);
      return findElement(edited, name)?.element.goodEnd;
    };
    expect(goodEndAfter("ends", {})).toEqual([4, 5]);
    expect(goodEndAfter("points", { goodEndAsked: "yes", goodEnd: ["2", "3"] })).toEqual([2, 3]);
    expect(goodEndAfter("points", { goodEndAsked: "yes" })).toBeUndefined();
  });

  it("adds a rule, changes its limits and its message, keeps rules that it has no fields for, and takes one out", () => {
    const pattern = { type: "regex", regex: "^[a-z]" };
    let now = editableDefinition({ elements: [{ type: "text", name: "mail", validators: [pattern] }] });
    const saved = (fields: Parameters<typeof formOf>[0], language = "da") => {
      const element = findElement(now, "mail")?.element ?? {};
      const edits = readQuestionForm(
        formOf({ name: "mail", ...fields }),
        questionFacts(now, element, language, "en"),
        now,
        language,
      );
      const edited = isProblem(edits) ? edits : applyEdits(now, edits);
      if (isProblem(edited)) return edited;
      now = edited;
      return findElement(now, "mail")?.element.validators;
    };
    expect(saved({ deed: "rule:add:text" })).toEqual([pattern, { type: "text" }]);
    const limits = { "rule.text.minLength": "3", "rule.text.maxLength": "9" };
    const rule = { type: "text", minLength: 3, maxLength: 9 };
    expect(saved({ ...limits, "rule.text.text": "Skriv 3" })).toEqual([pattern, { ...rule, text: { da: "Skriv 3" } }]);
    const words = { da: "Skriv 3", so: "Qor 3" };
    expect(saved({ ...limits, "rule.text.text": "Qor 3" }, "so")).toEqual([pattern, { ...rule, text: words }]);
    expect(saved({ ...limits, "rule.text.minLength": "10", "rule.text.text": "" })).toMatchObject({
      ...{ problem: "editing.limits-impossible", field: "rule.text.maxLength" },
    });
    expect(saved({ ...limits, "rule.text.minLength": "tre", "rule.text.text": "" })).toMatchObject({
      ...{ problem: "field.not-a-number", field: "rule.text.minLength" },
    });
    expect(saved({ ...limits, "rule.text.text": "", deed: "rule:remove:text" })).toEqual([pattern]);
  });

  it("makes an answer required only if …, and refuses what is asked later", () => {
    const saved = (name: string, answer: string) => {
      const line = {
        "requiredIf.0.answer": answer,
        "requiredIf.0.comparison": "answered",
        "requiredIf.0.was": "answered",
      };
      const form = formOf({ name, "requiredIf.how": "lines", "requiredIf.join": "all", ...line });
      const edits = readQuestionForm(form, factsOf(name), definition, "da");
      const edited = isProblem(edits) ? edits : applyEdits(definition, edits);
      return isProblem(edited) ? edited : findElement(edited, name)?.element.requiredIf;
    };
    expect(saved("points", "ends")).toBe("{ends} notempty");
    expect(saved("ends", "points")).toMatchObject({ problem: "condition.later", field: "requiredIf" });
  });

  it("lets no ticked answer of a condition go: several make “is” one of them, and are too many for “is less than”", () => {
    const asked = editableDefinition({
      elements: [
        { type: "radiogroup", name: "often", choices: [1, 2, 3] },
        { type: "text", name: "why" },
      ],
    });
    const saved = (comparison: string) => {
      const line = { "requiredIf.0.answer": "often", "requiredIf.0.comparison": comparison };
      const form = formOf({ name: "why", "requiredIf.how": "lines", ...line, "requiredIf.0.value": ["2", "3"] });
      const facts = questionFacts(asked, findElement(asked, "why")?.element ?? {}, "da", "en");
      const edits = readQuestionForm(form, facts, asked, "da");
      const edited = isProblem(edits) ? edits : applyEdits(asked, edits);
      return isProblem(edited) ? edited : findElement(edited, "why")?.element.requiredIf;
    };
    expect(saved("is")).toBe("{often} anyof [2, 3]");
    expect(saved("is")).toBe(saved("one-of"));
    expect(saved("is-not")).toBe(saved("none-of"));
    for (const comparison of ["above", "at-least", "below", "at-most"])
      expect(saved(comparison)).toMatchObject({ problem: "condition.one-value", field: "requiredIf" });
  });

  it("offers an answer the kind of missing it has, though a form would not give it", () => {
    const item = { code: "9", text: "", other: "" };
    expect(kindsFor({ ...item, missing: "" })).toEqual(["dont-know", "prefer-not"]);
    expect(kindsFor({ ...item, missing: "skipped" })).toContain("skipped");
  });

  it("comes back refused with everything that was typed, ticked and chosen", () => {
    const lines = {
      "visibleIf.0.answer": "ends",
      "visibleIf.0.comparison": "one-of",
      "visibleIf.0.value": ["1", "2"],
      "visibleIf.1.answer": "wave_position",
      "visibleIf.1.comparison": "is",
      "visibleIf.1.value": "1",
    };
    const form = formOf({
      ...{ name: "new-name", scaleMin: "0", scaleMax: "9", goodEndAsked: "yes", goodEnd: ["2", "3"] },
      ...{ "visibleIf.how": "lines", "visibleIf.join": "any", ...lines },
    });
    const { data: refusal } = refuse(problem("editing.stale"), form, severalOf);
    expect(typedOver(factsOf("points"), refusal)).toMatchObject({
      name: "new-name",
      scale: { min: 0, max: 9 },
      measurement: { goodEnd: [2, 3] },
    });
    expect(
      typedCondition({ property: "visibleIf", condition: null, text: "", choices: [] }, refusal).condition,
    ).toEqual({
      join: "any",
      lines: [
        { answer: "ends", comparison: "one-of", values: ["1", "2"] },
        { answer: "wave_position", comparison: "is", values: ["1"] },
      ],
    });
    expect(typedOver(factsOf("points"), undefined)).toEqual(factsOf("points"));
  });
});

describe("the form about the survey", () => {
  it("changes its name in the language at hand, and the names of its indexes in both of the house", () => {
    const index = { key: "both", label: { da: "Samlet", en: "Index" }, items: ["ends", "points"] };
    const survey = { ...definition, title: { da: "Før", so: "Hore" }, indexes: [index] };
    const form = formOf({ "words.title": "Nu", "words.description": "", "index.both.da": "Det hele" });
    const edited = applyEdits(survey, readSurveyForm(form, { draft: { definition: survey } }, "da"));
    expect(edited).toMatchObject({
      title: { da: "Nu", so: "Hore" },
      indexes: [{ ...index, label: { da: "Det hele", en: "Index" } }],
    });
    expect(edited).not.toHaveProperty("description");
  });
});

describe("the table of wordings", () => {
  it("comes back with the words at what they were typed for, though it stands elsewhere now", () => {
    const keys = (of: typeof definition) => wordingsOf(of).map(wordingAddress);
    const typed: Record<string, string> = {};
    for (const [number, key] of keys(definition).entries()) {
      typed[`key.${number}`] = key;
      typed[`words.${number}.de`] = `Wort ${number}`;
    }
    const moved = applyEdits(definition, [{ edit: "move", at: { of: "element", name: "points" }, way: "up" }]);
    if (isProblem(moved)) throw new Error(moved.problem);
    const rows = typedRows(typed);
    expect(keys(moved).map((key) => rows.get(key)?.de)).toEqual(["Wort 1", "Wort 0"]);
  });
});
