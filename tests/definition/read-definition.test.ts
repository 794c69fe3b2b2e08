import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item } from "#surveys/definition/codebook.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";
import { isProblem } from "#surveys/problem.ts";

describe("question types", () => {
  test("a rating from rateMin to rateMax is a scale with its ends named", () => {
    const item = onlyItem({
      type: "rating",
      name: "calm",
      title: "How calm?",
      rateMin: 1,
      rateMax: 7,
      goodDirection: "high",
      goodEnd: [5, 6, 7],
      theme: "safety",
      minRateDescription: { da: "Slet ikke", en: "Not at all" },
      maxRateDescription: "Very",
    });
    expect(item).toEqual({
      key: "calm",
      kind: "scale",
      source: { question: "calm", as: "number" },
      label: { da: "How calm?", en: "How calm?" },
      theme: "safety",
      good: "high",
      scale: { min: 1, max: 7 },
      goodEnd: [5, 6, 7],
      valueLabels: [
        { value: 1, label: { da: "Slet ikke", en: "Not at all" } },
        { value: 7, label: { da: "Very", en: "Very" } },
      ],
    });
  });

  test("a rating with rateStep ends at its last step", () => {
    expect(onlyItem({ type: "rating", name: "q", rateMin: 0, rateMax: 9, rateStep: 2 }).scale).toEqual({
      min: 0,
      max: 8,
    });
  });

  test("a rating with rateValues leaves its missing codes outside the scale", () => {
    const item = onlyItem({
      type: "rating",
      name: "q",
      rateValues: [0, 1, 2, { value: 9, text: "Don't know" }],
      missingValues: { 9: "dont-know" },
    });
    expect(item.scale).toEqual({ min: 0, max: 2 });
    expect(item.missing).toEqual({ 9: "dont-know" });
    expect(item.good).toBeNull();
  });

  test("a radiogroup of numbers is a scale only where it says which end is good", () => {
    const asked = {
      type: "radiogroup",
      name: "q",
      choices: [{ value: 1, text: "Bad" }, 2, { value: 3, text: "Good" }],
    };
    const judged = onlyItem({ ...asked, goodDirection: "high" });
    expect([judged.kind, judged.scale]).toEqual(["scale", { min: 1, max: 3 }]);
    expect(judged.valueLabels?.map(({ label }) => label.en)).toEqual(["Bad", "Good"]);
    expect(keysAndKinds(asked)).toEqual(["q:1 yes-no", "q:2 yes-no", "q:3 yes-no"]);
  });

  test("a radiogroup of 0 and 1 is a yes-no and its good code follows the direction", () => {
    const asked = { type: "radiogroup", name: "q", choices: [1, 0, "dk"], missingValues: { dk: "dont-know" } };
    expect(onlyItem({ ...asked, goodDirection: "low" })).toMatchObject({ kind: "yes-no", good: "low", goodEnd: [0] });
    expect(onlyItem({ ...asked, goodDirection: "none" })).toMatchObject({ kind: "yes-no", good: null });
  });

  test("a dropdown's options are yes-no items; its words for 'other' are kept as text", () => {
    const asked = { type: "dropdown", name: "town", title: "Town", choices: ["Herning", "Ikast"], showOtherItem: true };
    expect(keysAndKinds(asked)).toEqual([
      "town:Herning yes-no",
      "town:Ikast yes-no",
      "town:other yes-no",
      "town-Comment text",
    ]);
    expect(codebookOf(asked).questions).toEqual(["town", "town-Comment"]);
    expect(codebookOf(asked).items[0]).toMatchObject({
      source: { question: "town", option: "Herning", as: "chosen" },
      label: { da: "Town – Herning", en: "Town – Herning" },
      good: null,
    });
  });

  test("a checkbox's options take its direction unless they state their own; 'none', 'refused' and 'don't know' are no items", () => {
    const codebook = codebookOf({
      type: "checkbox",
      name: "seen",
      goodDirection: "low",
      theme: "disorder",
      choices: [
        { value: "a", itemKey: "seen-a" },
        { value: "b", goodDirection: "high" },
      ],
      showNoneItem: true,
      showRefuseItem: true,
      showDontKnowItem: true,
    });
    expect(codebook.items.map(({ key, good, goodEnd, theme }) => [key, good, goodEnd, theme])).toEqual([
      ["seen-a", "low", [0], "disorder"],
      ["seen:b", "high", [1], "disorder"],
    ]);
    expect(codebook.items[0]?.missing).toEqual({ refused: "prefer-not", dontknow: "dont-know" });
  });

  test("a tagbox is read like a checkbox", () => {
    expect(keysAndKinds({ type: "tagbox", name: "q", choices: ["a", "b"] })).toEqual(["q:a yes-no", "q:b yes-no"]);
  });

  test("a boolean is a yes-no, also when it stores words of its own", () => {
    expect(onlyItem({ type: "boolean", name: "q", labelTrue: "Ja" })).toMatchObject({
      kind: "yes-no",
      source: { question: "q", as: "boolean" },
      scale: { min: 0, max: 1 },
    });
    expect(onlyItem({ type: "boolean", name: "q", valueTrue: "ja", valueFalse: "nej" }).source).toEqual({
      question: "q",
      option: "ja",
      as: "chosen",
    });
  });

  test("a text is words, unless it takes a number", () => {
    expect(onlyItem({ type: "text", name: "q" }).kind).toBe("text");
    expect(onlyItem({ type: "text", name: "q", inputType: "date" }).kind).toBe("text");
    const hours = {
      type: "text",
      name: "q",
      inputType: "number",
      unit: { da: "timer", en: "hours" },
      goodDirection: "low",
    };
    expect(onlyItem(hours)).toMatchObject({ kind: "number", good: "low", unit: { da: "timer", en: "hours" } });
  });

  test("a comment is words", () => {
    expect(onlyItem({ type: "comment", name: "q" })).toMatchObject({ kind: "text", good: null });
  });

  test("a matrix of numeric columns is a scale for each row, which may turn its direction", () => {
    const codebook = codebookOf({
      type: "matrix",
      name: "m",
      title: "Here",
      goodDirection: "high",
      columns: [1, 2, 3, { value: "dk", text: "?" }],
      rows: ["calm", { value: "noise", text: "Noise", goodDirection: "low", itemKey: "noise" }],
      missingValues: { dk: "dont-know" },
    });
    expect(codebook.items.map(({ key, kind, good, source }) => [key, kind, good, source.row])).toEqual([
      ["m.calm", "scale", "high", "calm"],
      ["noise", "scale", "low", "noise"],
    ]);
    expect(codebook.items[1]?.label.en).toBe("Here – Noise");
  });

  test("a matrix of worded columns is a yes-no for each row and column", () => {
    expect(keysAndKinds({ type: "matrix", name: "m", columns: ["often", "never"], rows: ["r"] })).toEqual([
      "m.r:often yes-no",
      "m.r:never yes-no",
    ]);
  });

  test("a matrix without rows asks one question", () => {
    const item = onlyItem({ type: "matrix", name: "m", columns: [1, 2, 3] });
    expect([item.key, item.source]).toEqual(["m", { question: "m", as: "number" }]);
  });

  test("a roster's rows are ties, each with its organisation in the key", () => {
    const roster = {
      type: "matrix",
      name: "ties",
      itemKey: "tie",
      rosterOf: "organisations",
      columns: [0, 1, 2],
      rows: ["politi"],
    };
    expect(keysAndKinds(roster)).toEqual(["tie:politi tie"]);
    expect(codebookOf({ ...roster, rows: [] }).unmeasured).toEqual([
      { question: "ties", type: "matrix", reason: "no-values" },
    ]);
  });

  test("a ranking is a place for each thing", () => {
    const codebook = codebookOf({ type: "ranking", name: "first", choices: ["light", "police"] });
    expect(codebook.items.map(({ key, kind, source }) => [key, kind, source.as, source.option])).toEqual([
      ["first:light", "number", "place", "light"],
      ["first:police", "number", "place", "police"],
    ]);
  });

  test("what is not measured is named, and its answer keeps a place unless it has none", () => {
    const codebook = codebookOf(
      { type: "matrixdynamic", name: "table", columns: [{ name: "c" }] },
      { type: "html", name: "hello", html: "Hello" },
      { type: "hologram", name: "future" },
      { type: "paneldynamic", name: "people", templateElements: [{ type: "text", name: "inside" }] },
      { type: "dropdown", name: "fetched", choicesByUrl: { url: "http://example.org/" } },
      { type: "text", name: "plain" },
    );
    expect(codebook.unmeasured).toEqual([
      { question: "future", type: "hologram", reason: "not-offered" },
      { question: "table", type: "matrixdynamic", reason: "any-number" },
      { question: "hello", type: "html", reason: "display-only" },
      { question: "people", type: "paneldynamic", reason: "any-number" },
      { question: "fetched", type: "dropdown", reason: "no-values" },
    ]);
    expect(codebook.questions).toEqual(["future", "table", "people", "fetched", "plain"]);
  });
});

