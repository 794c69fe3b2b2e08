import { describe, expect, test } from "vitest";
import type { Verdict } from "#surveys/impact/results.ts";
import { rippleSentence } from "#surveys/reporting/ripple-words.ts";
import { goalSentence, targetWords, verdictWords } from "#surveys/reporting/verdict-words.ts";
import { change, danish, english, goal, indicator, results } from "./sample.ts";

const verdicts: Verdict[] = [
  "too-few",
  "reached",
  "probably-reached",
  "on-the-way",
  "worse",
  "unchanged",
  "cannot-tell",
];

describe("a goal in words", () => {
  test("verdict, figures and target", () => {
    expect(goalSentence(results, goal, danish)).toBe(
      "Målet er nået: hele sikkerhedsintervallet ligger på den rigtige side af målet. Gennemsnittet (100 er bedst) gik fra 52,1 til 58,4 (ændring 6,3; 95\u00a0%-sikkerhedsinterval 3,1 til 9,5). Målet var en stigning på mindst 3,0 point.",
    );
  });

  test("a level names the level's own interval", () => {
    const level = { ...goal, target: { kind: "level" as const, value: 55 } };
    expect(goalSentence(results, level, english)).toBe(
      "The goal is reached: the whole confidence interval lies on the right side of it. The average (100 is best) was 58.4 (95% confidence interval 55.6 to 61.2) against 52.1 in the first wave (change 6.3; 95% confidence interval 3.1 to 9.5). The goal was at least 55.0 points.",
    );
  });

  test("a share says which answers it counts: a rise of those who answered no may be the good news", () => {
    const share = { ...indicator, reading: "share" as const, unit: "percent" as const, kind: "yes-no" as const };
    const none = { ...share, counted: [{ value: 0, label: null }] };
    expect(goalSentence({ ...results, indicators: [none] }, goal, danish)).toContain(
      "Andelen, der svarede nej, gik fra 52,1\u00a0% til 58,4\u00a0% (ændring 6,3 procentpoint;",
    );
  });

  test("too few answers name no figure, only what was wanted", () => {
    const withheld = { ...goal, verdict: "too-few" as const, change: null, baseline: null, current: null };
    expect(goalSentence(results, withheld, danish)).toBe(
      "Der er for få svar til at bedømme målet. Målet er en stigning på mindst 3,0 point.",
    );
    expect(verdictWords({ ...withheld, wave: null }, danish)).toBe("Ikke målt endnu");
  });

  test("where all changed alike it does not blame too few answers", () => {
    const alike = { ...change, low: null, high: null, refused: "no-variation" as const };
    const sentence = goalSentence(results, { ...goal, verdict: "too-few", change: alike }, danish);
    expect(sentence).toContain("alle har ændret sig lige meget eller svaret ens");
    expect(sentence).not.toContain("for få");
  });

  test("figures are printed finely enough to stand where the verdict says", () => {
    const near = { ...change, estimate: 4.02, low: 0.04, high: 8, se: 2 };
    const onTheWay = {
      ...goal,
      verdict: "on-the-way" as const,
      change: near,
      target: { kind: "change" as const, value: 5 },
    };
    expect(goalSentence(results, onTheWay, english)).toContain("interval 0.04 to 8.00)");
    const close = { ...goal, verdict: "probably-reached" as const, change: { ...change, low: 2.98 } };
    expect(goalSentence(results, close, english)).toContain(
      "interval 2.98 to 9.50). The goal was a rise of at least 3.00",
    );
  });

  test("every verdict has words of its own in both languages, and none says why", () => {
    for (const reader of [danish, english]) {
      const sentences = verdicts.map((verdict) => goalSentence(results, { ...goal, verdict }, reader));
      const words = verdicts.map((verdict) => verdictWords({ ...goal, verdict }, reader));
      expect(new Set(sentences).size).toBe(verdicts.length);
      expect(new Set(words).size).toBe(verdicts.length);
      for (const text of [...sentences, ...words]) {
        expect(text).not.toMatch(/caus|forårsag|skyldes|på grund af|because|{{|results:|verdict\./);
      }
    }
  });

  test("a fall and a level in words", () => {
    expect(targetWords({ ...goal, direction: "fall" }, { ...indicator, unit: "percent" }, danish)).toBe(
      "et fald på mindst 3,0 procentpoint",
    );
    const level = { ...goal, direction: "fall" as const, target: { kind: "level" as const, value: 10 } };
    expect(targetWords(level, { ...indicator, unit: "percent" }, danish)).toBe("højst 10,0\u00a0%");
  });
});

describe("a ripple in words", () => {
  const ripple = results.ripples[0];
  test("says what changed, how it stands to the tide, and that it does not say why", () => {
    if (!ripple) throw new Error("no ripple");
    expect(rippleSentence(results, ripple, danish)).toBe(
      "Tryghed efter mørkets frembrud (100 er bedst) steg fra 52,1 til 58,4 (ændring 6,3; 95\u00a0%-sikkerhedsinterval 3,1 til 9,5), 212 og 198 svar, 150 af dem samme personer. Det skiller sig ud fra de andre svar, som under ét flyttede sig 0,20 standardafvigelser. Tallene siger, at noget har ændret sig, ikke hvorfor.",
    );
    expect(rippleSentence(results, { ...ripple, withTide: true }, english)).toContain("it may be the common movement");
    expect(rippleSentence(results, { ...ripple, tide: null }, english)).toContain("too few other questions");
  });
});
