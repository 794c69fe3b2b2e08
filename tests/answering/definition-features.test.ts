import { describe, expect, it } from "vitest";
import { readPosted } from "#surveys/answering/posted-answers.ts";
import { fieldName } from "#surveys/answering/posted-page.ts";
import { type PostedPart, postedParts } from "#surveys/answering/posted-parts.ts";
import { type Answers, type Question, questionsOf } from "#surveys/answering/survey-page.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import type { ElementJson, SurveyJson } from "#surveys/definition/survey-json.ts";

const surveyOf = (elements: ElementJson[], more: SurveyJson = {}) =>
  new SurveyPages({ ...more, pages: [{ name: "one", elements }] });

function asked(elements: ElementJson[], answers: Answers = {}): Question[] {
  return surveyOf(elements).pagesFor(answers, "da").flatMap(questionsOf);
}

function valuesOf(question: Question | undefined) {
  return question?.choices.map(({ value }) => value);
}

/** Checks answers as they are checked before they are stored. */
function check(elements: ElementJson[], given: Answers, language: "da" | "en" = "da") {
  const pages = surveyOf(elements);
  const { answers, pages: visible } = pages.withoutInvisible(given, language);
  return pages.check(visible.flatMap(questionsOf), answers, {}, language);
}

/** Posts the only page after it was shown with `before` answered. */
function post(elements: ElementJson[], before: Answers, fields: Record<string, string | string[]>) {
  return postTo(surveyOf(elements), before, fields);
}

