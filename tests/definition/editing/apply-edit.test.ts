import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "#surveys/definition/editing/apply-edit.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { allElements, editableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { questionKinds } from "#surveys/definition/editing/question-kinds.ts";
import { patchBetween, patched, reverted } from "#surveys/definition/editing/text-patch.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import type { ElementJson, SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem } from "#surveys/problem.ts";

/** A definition from elsewhere: no page names, properties and types that nobody here knows. */
const foreign: SurveyJson = {
  title: "Foreign",
  logo: { deep: [1, { x: null }] },
  pages: [
    {
      elements: [
        {
          type: "radiogroup",
          name: "a",
          title: "A",
          choices: ["x", "y", { value: "z", text: "Z", odd: 1 }],
          odd: ["k"],
        },
        { type: "matrixdynamic", name: "m", columns: [{ name: "c1", cellType: "text" }], rowCount: 2 },
        { type: "panel", name: "p", elements: [{ type: "text", name: "t", visibleIf: "{a} = 'x'", weird: {} }] },
      ],
    },
    { name: "last", elements: [{ type: "made-up", name: "q", anything: true }] },
  ],
};
const definitions = [foreign, ...librarySurveys.slice(0, 2).map(({ definition }) => definition)];

const words = fc.constantFrom("", "Ny tekst", "<b>æ</b>", "{a} 😀", "\u0000", " ", '"};');
const way = fc.constantFrom("up" as const, "down" as const);

/** Edits about places that are there, mostly, and some that are not. */
function edits(definition: SurveyJson): fc.Arbitrary<Edit> {
  const editable = editableDefinition(definition);
  const elements = allElements(editable.pages);
  const names = [...elements.map(({ name }) => String(name)), "gone", "__proto__"];
  const name = fc.constantFrom(...names);
  const page = fc.constantFrom(...editable.pages.map((one) => String(one.name)), "gone");
  const element = fc.record({ of: fc.constant("element" as const), name });
  const at = fc.oneof(element, fc.record({ of: fc.constant("page" as const), name: page }));
  const list = fc.constantFrom("choices" as const, "rateValues" as const, "columns" as const, "rows" as const);
  const code = fc.constantFrom("1", "x", "z", "dk", "7", "litter", "ny");
  const language = fc.constantFrom("da", "en", "ar");
  const title = words;
  const rule = fc.constantFrom("numeric" as const, "text" as const, "email" as const, "answercount" as const);
  const limit = fc.option(fc.integer({ min: -1, max: 3 }), { nil: undefined });
  return fc.oneof(
    fc.record({
      edit: fc.constant("rule" as const),
      name,
      rule,
      limits: fc.option(fc.record({ minValue: limit, minLength: limit, maxLength: limit, maxCount: limit })),
    }),
    fc.record({ edit: fc.constant("add-page" as const), title, language }),
    fc.record({
      edit: fc.constant("add-question" as const),
      page,
      kind: fc.constantFrom(...questionKinds),
      title,
      language,
    }),
    fc.record({
      edit: fc.constant("insert" as const),
      page,
      element: fc.constantFrom(...elements) as fc.Arbitrary<ElementJson>,
    }),
    fc.record({ edit: fc.constant("move" as const), at, way }),
    fc.record({ edit: fc.constant("move-to" as const), name, page }),
    fc.record({ edit: fc.constant("copy" as const), at }),
    fc.record({ edit: fc.constant("delete" as const), at }),
    fc.record({
      edit: fc.constant("rename" as const),
      name,
      to: fc.constantFrom("nyt", "a", "constructor", "{x}", "æ1"),
    }),
    fc.record({
      edit: fc.constant("words" as const),
      words: fc.oneof(
        fc.record({ at, property: fc.constantFrom("title", "description") }),
        fc.record({ at: element, list, code }),
        fc.record({ at: element, rule }),
      ),
      language,
      text: words,
    }),
    fc.record({
      edit: fc.constant("set" as const),
      at,
      property: fc.constantFrom(
        "isRequired" as const,
        "visibleIf" as const,
        "itemKey" as const,
        "goodDirection" as const,
      ),
      value: fc.constantFrom("{a} = 1", "{broken", "high", "none", undefined, "safety-day"),
    }),
    fc.record({
      edit: fc.constant("item-add" as const),
      name,
      list,
      code: fc.oneof(code, fc.constant("")),
      text: words,
      language,
    }),
    fc.record({ edit: fc.constant("item-move" as const), name, list, code, way }),
    fc.record({ edit: fc.constant("item-remove" as const), name, list, code }),
    fc.record({
      edit: fc.constant("scale" as const),
      name,
      min: fc.integer({ min: -2, max: 3 }),
      max: fc.integer({ min: 0, max: 11 }),
    }),
    fc.record({
      edit: fc.constant("index" as const),
      index: fc.constantFrom("safety-index", "gone"),
      item: name,
      member: fc.boolean(),
    }),
  );
}

