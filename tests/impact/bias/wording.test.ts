import { describe, expect, test } from "vitest";
import { movedQuestions } from "#surveys/impact/bias/question-order.ts";
import { wordingFacts } from "#surveys/impact/bias/wording.ts";
import { codebookOf, numberItem, scaleItem, yesNoItem } from "#tests/impact/hand-made.ts";

const labels = [{ value: 1, label: { da: "Utryg", en: "Unsafe" } }];
const before = codebookOf(
  [scaleItem("dark", { valueLabels: labels }), scaleItem("day"), yesNoItem("burgled"), numberItem("hours")],
  [{ key: "safety", label: { da: "Tryghed", en: "Safety" }, theme: "safety", items: ["dark", "day"] }],
);

function surveyWith(change: Parameters<typeof scaleItem>[1]) {
  const [dark, ...others] = before.items;
  return { ...before, items: dark ? [{ ...dark, ...change }, ...others] : others };
}

describe("wording between waves", () => {
  test("the same survey has nothing to remark, not even where spaces differ", () => {
    expect(wordingFacts(before, before)).toEqual({});
    expect(wordingFacts(before, surveyWith({ label: { da: " Om  dark", en: "On dark " } }))).toEqual({});
  });

  test.each([
    ["label", { label: { da: "Om mørket", en: "On dark" } }],
    ["label", { label: { da: "Om dark", en: "On the dark" } }],
    ["scale", { scale: { min: 1, max: 5 } }],
    ["options", { valueLabels: [{ value: 1, label: { da: "Meget utryg", en: "Unsafe" } }] }],
    ["options", { valueLabels: [] }],
    ["options", { missing: { dk: "dont-know" as const } }],
    ["good-end", { goodEnd: [6, 7] }],
    ["direction", { good: "low" as const }],
  ])("names a changed %s, of the item and of the index it is in", (change, changed) => {
    const facts = wordingFacts(before, surveyWith(changed));
    expect(Object.keys(facts)).toEqual(["dark", "safety"]);
    expect(facts.dark).toMatchObject({ concern: "large", itemKey: "dark", changes: [change] });
    expect(facts.safety).toMatchObject({ concern: "large", changes: ["items"] });
  });

  test("names what only one of the waves asked", () => {
    const without = { ...before, items: before.items.slice(1) };
    expect(wordingFacts(before, without).dark).toMatchObject({ changes: ["not-asked-after"], toLabel: null });
    expect(wordingFacts(without, before).dark).toMatchObject({ changes: ["not-asked-before"], fromLabel: null });
  });

  test("a unit and a kind are part of it", () => {
    const [dark, day, burgled, hours] = before.items;
    if (!dark || !day || !burgled || !hours) throw new Error("four items");
    const inDays = { ...before, items: [dark, day, burgled, { ...hours, unit: { da: "dage", en: "days" } }] };
    expect(wordingFacts(before, inDays).hours?.changes).toEqual(["unit"]);
    const asYesNo = { ...before, items: [dark, yesNoItem("day"), burgled, hours] };
    expect(wordingFacts(before, asYesNo).day?.changes).toContain("kind");
  });

  test("an index made of other items is another index", () => {
    const longer = { ...before, indexes: before.indexes.map((index) => ({ ...index, items: ["dark"] })) };
    expect(wordingFacts(before, longer)).toMatchObject({ safety: { changes: ["made-of"] } });
  });

  test("a question that was moved is named and is a small thing; those it passed are not", () => {
    const questions = ["day", "burgled", "hours", "dark"];
    const facts = wordingFacts(before, { ...before, questions });
    expect(facts.dark).toMatchObject({ concern: "small", changes: ["order"] });
    expect(Object.keys(facts)).toEqual(["dark", "safety"]);
  });
});

describe("the order of questions", () => {
  test("new and gone questions move nothing", () => {
    expect(movedQuestions(["a", "b", "c"], ["x", "a", "c", "y"])).toEqual(new Set());
    expect(movedQuestions([], ["a"])).toEqual(new Set());
  });

  test("the fewest that explain the new order count as moved", () => {
    expect(movedQuestions(["a", "b", "c", "d"], ["d", "a", "b", "c"])).toEqual(new Set(["d"]));
    expect(movedQuestions(["a", "b", "c", "d"], ["d", "c", "b", "a"]).size).toBe(3);
  });
});
