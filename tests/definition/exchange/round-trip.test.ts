import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalDefinition } from "#surveys/definition/exchange/normal-definition.ts";
import { readGivenFiles } from "#surveys/definition/exchange/read-given-files.ts";
import { convertXlsForm } from "#surveys/definition/exchange/xlsform/convert-xlsform.ts";
import { mainLanguage, writeXlsForm } from "#surveys/definition/exchange/xlsform/write-xlsform.ts";
import { xlsFormWorkbook } from "#surveys/definition/exchange/xlsform/xlsform-workbook.server.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem } from "#surveys/problem.ts";

/** Definitions as SurveyJS XLSForm → SurveyJS gives them back, pages by place, since a page whose name a question has gets another. */
function thereAndBack(definition: SurveyJson) {
  const written = writeXlsForm(definition);
  const back = convertXlsForm(written.form).definition;
  const main = mainLanguage(definition);
  return {
    written,
    before: pagesByPlace(normalDefinition(definition, main)),
    after: pagesByPlace(normalDefinition(back, main)),
  };
}

function pagesByPlace(definition: unknown) {
  const { pages, ...survey } = definition as SurveyJson;
  return { ...survey, pages: pages?.map(({ name: _name, ...page }) => page) };
}

const names = ["q1", "q2", "q3", "q4"];
const words = fc.oneof(
  fc.constantFrom("Hvor tryg er du?", "Er 3 < 4 & 5?", "“Citat” – æøå", "=1+1", "Du svarede {q1}", "<b>Fed</b>"),
  fc.record({ da: fc.constantFrom("Ja", "Nej; måske"), en: fc.constantFrom("Yes", "No") }),
  fc.record({ default: fc.constantFrom("Hi"), da: fc.constantFrom("Hej"), ar: fc.constantFrom("مرحبا") }),
);
const choices = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom<string | number>("a", "b c", "x'y", 1, 2, "10"),
    fc.record({ value: fc.constantFrom<string | number>("v1", "v2", 3, "é"), text: words }),
  ),
  { minLength: 1, maxLength: 4, selector: (choice) => String(typeof choice === "object" ? choice.value : choice) },
);
const condition = fc.constantFrom(
  ...["{q1} = 'a'", "{q1} contains 'a' and {q2} > 3", "!({q2} notempty)", "{q1} anyof ['a', 'b']", "age({q2}) > 3"],
  ...["{wave_position} = 0", "iif({q1} = 1, 2, 3) >= {q2} + 1", "{q1.length} > 1 or {q3} empty", "{q2} <> 'it\\'s'"],
);
const more = fc.record(
  {
    title: words,
    description: words,
    visibleIf: condition,
    requiredIf: condition,
    isRequired: fc.constant(true),
    readOnly: fc.constant(true),
    itemKey: fc.constantFrom("trust", "safety"),
    goodDirection: fc.constantFrom("high", "low"),
    missingValues: fc.constant({ no: "dont-know" }),
    defaultValue: fc.constantFrom<string | number>("a", 2),
    validators: fc.constantFrom(
      [{ type: "numeric", minValue: 0, maxValue: 5, text: "0–5" }],
      [{ type: "regex", regex: "^\\d{4}$" }],
      [{ type: "expression", expression: "{q1} empty or ({q1} > 3)" }],
    ),
  },
  { requiredKeys: [] },
);
const kind = fc.oneof(
  fc.record({ type: fc.constantFrom("text", "comment", "boolean", "html", "file", "signaturepad") }),
  fc.record({
    type: fc.constant("text"),
    inputType: fc.constantFrom("number", "date", "time", "email", "datetime-local"),
  }),
  fc.record({
    type: fc.constantFrom("radiogroup", "dropdown", "checkbox", "tagbox", "ranking", "imagepicker"),
    choices,
    showOtherItem: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("rating"),
    rateMin: fc.constantFrom(0, 1),
    rateMax: fc.constantFrom(5, 10),
    minRateDescription: words,
  }),
  fc.record({ type: fc.constant("matrix"), columns: choices, rows: choices, eachRowRequired: fc.boolean() }),
  fc.record({ type: fc.constant("multipletext"), items: fc.constant([{ name: "a", title: "A" }, { name: "b" }]) }),
);
const elements = fc.tuple(
  ...names.map((name) => fc.tuple(kind, more).map(([one, other]) => ({ ...one, ...other, name }))),
);
const definitions = fc
  .tuple(elements, words, fc.constantFrom("flat", "pages", "panel", "repeat"))
  .map(([all, title, shape]): SurveyJson => {
    const [first, second, ...rest] = all;
    if (shape === "pages")
      return {
        title,
        pages: [
          { name: "p1", title, elements: [first, second] },
          { name: "p2", visibleIf: "{q1} notempty", elements: rest },
        ],
      } as SurveyJson;
    if (shape === "panel")
      return {
        pages: [
          { name: "p1", elements: [first, { type: "panel", name: "inner", title, elements: [second, ...rest] }] },
        ],
      } as SurveyJson;
    if (shape === "repeat")
      return {
        pages: [
          {
            name: "p1",
            elements: [first, { type: "paneldynamic", name: "rep", title, templateElements: rest }, second],
          },
        ],
      } as SurveyJson;
    return { title, showQuestionNumbers: "off", elements: all } as SurveyJson;
  });

describe("a survey as XLSForm and back", () => {
  it.each(librarySurveys.map(({ key, definition }) => [key, definition] as const))(
    "keeps all of %s",
    (_key, definition) => {
      const { before, after } = thereAndBack(definition);
      expect(after).toEqual(before);
    },
  );

  it("keeps everything of any survey", () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const { before, after } = thereAndBack(definition);
        expect(after).toEqual(before);
      }),
      { numRuns: 120 },
    );
  });

  it("says which conditions and settings other programs do not see", () => {
    const { written } = thereAndBack({
      elements: [
        { type: "text", name: "a", visibleIf: "age({b}) > 3", itemKey: "k" },
        { type: "text", name: "b b" },
      ],
    } as SurveyJson);
    expect(written.report.lines).toMatchObject([
      { code: "only-for-ringvirk", question: "a", detail: "visibleIf, itemKey" },
      { code: "name-changed", question: "b b", detail: "b b → b_b" },
    ]);
  });

  it("is a workbook that our own reader opens, formulas as text", async () => {
    const definition = {
      title: "=1+1",
      elements: [{ type: "radiogroup", name: "a", title: { da: "=SUM(A1)", en: "+2" }, choices: [1, 2] }],
    } as SurveyJson;
    const bytes = await xlsFormWorkbook(writeXlsForm(definition), {
      sheet: "not carried",
      header: ["what"],
      line: ({ code }) => [code],
    });
    const read = await readGivenFiles([{ name: "form.xlsx", content: bytes }]);
    if (isProblem(read)) throw new Error(JSON.stringify(read));
    expect(normalDefinition(read.definition, "da")).toEqual(normalDefinition(definition, "da"));
    expect(isProblem(readDefinition(read.definition))).toBe(false);
  });
});