describe("the definition around the questions", () => {
  test("questions in panels, pages and a survey without pages are all found, in order", () => {
    const nested = {
      type: "panel",
      name: "outer",
      elements: [
        { type: "panel", name: "inner", elements: [{ type: "comment", name: "deep" }] },
        { type: "text", name: "next" },
      ],
    };
    expect(codebookOf(nested, { type: "text", name: "last" }).questions).toEqual(["deep", "next", "last"]);
    const flat = readDefinition({ elements: [{ type: "text", name: "alone" }] }) as ReadDefinition;
    expect(flat.codebook.questions).toEqual(["alone"]);
  });

  test.each([
    ["a plain string", "Hi", { da: "Hi", en: "Hi" }],
    ["Danish and English", { da: "Hej", en: "Hi" }, { da: "Hej", en: "Hi" }],
    ["default and Danish", { default: "Hi", da: "Hej" }, { da: "Hej", en: "Hi" }],
    ["default and German", { default: "Hi", de: "Hallo" }, { da: "Hi", en: "Hi" }],
    ["German alone", { de: "Hallo" }, { da: "Hallo", en: "Hallo" }],
    ["Danish alone", { da: "Hej" }, { da: "Hej", en: "Hej" }],
    ["mark-up", "<b>Hi</b>   there", { da: "Hi there", en: "Hi there" }],
    ["nothing", undefined, { da: "q", en: "q" }],
  ])("words given as %s", (_how, title, label) => {
    expect(onlyItem({ type: "text", name: "q", title }).label).toEqual(label);
  });

  test("conditions are accepted, names with hyphens and outside variables too", () => {
    const codebook = codebookOf(
      { type: "radiogroup", name: "went-out", choices: [1, 0], goodDirection: "none" },
      {
        type: "text",
        name: "where",
        visibleIf: "{went-out} = 1 and {wave_position} empty",
        requiredIf: "{went-out} notempty",
      },
    );
    expect(codebook.questions).toEqual(["went-out", "where"]);
  });

  test("two questions that share an answer are measured once", () => {
    const codebook = codebookOf(
      { type: "text", name: "short", valueName: "shared" },
      { type: "comment", name: "long", valueName: "shared" },
    );
    expect(codebook.items.map(({ key }) => key)).toEqual(["shared"]);
    expect(codebook.unmeasured).toEqual([{ question: "long", type: "comment", reason: "same-answer" }]);
  });

  test("indexes are read", () => {
    const indexes = [{ key: "both", label: { da: "Begge", en: "Both" }, theme: "safety", items: ["a", "b"] }];
    const judged = { type: "rating", goodDirection: "high" };
    const pages = [
      {
        elements: [
          { ...judged, name: "a" },
          { ...judged, name: "b" },
        ],
      },
    ];
    const read = readDefinition({ indexes, pages }) as ReadDefinition;
    expect(read.codebook.indexes).toEqual(indexes);
  });

  test("JSON text is read as well as an object, and addresses to fetch choices from are taken out", () => {
    const elements = [{ type: "dropdown", name: "q", choices: ["a"], choicesByUrl: { url: "http://example.org/" } }];
    const read = readDefinition(JSON.stringify({ elements })) as ReadDefinition;
    expect(read.definition).toEqual({ elements: [{ type: "dropdown", name: "q", choices: ["a"] }] });
  });
});

