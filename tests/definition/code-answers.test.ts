import { describe, expect, test } from "vitest";
import { codeAnswers } from "#surveys/definition/code-answers.ts";
import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";

const { codebook } = readDefinition({
  elements: [
    {
      type: "rating",
      name: "calm",
      rateValues: [1, 2, 3, "dk", "no"],
      missingValues: { dk: "dont-know", no: "prefer-not" },
    },
    {
      type: "radiogroup",
      name: "victim",
      choices: [1, 0, "dk"],
      goodDirection: "low",
      missingValues: { dk: "dont-know" },
    },
    { type: "dropdown", name: "town", choices: ["Herning", "Ikast"] },
    {
      type: "checkbox",
      name: "seen",
      choices: ["litter", "noise", "dk"],
      showNoneItem: true,
      missingValues: { dk: "dont-know" },
    },
    { type: "boolean", name: "out" },
    { type: "boolean", name: "in", valueTrue: "ja", valueFalse: "nej" },
    { type: "text", name: "hours", inputType: "number" },
    { type: "comment", name: "words" },
    { type: "matrix", name: "grid", columns: [1, 2, "own"], rows: ["a", "b"], missingValues: { own: "not-asked" } },
    { type: "ranking", name: "first", choices: ["light", "police"] },
    { type: "radiogroup", name: "other", choices: ["x"], showOtherItem: true },
  ],
} as object) as ReadDefinition;

test("every item of the codebook gets an answer", () => {
  expect([...codeAnswers(codebook, {}).keys()]).toEqual(codebook.items.map(({ key }) => key));
});

describe("valid answers", () => {
  test.each<[string, string, unknown, object]>([
    ["a rating", "calm", 3, { calm: { value: 3 } }],
    ["a rating stored as text", "calm", "2", { calm: { value: 2 } }],
    ["yes", "victim", 1, { victim: { value: 1 } }],
    ["a dropdown", "town", "Ikast", { "town:Herning": { value: 0 }, "town:Ikast": { value: 1 } }],
    ["a checkbox", "seen", ["noise"], { "seen:litter": { value: 0 }, "seen:noise": { value: 1 } }],
    ["a checkbox with none of these", "seen", ["none"], { "seen:litter": { value: 0 }, "seen:noise": { value: 0 } }],
    ["true", "out", true, { out: { value: 1 } }],
    ["false", "out", false, { out: { value: 0 } }],
    ["a boolean's own word for yes", "in", "ja", { in: { value: 1 } }],
    ["a boolean's own word for no", "in", "nej", { in: { value: 0 } }],
    ["nought hours", "hours", 0, { hours: { value: 0 } }],
    ["words", "words", "  Lys i gården ", { words: { text: "Lys i gården" } }],
    ["a matrix", "grid", { a: 2, b: 1 }, { "grid.a": { value: 2 }, "grid.b": { value: 1 } }],
    ["a ranking", "first", ["police", "light"], { "first:light": { value: 2 }, "first:police": { value: 1 } }],
  ])("%s", (_what, question, stored, coded) => {
    expect(codedOf(question, { [question]: stored })).toEqual(coded);
  });

  test("the words for 'other' stand beside the choice", () => {
    const answers = { other: "other", "other-Comment": "en bænk" };
    expect(codedOf("other", answers)).toEqual({ "other:x": { value: 0 }, "other:other": { value: 1 } });
    expect(codedOf("other-Comment", answers)).toEqual({ "other-Comment": { text: "en bænk" } });
  });
});

describe("kinds of missing", () => {
  test.each<[string, string, unknown, object]>([
    ["don't know", "calm", "dk", { calm: { missing: "dont-know" } }],
    ["prefer not to say", "calm", "no", { calm: { missing: "prefer-not" } }],
    [
      "don't know in a checkbox",
      "seen",
      ["dk"],
      { "seen:litter": { missing: "dont-know" }, "seen:noise": { missing: "dont-know" } },
    ],
    [
      "one's own organisation in a row",
      "grid",
      { a: "own", b: 2 },
      { "grid.a": { missing: "not-asked" }, "grid.b": { value: 2 } },
    ],
    ["a row left out", "grid", { a: 1 }, { "grid.a": { value: 1 }, "grid.b": { missing: "skipped" } }],
    [
      "a thing left unranked",
      "first",
      ["light"],
      { "first:light": { value: 1 }, "first:police": { missing: "skipped" } },
    ],
    ["an empty answer", "words", " ", { words: { missing: "skipped" } }],
    ["an answer of null", "hours", null, { hours: { missing: "skipped" } }],
    ["nothing chosen", "seen", [], { "seen:litter": { missing: "skipped" }, "seen:noise": { missing: "skipped" } }],
    ["a value outside the scale", "calm", 4, { calm: { missing: "skipped" } }],
    ["an answer of another kind", "hours", "many", { hours: { missing: "skipped" } }],
    ["a name that every object has", "words", { toString: 1 }, { words: { missing: "skipped" } }],
  ])("%s", (_what, question, stored, coded) => {
    expect(codedOf(question, { [question]: stored })).toEqual(coded);
  });

  test("a question that was shown and passed over is skipped, one that was not shown is not-asked", () => {
    expect(codedOf("hours", {})).toEqual({ hours: { missing: "not-asked" } });
    expect(codedOf("hours", { _shown: ["hours", "calm"] })).toEqual({ hours: { missing: "skipped" } });
    expect(codedOf("words", { _shown: ["hours", "calm"] })).toEqual({ words: { missing: "not-asked" } });
    expect(codeAnswers(codebook, {}, new Set(["words"])).get("words")).toEqual({ missing: "skipped" });
  });
});

function codedOf(question: string, answers: Record<string, unknown>) {
  const coded = codeAnswers(codebook, answers);
  const items = codebook.items.filter(({ source }) => source.question === question);
  return Object.fromEntries(items.map(({ key }) => [key, coded.get(key)]));
}
