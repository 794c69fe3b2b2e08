import { describe, expect, test } from "vitest";
import type { DifferenceResult } from "#surveys/impact/results.ts";
import { comparisonNote, differenceSentence } from "#surveys/reporting/difference-words.ts";
import { sydby } from "#tests/impact/compared.ts";
import { change, danish, english, indicator, resultsWith } from "./sample.ts";

const difference: DifferenceResult = {
  ...{ own: change, comparison: { ...change, segment: "area=Sydby", estimate: 2.2 } },
  ...{ estimate: 4.1, se: 1.5, df: 120, p: 0.01, low: 1.1, high: 7.1, refused: null },
};
const results = resultsWith({ comparison: sydby() });
const said = (more: Partial<DifferenceResult>, reader = english) =>
  differenceSentence(results, { segment: "", difference: { ...difference, ...more } }, indicator, reader);

describe("a change beside that of the comparison group", () => {
  test("says how much higher or lower, and what that does not show", () => {
    expect(said({})).toBe(
      "The change was 4.1 points higher than in the comparison group (Sydby): +6.3 against +2.2 (95% confidence interval of the difference +1.1 to +7.1). The comparison allows for what happened in both places at the same time. It does not show what the reason was: something else may have happened in one of them.",
    );
    expect(said({}, danish)).toContain("lå 4,1 point højere end i sammenligningsgruppen (Sydby): +6,3 mod +2,2");
    expect(said({ estimate: -4.1, low: -7.1, high: -1.1 })).toContain("4.1 points lower");
    expect(said({ low: -1, high: 9.2 })).toContain("may be chance");
  });

  test("says why there is none", () => {
    const nothing = { ...change, estimate: null };
    expect(said({ own: nothing, comparison: nothing, estimate: null, refused: "hidden" })).toContain("too few answers");
    expect(said({ estimate: null, low: null, high: null, refused: "no-variation" })).toContain("no ground");
    expect(differenceSentence(results, { segment: "age=18-39", difference: null }, indicator, english)).toContain(
      "Cannot be compared",
    );
    expect(differenceSentence(results, { segment: "area=Sydby", difference: null }, indicator, english)).toContain(
      "itself",
    );
    expect(differenceSentence(resultsWith({}), { segment: "", difference: null }, indicator, english)).toBe("");
  });

  test("whoever named it too late stands there for ever", () => {
    expect(comparisonNote(results, danish)).toContain("forseglet, før den første måling blev sendt");
    const late = sydby({
      standing: "later",
      beforeBaseline: false,
      namedAt: "2026-06-01T08:00:00.000Z",
      namedBefore: 2,
    });
    expect(comparisonNote(resultsWith({ comparison: late }), danish)).toContain(
      "blev valgt 1. juni 2026, ikke forseglet",
    );
    expect(comparisonNote(resultsWith({ comparison: late }), english)).toContain("Before it, 2 other groups");
    expect(comparisonNote(resultsWith({ comparison: sydby({ beforeBaseline: false }) }), english)).toContain(
      "elsewhere",
    );
    expect(comparisonNote(resultsWith({}), english)).toBeNull();
  });
});
