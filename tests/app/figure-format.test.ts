import { describe, expect, it } from "vitest";
import {
  formatAmount,
  formatChange,
  formatChangeInterval,
  formatDay,
  formatDeviations,
  formatFigure,
  formatInstant,
  formatNumber,
  formatProbability,
  formatShare,
} from "#app/texts/figure-format.ts";
import { segmentWords } from "#app/texts/segment-words.ts";
import { sayIn } from "#app/texts/texts.ts";
import { themeWords } from "#app/texts/theme-words.ts";

const danish = sayIn("da");
const english = sayIn("en");
const percent = { unit: "percent", unitLabel: null } as const;
const points = { unit: "points", unitLabel: null } as const;
const hours = { unit: "own", unitLabel: { da: "timer", en: "hours" } } as const;

describe("figures on a page", () => {
  it("carry their unit", () => {
    expect(formatFigure(61.26, percent, "da", danish)).toBe("61,3\u00a0%");
    expect(formatFigure(61.26, points, "en", english)).toBe("61.3 points");
    expect(formatFigure(3.5, hours, "da", danish)).toBe("3,5 timer");
    expect(formatFigure(3.5, { unit: "own", unitLabel: null }, "da", danish)).toBe("3,5");
    expect(formatAmount(5, percent, "da", danish)).toBe("5,0 procentpoint");
  });

  it("show which way a change goes, and no sign where it is nought as shown", () => {
    expect(formatChange(3.21, percent, "da", danish)).toBe("+3,2 procentpoint");
    expect(formatChange(-1.5, hours, "en", english)).toBe("−1.5 hours");
    expect(formatChange(0.04, points, "da", danish)).toBe("0,0 point");
    expect(formatChange(-0.04, points, "da", danish)).toBe("0,0 point");
    expect(formatChangeInterval(-0.4, 6, "da", danish)).toBe("−0,4 til +6,0");
    expect(formatDeviations(0.034, "da")).toBe("+0,03");
  });

  it("call no goal quite certain and none quite impossible", () => {
    expect(formatProbability(0.9999, "en")).toBe("> 99%");
    expect(formatProbability(0.0001, "en")).toBe("< 1%");
    expect(formatProbability(0.5, "en")).toBe("50%");
    expect(formatShare(1, "en")).toBe("100%");
  });

  it("keep a set number as it was set", () => {
    expect(formatNumber(65, "da")).toBe("65");
    expect(formatNumber(65.5, "da")).toBe("65,5");
  });

  it("tell days and instants as they are in Denmark", () => {
    expect(formatDay("2027-05-03", "da")).toBe("3. maj 2027");
    expect(formatDay("2027-05-03", "en")).toBe("3 May 2027");
    expect(formatInstant("2026-06-30T22:30:00.000Z", "en")).toContain("1 Jul 2026");
  });
});

describe("words of groups and themes", () => {
  it("know the usual headings in both languages", () => {
    expect(segmentWords("", danish)).toBe("Alle");
    expect(segmentWords("område=Nord", english)).toBe("Area: Nord");
    expect(segmentWords("gender=kvinde", danish)).toBe("Køn: kvinde");
  });

  it("leave what they do not know as it was written", () => {
    expect(segmentWords("kajplads=a=b", danish)).toBe("kajplads: a=b");
    expect(themeWords("safety", danish)).toBe("Tryghed");
    expect(themeWords("sejlads", english)).toBe("sejlads");
  });
});
