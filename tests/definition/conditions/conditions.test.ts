import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Condition, comparisons } from "#surveys/definition/conditions/condition.ts";
import { conditionText } from "#surveys/definition/conditions/condition-text.ts";
import { readCondition } from "#surveys/definition/conditions/read-condition.ts";
import { placesSpeakingOf } from "#surveys/definition/conditions/speaks-of.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { visitElements } from "#surveys/definition/survey-json.ts";

const value = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.constantFrom("x", "drunk-or-drugs", "it's", 'say "no"', "a\\b", "Ærlig", "a, b"),
  fc.boolean(),
);
const line = fc
  .record({
    answer: fc.constantFrom("a", "safety-day", "m.row-1", "æ_1", "wave_position"),
    comparison: fc.constantFrom(...comparisons),
    values: fc.array(value, { minLength: 1, maxLength: 3 }),
  })
  .map(({ answer, comparison, values }) => {
    if (comparison === "answered" || comparison === "unanswered") return { answer, comparison, values: [] };
    const several = comparison === "one-of" || comparison === "none-of";
    return { answer, comparison, values: several ? values : values.slice(0, 1) };
  });

describe("a condition", () => {
  it("comes back from its text as it was chosen", () => {
    const condition = fc.record({
      join: fc.constantFrom("all" as const, "any" as const),
      lines: fc.array(line, { minLength: 2, maxLength: 4 }),
    });
    fc.assert(
      fc.property(condition, (chosen: Condition) => {
        expect(readCondition(conditionText(chosen))).toEqual(chosen);
      }),
    );
  });

  it("is left to hand where it says more than lines can", () => {
    const byHand = [
      "{a} = 1 and ({b} = 2 or {c} = 3)",
      "age({b}) > 18",
      "{a} + {b} > 3",
      "!({a} = 1)",
      "{a} contains 'x'",
      "1 = {a}",
      "{a} = {b}",
      "{a}",
    ];
    for (const text of byHand) expect([text, readCondition(text)]).toEqual([text, null]);
  });

  it("reads those of the library", () => {
    const texts: string[] = [];
    for (const { definition } of librarySurveys) {
      visitElements(definition, ({ visibleIf }) => {
        if (typeof visibleIf === "string") texts.push(visibleIf);
      });
    }
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect([text, readCondition(text)]).not.toEqual([text, null]);
  });
});

describe("placesSpeakingOf", () => {
  it("finds conditions, texts and rows, and no other name that begins alike", () => {
    const definition = {
      pages: [
        {
          name: "p",
          elements: [
            { type: "text", name: "a", title: { da: "Du skrev {ab}", en: "x" } },
            { type: "text", name: "b", visibleIf: "{ab.row} = 1" },
            { type: "text", name: "c", visibleIf: "{abc} = 1" },
            { type: "text", name: "d", validators: [{ type: "expression", expression: "{ab-Comment} notempty" }] },
          ],
        },
      ],
    };
    expect(placesSpeakingOf(definition, "ab").map(({ name }) => name)).toEqual(["a", "b", "d"]);
  });
});