describe("refused", () => {
  const text = { type: "text", name: "q" };
  test.each([
    ["unreadable JSON", "{", "definition.not-json"],
    ["nothing", undefined, "definition.not-json"],
    ["a list", [], "definition.not-a-survey"],
    ["a number", 4, "definition.not-a-survey"],
    ["no questions", { pages: [] }, "definition.no-questions"],
    ["only a panel", { elements: [{ type: "panel", name: "p" }] }, "definition.no-questions"],
  ])("%s", (_what, json, code) => {
    expect(readDefinition(json)).toEqual({ problem: code });
  });

  test.each<[string, object[], object]>([
    ["a name used twice", [text, { ...text }], { problem: "definition.name-twice", values: { name: "q" } }],
    [
      "an item key used twice",
      [
        { ...text, itemKey: "k" },
        { type: "comment", name: "r", itemKey: "k" },
      ],
      { problem: "definition.item-key-twice", values: { key: "k" } },
    ],
    [
      "an option listed twice",
      [{ type: "checkbox", name: "q", choices: ["a", "a"] }],
      { problem: "definition.item-key-twice", values: { key: "q:a" } },
    ],
    ["an unknown direction", [{ ...text, goodDirection: "up" }], wrong("q", "goodDirection")],
    [
      "an unknown missing kind",
      [{ type: "rating", name: "q", missingValues: { 9: "gone" } }],
      wrong("q", "missingValues"),
    ],
    ["a good end outside the scale", [{ type: "rating", name: "q", goodEnd: [7] }], wrong("q", "goodEnd")],
    [
      "a wrong property of a choice",
      [{ type: "checkbox", name: "q", choices: [{ value: "a", goodDirection: 1 }] }],
      wrong("q (a)", "goodDirection"),
    ],
    [
      "a roster without strengths",
      [{ type: "matrix", name: "q", rosterOf: "organisations", columns: ["a"], rows: ["r"] }],
      wrong("q", "rosterOf"),
    ],
    ["a condition that cannot be read", [{ ...text, visibleIf: "{a} >> 3" }], wrong("q", "visibleIf")],
    ["a condition with an unknown function", [{ ...text, requiredIf: "dance({a})" }], wrong("q", "requiredIf")],
    ["the reserved name", [{ type: "text", name: "_shown" }], wrong("_shown", "name")],
    ["a name that every object has", [{ type: "text", name: "constructor" }], wrong("constructor", "name")],
    ["no name", [{ type: "text" }], wrong("", "name")],
  ])("%s", (_what, elements, refusal) => {
    expect(readDefinition({ elements })).toEqual(refusal);
  });

  test.each([
    ["items that are not there", ["q", "z"]],
    ["items whose good end nobody knows", ["q", "r"]],
  ])("an index over %s", (_what, items) => {
    const elements = [
      { type: "rating", name: "q", goodDirection: "high" },
      { type: "rating", name: "r" },
    ];
    expect(readDefinition({ elements, indexes: [{ key: "i", items }] })).toEqual(wrong("i", "indexes"));
  });

  function wrong(question: string, property: string) {
    return { problem: "definition.bad-property", values: { question, property } };
  }
});