function postTo(pages: SurveyPages, before: Answers, fields: Record<string, string | string[]>) {
  const shown = pages.pagesFor(before, "da")[0];
  if (!shown) throw new Error("no page");
  const form = new URLSearchParams({ page: shown.name });
  for (const [field, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(field, value);
  const [part] = postedParts(form);
  return readPosted(
    pages,
    { answers: before, seen: [], skipped: [], page: 0, language: "da", revision: 0, by: "" },
    shown,
    part as PostedPart,
  );
}

describe("validators of the definition", () => {
  const text = (validator: object, more: object = {}) => [
    { type: "text", name: "a", validators: [validator], ...more },
  ];
  const number = { inputType: "number" };

  it.each<[string, ElementJson[], unknown, unknown]>([
    ["a range of numbers", text({ type: "numeric", minValue: 1, maxValue: 9 }, number), "9", "10"],
    ["a length of text", text({ type: "text", minLength: 3 }), "abc", "ab"],
    ["no digits", text({ type: "text", allowDigits: false }), "abc", "abc1"],
    ["a pattern", text({ type: "regex", regex: "^[A-Z]{2}\\d+$" }), "AB12", "ab12"],
    ["an address", text({ type: "email" }), "anna@example.dk", "anna"],
    ["an expression", text({ type: "expression", expression: "{a} > 5" }, number), 6, 5],
    [
      "a number of choices",
      [{ type: "checkbox", name: "a", choices: [1, 2, 3], validators: [{ type: "answercount", minCount: 2 }] }],
      [1, 2],
      [1],
    ],
  ])("%s", (_what, elements, good, bad) => {
    expect(check(elements, { a: good }).problems).toEqual([]);
    expect(check(elements, { a: bad }).problems).toMatchObject([{ question: "a", code: "validator" }]);
  });

  it("speak the definition's words in the reader's language, or survey-core's", () => {
    const words = { da: "Skriv <b>mindst</b> 3", en: "Write 3 at least" };
    const own = text({ type: "text", minLength: 3, text: words });
    expect(check(own, { a: "x" }, "da").problems[0]?.values).toEqual({ words: "Skriv mindst 3" });
    expect(check(own, { a: "x" }, "en").problems[0]?.values).toEqual({ words: "Write 3 at least" });
    const theirs = check(text({ type: "email" }), { a: "x" }, "en").problems[0];
    expect(theirs?.values?.words).toContain("valid email");
  });

  it("do not speak up on an answer that is missing, or is wrong already", () => {
    expect(check(text({ type: "text", minLength: 3 }), {}).problems).toEqual([]);
    expect(check(text({ type: "numeric", minValue: 1 }, number), { a: "mange" }).problems).toEqual([
      { question: "a", code: "not-a-number" },
    ]);
  });

  it("only warn where the definition says that they warn", () => {
    expect(check(text({ type: "text", minLength: 3, notificationType: "warning" }), { a: "x" }).problems).toEqual([]);
  });

  it("see the answers of other questions, on the page that is posted", () => {
    const validators = [{ type: "expression", expression: "{a} <= {all}" }];
    const elements = [
      { type: "text", name: "all", ...number },
      { type: "text", name: "a", ...number, validators },
    ];
    const fields = (a: string) => ({ [fieldName("all")]: "7", [fieldName("a")]: a });
    expect(post(elements, {}, fields("7")).problems).toEqual([]);
    expect(post(elements, {}, fields("8")).problems).toMatchObject([{ question: "a", code: "validator" }]);
  });
});

describe("what the definition fills in", () => {
  it.each<[string, object, SurveyJson]>([
    ["a default", { defaultValue: "x" }, {}],
    ["a computed default", { defaultValueExpression: "'x'" }, {}],
    ["a value set when another is given", { setValueIf: "{t} = true", setValueExpression: "'x'" }, {}],
    ["a trigger", {}, { triggers: [{ type: "setvalue", expression: "{t} = true", setToName: "a", setValue: "x" }] }],
  ])("stands there, and conditions see it: %s", (_what, more, survey) => {
    const elements = [
      { type: "boolean", name: "t" },
      { type: "text", name: "a", ...more },
      { type: "text", name: "b", visibleIf: "{a} = 'x'" },
    ];
    const pages = surveyOf(elements, survey);
    const first = pages.firstAnswers("da");
    const [page] = pages.pagesFor(first, "da");
    if (!page) throw new Error("no page");
    const shown = questionsOf(page);
    const { answers } = pages.afterPage(
      "one",
      { answers: first, language: "da" },
      { shown, given: { ...first, t: true } },
    );
    expect(answers).toEqual({ t: true, a: "x" });
    expect(questionsOf(pages.pagesFor(answers, "da")[0] ?? page).map(({ name }) => name)).toEqual(["t", "a", "b"]);
  });

  it("is shown once more to a person who had left it empty", () => {
    const triggers = [{ type: "setvalue", expression: "{t} = true", setToName: "a", setValue: "x" }];
    const elements = [
      { type: "boolean", name: "t" },
      { type: "text", name: "a" },
    ];
    const pages = surveyOf(elements, { triggers });
    expect(postTo(pages, {}, { [fieldName("t")]: "true" })).toMatchObject({ firstNew: 2, problems: [] });
  });
});

describe("the way through the pages", () => {
  const pages = [
    { name: "one", elements: [{ type: "boolean", name: "a" }] },
    { name: "two", elements: [{ type: "text", name: "b", isRequired: true }] },
    { name: "three", elements: [{ type: "text", name: "c" }] },
  ];
  const namesAfter = (survey: SurveyPages, answers: Answers) => survey.pagesFor(answers, "da").map(({ name }) => name);

  it("ends where a trigger says that an answer ends it", () => {
    const survey = new SurveyPages({ pages, triggers: [{ type: "complete", expression: "{a} = false" }] });
    expect(namesAfter(survey, { a: true })).toEqual(["one", "two", "three"]);
    expect(namesAfter(survey, { a: false })).toEqual(["one"]);
  });

  it("leads past pages where a trigger says so", () => {
    const survey = new SurveyPages({ pages, triggers: [{ type: "skip", expression: "{a} = true", gotoName: "c" }] });
    expect(postTo(survey, {}, { [fieldName("a")]: "true" }).skipTo).toBe("three");
    expect(postTo(survey, {}, { [fieldName("a")]: "false" }).skipTo).toBeNull();
  });
});

describe("what depends on answers", () => {
  const which = { type: "checkbox", name: "which", choices: ["x", "y", "z"] };

  it("asks a question that is enabled by an answer, and shows what was answered when it is not", () => {
    const elements = [
      { type: "boolean", name: "t" },
      { type: "text", name: "a", isRequired: true, enableIf: "{t} = true" },
    ];
    expect(check(elements, { t: true }).problems).toEqual([{ question: "a", code: "required" }]);
    expect(check(elements, { t: false, a: "x" })).toEqual({ answers: { t: false, a: "x" }, problems: [] });
    expect(asked(elements, { t: false })[1]).toMatchObject({ readOnly: true, required: false });
  });

  it.each([
    ["choicesFromQuestion", { choicesFromQuestion: "which", choicesFromQuestionMode: "selected" }],
    ["choicesVisibleIf", { choices: ["x", "y", "z"], choicesVisibleIf: "{which} contains {item}" }],
  ])("offers the choices of %s, and forgets one that is gone", (_what, more) => {
    const elements = [which, { type: "radiogroup", name: "most", ...more }];
    expect(valuesOf(asked(elements, { which: ["x", "z"] })[1])).toEqual(["x", "z"]);
    expect(check(elements, { which: ["x", "z"], most: "z" }).answers).toEqual({ which: ["x", "z"], most: "z" });
    expect(check(elements, { which: ["x", "y"], most: "z" })).toEqual({ answers: { which: ["x", "y"] }, problems: [] });
  });

  it("keeps the chosen that are left when one of several is gone", () => {
    const elements = [which, { ...which, name: "two", choicesVisibleIf: "{which} contains {item}" }];
    expect(check(elements, { which: ["x"], two: ["x", "y"] }).answers).toEqual({ which: ["x"], two: ["x"] });
    expect(check(elements, { which: ["x"], two: ["y"] }).answers).toEqual({ which: ["x"] });
  });

  const grid = { type: "matrix", name: "m", columns: [1, 2], rows: ["x", "y", "z"] };
  const rows = [which, { ...grid, rowsVisibleIf: "{which} contains {item}" }];

  it("asks the rows that are visible, and forgets the others", () => {
    expect(asked(rows, { which: ["y"] })[1]?.rows).toEqual([{ value: "y", text: "y" }]);
    expect(check(rows, { which: ["x"], m: { x: 1, y: 2 } })).toEqual({
      answers: { which: ["x"], m: { x: 1 } },
      problems: [],
    });
  });

  it("lets a row go silently that an answer of the same page hides, and asks for one it brings forth", () => {
    const before = { which: ["x", "y"] };
    const cell = (row: string) => fieldName("m", row);
    const hidden = post(rows, before, { [fieldName("which")]: ["x"], [cell("x")]: "1", [cell("y")]: "2" });
    expect(hidden).toMatchObject({ problems: [], firstNew: 0 });
    const brought = post(rows, before, { [fieldName("which")]: ["x", "y", "z"], [cell("x")]: "1" });
    expect(brought).toMatchObject({ problems: [], firstNew: 2 });
  });

  it("takes a row for no answer's that it never had", () => {
    const posted = post(rows, { which: ["x"] }, { [fieldName("which")]: "x", [fieldName("m", "y")]: "1" });
    expect(posted.problems).toMatchObject([{ code: "extra-key" }]);
  });

  it("offers the columns that are visible, and forgets a row answered with another", () => {
    const elements = [which, { ...grid, columns: ["x", "y"], columnsVisibleIf: "{which} contains {item}" }];
    expect(valuesOf(asked(elements, { which: ["y"] })[1])).toEqual(["y"]);
    expect(check(elements, { which: ["y"], m: { x: "x", z: "y" } })).toEqual({
      answers: { which: ["y"], m: { z: "y" } },
      problems: [],
    });
  });

  it("reckons values for conditions, and stores those that the definition stores", () => {
    const elements = [
      { type: "text", name: "n", inputType: "number" },
      { type: "text", name: "a", visibleIf: "{double} > 4" },
    ];
    const pages = surveyOf(elements, {
      calculatedValues: [{ name: "double", expression: "{n} * 2", includeIntoResult: true }],
    });
    expect(pages.withoutInvisible({ n: 3, a: "x" }, "da").answers).toEqual({ n: 3, a: "x", double: 6 });
    expect(pages.withoutInvisible({ n: 2, a: "x" }, "da").answers).toEqual({ n: 2, double: 4 });
  });

  it("reads the limits that an expression sets", () => {
    const elements = [
      { type: "text", name: "adults", inputType: "number" },
      { type: "text", name: "working", inputType: "number", maxValueExpression: "{adults}" },
    ];
    expect(check(elements, { adults: 2, working: 2 }).problems).toEqual([]);
    expect(check(elements, { adults: 2, working: 3 }).problems).toMatchObject([{ code: "too-large" }]);
  });
});

describe("questions of their own kind", () => {
  it("keep a boolean's own values, and a rating's", () => {
    const elements = [
      { type: "boolean", name: "b", valueTrue: "ja", valueFalse: "nej" },
      { type: "rating", name: "r", rateValues: [{ value: "bad", text: "Skidt" }, { value: "good" }] },
    ];
    expect(check(elements, { b: "nej", r: "good" })).toEqual({ answers: { b: "nej", r: "good" }, problems: [] });
    expect(post(elements, {}, { [fieldName("b")]: "true" }).problems).toMatchObject([{ code: "unknown-choice" }]);
    expect(post(elements, {}, { [fieldName("r")]: "1" }).problems).toMatchObject([{ code: "unknown-choice" }]);
  });

  it("have “none of these” and “other” with its words", () => {
    const more = { showOtherItem: true, otherText: "Noget andet", showNoneItem: true, noneText: "Intet" };
    const elements = [{ type: "checkbox", name: "a", choices: ["x"], ...more }];
    const [question] = asked(elements);
    expect(question?.choices).toEqual([
      { value: "x", text: "x" },
      { value: "none", text: "Intet", exclusive: true },
      { value: "other", text: "Noget andet" },
    ]);
    const answered = { a: ["x", "other"], "a-Comment": "en bænk" };
    expect(check(elements, answered)).toEqual({ answers: answered, problems: [] });
    expect(check(elements, { a: ["none", "other"] }).problems).toMatchObject([{ code: "exclusive-choice" }]);
  });

  it("have choices of their own that stand alone", () => {
    const elements = [{ type: "checkbox", name: "a", choices: ["x", { value: "never", isExclusive: true }] }];
    expect(check(elements, { a: ["x", "never"] }).problems).toMatchObject([{ code: "exclusive-choice" }]);
  });

  it("are ranked whole, or in part where the definition says so", () => {
    const ranking = { type: "ranking", name: "a", choices: ["x", "y", "z"] };
    expect(check([ranking], { a: ["y"] }).problems).toMatchObject([{ code: "places-missing" }]);
    const some = [{ ...ranking, selectToRankEnabled: true, maxSelectedChoices: 2 }];
    expect(check(some, { a: ["y"] })).toEqual({ answers: { a: ["y"] }, problems: [] });
    expect(check(some, { a: ["y", "x", "z"] }).problems).toMatchObject([{ code: "too-many-choices" }]);
    const least = [{ ...ranking, selectToRankEnabled: true, minSelectedChoices: 2 }];
    expect(post(least, {}, { [fieldName("a", "y")]: "1" }).problems).toMatchObject([{ code: "too-few-choices" }]);
    expect(post(least, {}, { [fieldName("a", "y")]: "1", [fieldName("a", "z")]: "2" }).progress.answers).toEqual({
      a: ["y", "z"],
    });
  });

  it("keep the order of the definition for everybody, in both languages", () => {
    const choices = Array.from({ length: 12 }, (_, i) => i);
    const pages = surveyOf([{ type: "radiogroup", name: "a", choices, choicesOrder: "random" }]);
    for (const language of ["da", "en"] as const) {
      expect(valuesOf(pages.pagesFor({}, language).flatMap(questionsOf)[0])).toEqual(choices);
    }
  });

  it("store under the name that the definition gives the answer", () => {
    const elements = [
      { type: "text", name: "short", valueName: "street" },
      { type: "text", name: "b", visibleIf: "{street} notempty" },
    ];
    expect(check(elements, { street: "Lysgade", b: "x" }).answers).toEqual({ street: "Lysgade", b: "x" });
  });

  it("ask once what two questions of a page share", () => {
    const elements = [
      { type: "text", name: "at-work", valueName: "street", isRequired: true },
      { type: "text", name: "at-home", valueName: "street", isRequired: true },
    ];
    expect(asked(elements)).toHaveLength(1);
    expect(post(elements, {}, { [fieldName("street")]: "Lysgade" }).problems).toEqual([]);
  });

  it("take a number where a mask says it is one", () => {
    const elements = [{ type: "text", name: "a", maskType: "numeric" }];
    expect(check(elements, { a: "2,5" }).answers).toEqual({ a: 2.5 });
    expect(check(elements, { a: "mange" }).problems).toMatchObject([{ code: "not-a-number" }]);
  });

  it("do not make a stranger's script into words", () => {
    const html = "<p>Hej <b>med</b> dig</p><script>alert(1)</script><style>p { color: red }</style>";
    const [page] = surveyOf([{ type: "html", name: "a", html }]).pagesFor({}, "da");
    expect(page?.blocks).toEqual([{ kind: "html", html: "<p>Hej <b>med</b> dig</p>" }]);
  });

  it("pipe a person's own answers into the survey's title, and nobody else's", () => {
    const pages = new SurveyPages({
      title: "Om {street}",
      description: "For dem i {street}",
      pages: [{ name: "one", elements: [{ type: "text", name: "street" }] }],
    });
    pages.pagesFor({ street: "Annas gade" }, "da");
    expect(pages.wordsIn("da", { street: "Bos gade" })).toEqual({
      title: "Om Bos gade",
      description: "For dem i Bos gade",
    });
    expect(JSON.stringify(pages.wordsIn("da", {}))).not.toMatch(/Bo|Anna/);
  });

  it("pipe an answer into html as into titles", () => {
    const elements = [
      { type: "text", name: "a" },
      { type: "html", name: "b", html: "Hej {a}" },
    ];
    const [page] = surveyOf(elements).pagesFor({ a: "Anna" }, "da");
    expect(page?.blocks[1]).toEqual({ kind: "words", text: "Hej Anna" });
  });

  it("tell what is reckoned of a column's answers", () => {
    const column = (name: string, more: object = {}) => ({ name, cellType: "text", inputType: "number", ...more });
    const columns = [column("hours", { totalType: "sum", totalFormat: "{0} timer" }), column("people")];
    const elements = [{ type: "matrixdropdown", name: "a", rows: ["day", "night"], columns, totalText: "I alt" }];
    const totals = (answers: Answers) => asked(elements, answers)[0]?.parts?.totals;
    const lines = [{ title: "hours", total: "5.5 timer" }];
    expect(totals({ a: { day: { hours: 2 }, night: { hours: 3.5 } } })).toEqual({ text: "I alt", lines });
    expect(totals({})?.lines).toMatchObject([{ total: "0 timer" }]);
  });

  it("suggest words in the reader's language, and take others", () => {
    const dataList = { da: ["Nørregade", "Søndergade"], en: ["North Street"] };
    const elements = [{ type: "text", name: "a", dataList }];
    expect(asked(elements)[0]?.suggestions).toEqual(["Nørregade", "Søndergade"]);
    expect(check(elements, { a: "Lysgade" }).answers).toEqual({ a: "Lysgade" });
  });
});