describe("applyEdits", () => {
  for (const [index, definition] of definitions.entries()) {
    it(`gives a survey that can be read, or refuses (definition ${index})`, () => {
      fc.assert(
        fc.property(fc.array(edits(definition), { maxLength: 10 }), (all) => {
          let now: SurveyJson = editableDefinition(definition);
          const steps: Array<ReturnType<typeof patchBetween>> = [];
          for (const edit of all) {
            const before = JSON.stringify(now);
            const next = applyEdits(now, [edit]);
            expect(JSON.stringify(now)).toBe(before);
            if (isProblem(next)) continue;
            const read = readDefinition(next);
            if (isProblem(read)) expect(read.problem).toBe("definition.no-questions");
            untouched(now, next, edit);
            steps.push(patchBetween(before, JSON.stringify(next)));
            now = next;
          }
          let text = JSON.stringify(now);
          for (const step of steps.toReversed()) text = reverted(text, step);
          expect(text).toBe(JSON.stringify(editableDefinition(definition)));
          for (const step of steps) text = patched(text, step);
          expect(text).toBe(JSON.stringify(now));
        }),
        { numRuns: 25 },
      );
    });
  }

  it("keeps what it does not know", () => {
    const moved = applyEdits(foreign, [{ edit: "move", at: { of: "element", name: "a" }, way: "down" }]);
    if (isProblem(moved)) throw new Error(moved.problem);
    expect(moved.logo).toEqual(foreign.logo);
    const before = allElements(editableDefinition(foreign).pages);
    expect(allElements(moved.pages)).toHaveLength(before.length);
    for (const element of before) expect(allElements(moved.pages)).toContainEqual(element);
  });

  it("carries conditions along when a question gets another name, and keeps its item key", () => {
    const renamed = applyEdits(foreign, [{ edit: "rename", name: "a", to: "b" }]);
    if (isProblem(renamed)) throw new Error(renamed.problem);
    const elements = allElements(renamed.pages);
    expect(elements.find(({ name }) => name === "b")?.itemKey).toBe("a");
    expect(elements.find(({ name }) => name === "t")?.visibleIf).toBe("{b} = 'x'");
  });

  it("copies a page so that its questions hang on each other, not on those they were copied from", () => {
    const definition: SurveyJson = {
      pages: [
        {
          name: "p",
          elements: [
            { type: "text", name: "a", valueName: "v", itemKey: "key" },
            { type: "text", name: "b", visibleIf: "{v} notempty", title: "Om {v}" },
          ],
        },
      ],
    };
    const copied = applyEdits(definition, [{ edit: "copy", at: { of: "page", name: "p" } }]);
    if (isProblem(copied)) throw new Error(copied.problem);
    expect(copied.pages.map(({ elements }) => elements)).toEqual([
      definition.pages?.[0]?.elements,
      [
        { type: "text", name: "a-2" },
        { type: "text", name: "b-2", visibleIf: "{a-2} notempty", title: "Om {a-2}" },
      ],
    ]);
  });

  it("refuses conditions on itself, on later questions and on what is not there", () => {
    const set = (name: string, value: string) =>
      applyEdits(foreign, [{ edit: "set", at: { of: "element", name }, property: "visibleIf", value }]);
    expect(set("a", "{a} = 'x'")).toMatchObject({ problem: "condition.itself" });
    expect(set("a", "{t} = 'x'")).toMatchObject({ problem: "condition.later" });
    expect(set("t", "{nobody} = 'x'")).toMatchObject({ problem: "condition.unknown-name" });
    expect(set("t", "{a} = ")).toMatchObject({ problem: "condition.unreadable" });
    expect(set("t", "{a} = 'y' and {wave_position} > 0")).toHaveProperty("pages");
  });

  it("takes an item that is deleted out of its index", () => {
    const core = librarySurveys[0]?.definition as SurveyJson;
    const without = applyEdits(core, [{ edit: "delete", at: { of: "element", name: "safety-day" } }]);
    if (isProblem(without)) throw new Error(without.problem);
    expect(JSON.stringify(without.indexes)).not.toContain("safety-index");
    expect(JSON.stringify(without.indexes)).toContain("place-index");
  });
});

/** Elements that an edit does not name come out deep-equal, unless it is one that carries names along. */
function untouched(before: SurveyJson, after: SurveyJson, edit: Edit): void {
  if (["rename", "replace", "delete"].includes(edit.edit)) return;
  const touched = JSON.stringify(edit);
  const elements = (definition: SurveyJson) => allElements((definition.pages ?? []) as ElementJson[]);
  const later = new Map(elements(after).map((element) => [element.name, element]));
  for (const element of elements(before)) {
    if (element.type === "panel" || touched.includes(JSON.stringify(element.name))) continue;
    expect(later.get(element.name)).toEqual(element);
  }
}