describe("answering for an organisation", () => {
  const columns = [0, 1, 2];
  const answersFor = "organisation";

  test("is known of every number that the question gives, never of its words", () => {
    const { items } = codebookOf(
      { type: "matrix", name: "ties", rosterOf: "organisations", columns, rows: ["a", "b"], answersFor },
      { type: "text", name: "hours", inputType: "number", answersFor },
      { type: "rating", name: "calm", answersFor, showCommentArea: true },
      { type: "comment", name: "why", answersFor },
      { type: "rating", name: "own" },
    );
    expect(items.filter((item) => item.answersFor).map(({ key }) => key)).toEqual([
      "ties:a",
      "ties:b",
      "hours",
      "calm",
    ]);
  });

  test("is not read at a row, a column or a choice, of which the page tells people nothing", () => {
    const { items } = codebookOf(
      { type: "matrix", name: "ties", columns: [{ value: 0, answersFor }, 1], rows: [{ value: "a", answersFor }] },
      { type: "checkbox", name: "which", choices: [{ value: "x", answersFor }] },
    );
    expect(items).toHaveLength(2);
    expect(items.filter((item) => item.answersFor)).toEqual([]);
  });

  test("holds only where every question that stores the answer says so", () => {
    const asked = { type: "text", inputType: "number", valueName: "hours" };
    const said = { ...asked, name: "said", answersFor };
    const unsaid = { ...asked, name: "unsaid" };
    expect(codebookOf(said, unsaid).items[0]?.answersFor).toBeUndefined();
    expect(codebookOf(unsaid, said).items[0]?.answersFor).toBeUndefined();
    expect(codebookOf(said, { ...said, name: "said-again" }).items[0]?.answersFor).toBe("organisation");
  });

  test("can be for an organisation alone", () => {
    const question = { type: "rating", name: "calm", answersFor: "everybody" };
    const refused = { problem: "definition.bad-property", values: { question: "calm", property: "answersFor" } };
    expect(readDefinition({ elements: [question] })).toEqual(refused);
  });
});

