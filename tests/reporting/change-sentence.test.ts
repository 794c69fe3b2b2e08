import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeSentence, readingWords, segmentWords, trendSentence } from "#surveys/reporting/change-sentence.ts";
import { formatLevel, formatNumber, formatP } from "#surveys/reporting/number-format.ts";
import { change, danish, english, indicator, indicatorWith, results, resultsWith } from "./sample.ts";

describe("numbers", () => {
  test("are written as the reader writes them", () => {
    expect(formatNumber(58.38, "da")).toBe("58,4");
    expect(formatNumber(58.38, "en")).toBe("58.4");
    expect(formatNumber(-1.24, "da")).toBe("−1,2");
    expect(formatNumber(-0.04, "da")).toBe("0,0");
    expect(formatNumber(12345, "da", 0)).toBe("12.345");
    expect(formatP(0.001, "da")).toBe("≤ 0,001");
    expect(formatLevel(58.38, { unit: "percent", unitLabel: null }, danish)).toBe("58,4\u00a0%");
    expect(formatLevel(3.5, { unit: "own", unitLabel: { da: "timer", en: "hours" } }, english)).toBe("3.5 hours");
  });
});

describe("the sentence of a chart", () => {
  test("a rise", () => {
    expect(trendSentence(results, indicator, danish)).toBe(
      "Tryghed efter mørkets frembrud (100 er bedst) steg fra 52,1 til 58,4 (ændring 6,3; 95\u00a0%-sikkerhedsinterval 3,1 til 9,5), 212 og 198 svar, 150 af dem samme personer.",
    );
    expect(trendSentence(results, indicator, english)).toBe(
      "Safety after dark (100 is best) rose from 52.1 to 58.4 (change 6.3; 95% confidence interval 3.1 to 9.5), 212 and 198 answers, 150 of them the same people.",
    );
  });

  test("a fall in a segment, pairs withheld", () => {
    const north = indicatorWith({ segment: "area=Nord" });
    const fall = { ...change, segment: "area=Nord", estimate: -6.3, low: -9.5, high: -3.1, pairs: null };
    expect(trendSentence(resultsWith({ changes: [fall] }), north, danish)).toBe(
      "Nord – Tryghed efter mørkets frembrud (100 er bedst) faldt fra 52,1 til 58,4 (ændring −6,3; 95\u00a0%-sikkerhedsinterval −9,5 til −3,1), 212 og 198 svar.",
    );
  });

  test("a change that may be chance is not called a rise", () => {
    const sentence = changeSentence(indicator, { ...change, estimate: 0.9, low: -1.2, high: 3 }, danish);
    expect(sentence).toContain("var 52,1 og siden 58,4. Forskellen kan være tilfældig");
    expect(sentence).not.toContain("steg");
  });

  test("where more of the answer is worse, the sentence says which end is best", () => {
    const worry = indicatorWith({ label: { da: "Hvor bekymret er du?", en: "How worried are you?" } });
    expect(changeSentence(worry, change, danish)).toMatch(/^Hvor bekymret er du\? Gennemsnittet \(100 er bedst\) steg/);
    const unjudged = { ...worry, better: null };
    expect(changeSentence(unjudged, change, english)).toMatch(/^How worried are you\? The average rose/);
    const hours = { ...worry, unit: "own" as const, unitLabel: { da: "timer", en: "hours" } };
    expect(changeSentence(hours, change, danish)).toMatch(/Gennemsnittet steg fra 52,1 timer til 58,4 timer/);
  });

  test("a share says what it counts, in percentage points", () => {
    const share = indicatorWith({
      ...{
        reading: "share",
        unit: "percent",
        label: { da: "Hvor tryg er du, når det er mørkt?", en: "How safe are you?" },
      },
      counted: [5, 6, 7].map((value) => ({ value, label: null })),
    });
    expect(changeSentence(share, change, danish)).toBe(
      "Hvor tryg er du, når det er mørkt? Andelen, der svarede 5–7, steg fra 52,1\u00a0% til 58,4\u00a0% (ændring 6,3 procentpoint; 95\u00a0%-sikkerhedsinterval 3,1 til 9,5), 212 og 198 svar, 150 af dem samme personer.",
    );
    expect(readingWords(share, danish)).toBe("Procent, der svarede 5–7");
    const burgled = indicatorWith({
      ...{ reading: "share", unit: "percent", kind: "yes-no" },
      counted: [{ value: 0, label: null }],
    });
    expect(readingWords(burgled, danish)).toBe("Procent, der svarede nej");
    const words = [4, 5].map((value) => ({ value, label: { da: value === 4 ? "Enig" : "Helt enig", en: "Agree" } }));
    expect(readingWords({ ...burgled, counted: words }, danish)).toBe("Procent, der svarede ”Enig” eller ”Helt enig”");
  });

  test("one wave, no figures, no wave", () => {
    const alone = resultsWith({ changes: [] });
    expect(trendSentence(alone, indicatorWith({ points: indicator.points.slice(0, 1) }), danish)).toBe(
      "Tryghed efter mørkets frembrud (100 er bedst) var 52,1 (95\u00a0%-sikkerhedsinterval 49,5 til 54,7), 212 svar. Der er endnu ikke to målinger at sammenligne.",
    );
    const nothing = { n: null, estimate: null, low: null, high: null };
    const withheld = indicatorWith({ points: indicator.points.map((point) => ({ ...point, ...nothing })) });
    expect(trendSentence(alone, withheld, danish)).toContain("Ingen tal handler om færre end 5 personer.");
    expect(trendSentence(alone, indicatorWith({ points: [] }), danish)).toContain(
      "Der er endnu ingen afsluttet måling.",
    );
  });

  test("a withheld change says why", () => {
    const nothing = { estimate: null, low: null, high: null, n0: null, n1: null, pairs: null };
    expect(changeSentence(indicator, { ...change, ...nothing, refused: "hidden" }, danish)).toBe(
      "Tryghed efter mørkets frembrud: For få svar til at vise tal.",
    );
  });

  test("says rose, fell or neither exactly as the interval does, never why, and leaves no value unfilled", () => {
    const tenth = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 10);
    fc.assert(
      fc.property(tenth(-300, 300), tenth(1, 200), tenth(1, 200), (estimate, below, above) => {
        const found = { ...change, estimate, low: estimate - below, high: estimate + above };
        for (const [reader, rose, fell] of [
          [danish, " steg ", " faldt "],
          [english, " rose ", " fell "],
        ] as const) {
          const sentence = changeSentence(indicator, found, reader);
          expect(sentence.includes(rose)).toBe(found.low > 0);
          expect(sentence.includes(fell)).toBe(found.high < 0);
          expect(sentence).not.toMatch(/caus|forårsag|skyld|på grund af|because|{{|results:/);
        }
      }),
    );
  });

  test("segments in words", () => {
    expect(segmentWords("", danish)).toBe("Alle");
    expect(segmentWords("area=Nord", danish)).toBe("Nord");
  });
});
