import { expect, test } from "vitest";
import { ordinalSentence } from "#surveys/reporting/effect-words.ts";
import { change, danish, english } from "./sample.ts";

test("the ordinal effect in words anyone understands", () => {
  expect(ordinalSentence(change, english)).toBe(
    "Of 100 random pairs of a new answer and an answer from the first wave, the new one is the better in 58. Equal answers count half; 50 means no difference. 95% confidence interval: 53 to 64.",
  );
  expect(ordinalSentence(change, danish)).toContain("det bedste i 58 af dem");
});

test("without an interval it says why, and of nothing it says nothing", () => {
  const apart = { ...change, ordinal: { better: 1, low: null, high: null, p: null } };
  expect(ordinalSentence(apart, english)).toContain("better in 100");
  expect(ordinalSentence(apart, english)).toContain("do not overlap");
  expect(ordinalSentence({ ...change, ordinal: null }, english)).toBeNull();
  expect(ordinalSentence(null, english)).toBeNull();
});