describe("never throws", () => {
  test("on any JSON", () => {
    fc.assert(fc.property(fc.jsonValue(), isReadOrRefused), { numRuns: 200 });
  });

  test("on a ready survey with anything put anywhere in it", () => {
    const places = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });
    const survey = fc.constantFrom(...librarySurveys.map(({ definition }) => definition));
    fc.assert(
      fc.property(survey, places, fc.jsonValue({ maxDepth: 2 }), (definition, steps, value) =>
        isReadOrRefused(withReplaced(structuredClone(definition), steps, value)),
      ),
      { numRuns: 150 },
    );
  });

  function isReadOrRefused(json: unknown): boolean {
    const read = readDefinition(json);
    return isProblem(read) || Array.isArray(read.codebook.items);
  }

  /** Walks down the JSON, at each step into one of the parts, and puts the value in the place of the last. */
  function withReplaced(json: unknown, [step = 0, ...further]: number[], value: unknown): unknown {
    if (typeof json !== "object" || json === null) return value;
    const keys = Object.keys(json);
    const key = keys[step % keys.length];
    if (key === undefined) return value;
    const parts = json as Record<string, unknown>;
    parts[key] = further.length > 0 ? withReplaced(parts[key], further, value) : value;
    return json;
  }
});

function codebookOf(...elements: object[]) {
  const read = readDefinition({ elements });
  if (isProblem(read)) throw new Error(JSON.stringify(read));
  return read.codebook;
}

function onlyItem(question: object): Item {
  const { items } = codebookOf(question);
  expect(items).toHaveLength(1);
  return items[0] as Item;
}

function keysAndKinds(question: object): string[] {
  return codebookOf(question).items.map(({ key, kind }) => `${key} ${kind}`);
}
