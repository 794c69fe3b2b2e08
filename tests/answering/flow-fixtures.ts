import type { SurveyJson } from "#surveys/definition/survey-json.ts";

const choices = ["x", "y", "z"];
const number = { type: "text", inputType: "number", min: 0, max: 6 };

/** What a definition can make of answers, feature by feature: each a small survey. */
export const flowFixtures: Record<string, SurveyJson> = {
  "visibleIf, requiredIf and enableIf of pages, panels and questions": survey(
    [
      { type: "boolean", name: "a" },
      { type: "text", name: "b", visibleIf: "{a} = true" },
      {
        type: "panel",
        name: "p",
        enableIf: "{a} = false",
        elements: [{ type: "comment", name: "c", requiredIf: "{a} = false" }],
      },
    ],
    [{ type: "radiogroup", name: "d", choices, visibleIf: "{b} notempty", enableIf: "{c} empty" }],
  ),
  "conditions of choices and rows": survey([
    { type: "checkbox", name: "which", choices },
    { type: "checkbox", name: "some", choices, choicesVisibleIf: "{which} contains {item}" },
    { type: "radiogroup", name: "one", choices, choicesEnableIf: "{which} contains {item}" },
    { type: "matrix", name: "m", columns: [1, 2], rows: choices, rowsVisibleIf: "{which} contains {item}" },
    { type: "dropdown", name: "d", choices: [{ value: 1, visibleIf: "{which} contains 'x'" }, 2] },
  ]),
  "carry-forward": survey(
    [{ type: "checkbox", name: "which", choices, showOtherItem: true }],
    [
      {
        type: "ranking",
        name: "rank",
        choicesFromQuestion: "which",
        choicesFromQuestionMode: "selected",
        selectToRankEnabled: true,
      },
      { type: "radiogroup", name: "least", choicesFromQuestion: "which", choicesFromQuestionMode: "unselected" },
    ],
  ),
  "defaults, plain and computed": survey(
    [
      { ...number, name: "n", defaultValue: 2 },
      { ...number, name: "double", max: 20, defaultValueExpression: "{n} * 2" },
      { type: "checkbox", name: "c", choices, defaultValue: ["y"] },
      { type: "boolean", name: "b", defaultValue: "true" },
    ],
    [{ type: "text", name: "later", visibleIf: "{double} > 4", defaultValue: "x" }],
  ),
  "values set and reset by conditions": survey([
    { type: "radiogroup", name: "a", choices },
    { type: "text", name: "set", setValueIf: "{a} = 'x'", setValueExpression: "'from x'" },
    { type: "text", name: "reset", resetValueIf: "{a} = 'y'" },
  ]),
  "triggers that set, copy and compute": {
    ...survey(
      [
        { type: "radiogroup", name: "a", choices },
        { type: "text", name: "b" },
      ],
      [
        { type: "text", name: "c" },
        { type: "text", name: "d" },
      ],
    ),
    triggers: [
      { type: "setvalue", expression: "{a} = 'x'", setToName: "c", setValue: "set" },
      { type: "setvalue", expression: "{a} = 'y'", setToName: "kind", setValue: "yes" },
      { type: "copyvalue", expression: "{a} = 'z'", fromName: "b", setToName: "d" },
      { type: "runexpression", expression: "{b} notempty", setToName: "length", runExpression: "{b} + '!'" },
    ],
  },
  "a trigger that shows": {
    ...survey([
      { type: "boolean", name: "a" },
      { type: "text", name: "b" },
    ]),
    triggers: [{ type: "visible", expression: "{a} = true", questions: ["b"] }],
  },
  "a trigger that ends the survey": {
    ...survey([{ type: "boolean", name: "a" }], [{ type: "text", name: "b", isRequired: true }]),
    triggers: [{ type: "complete", expression: "{a} = false" }],
  },
  "a trigger that skips pages": {
    ...survey(
      [{ type: "boolean", name: "a" }],
      [{ type: "text", name: "b", isRequired: true }],
      [{ type: "text", name: "c" }],
    ),
    triggers: [{ type: "skip", expression: "{a} = true", gotoName: "c" }],
  },
  "computed values and questions": {
    ...survey(
      [
        { ...number, name: "n" },
        { type: "expression", name: "twice", expression: "{n} * 2" },
      ],
      [{ type: "text", name: "big", visibleIf: "{sum} > 5" }],
    ),
    calculatedValues: [
      { name: "sum", expression: "{n} + {twice}", includeIntoResult: true },
      { name: "quiet", expression: "{sum} + 1" },
    ],
  },
  "one answer of two questions": survey(
    [{ type: "text", name: "a", valueName: "shared" }],
    [
      { type: "comment", name: "b", valueName: "shared" },
      { type: "text", name: "c", visibleIf: "{shared} notempty" },
    ],
  ),
  "special choices and words beside them": survey([
    {
      type: "checkbox",
      name: "a",
      choices,
      showOtherItem: true,
      showNoneItem: true,
      showRefuseItem: true,
      showDontKnowItem: true,
    },
    { type: "radiogroup", name: "b", choices, showOtherItem: true },
    { type: "dropdown", name: "c", choices, showCommentArea: true },
    { type: "rating", name: "d", showCommentArea: true },
  ]),
  validators: survey([
    { ...number, name: "all", isRequired: true },
    { ...number, name: "some", validators: [{ type: "expression", expression: "{some} <= {all}", text: "too many" }] },
    { type: "checkbox", name: "c", choices, validators: [{ type: "answercount", minCount: 2 }] },
    {
      type: "panel",
      name: "p",
      isRequired: true,
      elements: [
        { type: "text", name: "x" },
        { type: "text", name: "y" },
      ],
    },
  ]),
  "answers to what is hidden are kept": {
    ...survey(
      [
        { type: "boolean", name: "a" },
        { type: "text", name: "b", visibleIf: "{a} = true" },
      ],
      [{ type: "text", name: "c", visibleIf: "{b} notempty" }],
    ),
    clearInvisibleValues: "none",
  },
  "answers to what is hidden go at once": {
    ...survey(
      [
        { type: "boolean", name: "a" },
        { type: "text", name: "b", visibleIf: "{a} = true", defaultValue: "again" },
      ],
      [
        { type: "boolean", name: "a2" },
        { type: "text", name: "c", visibleIf: "{b} notempty" },
      ],
    ),
    clearInvisibleValues: "onHidden",
  },
  "all on one page": {
    ...survey([{ type: "boolean", name: "a" }], [{ type: "text", name: "b", visibleIf: "{a} = true" }]),
    questionsOnPageMode: "singlePage",
  },
};

function survey(...pages: object[][]): SurveyJson {
  return { pages: pages.map((elements, i) => ({ name: `page${i + 1}`, elements })) } as SurveyJson;
}
