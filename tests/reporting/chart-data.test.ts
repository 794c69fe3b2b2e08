import { describe, expect, test } from "vitest";
import { withheldPoint } from "#surveys/impact/disclosure.ts";
import type { PointResult } from "#surveys/impact/results.ts";
import { chartData } from "#surveys/reporting/chart-data.ts";
import { danish, goal, indicator, indicatorWith, results, resultsWith } from "./sample.ts";

const everyone = { indicator: indicator.key, segment: "" };

describe("chart", () => {
  test("has the waves, the figures, the sentence and the same in a table", () => {
    const chart = chartData(results, everyone, danish);
    expect(chart).toMatchObject({
      ...{ title: "Tryghed efter mørkets frembrud", labels: ["Før", "Efter"], values: [52.08, 58.38] },
      ...{ low: [49.5, 55.6], high: [54.7, 61.2], axis: { min: 0, max: 100 }, segmentWords: "Alle" },
      reading: "Gennemsnit på en skala fra 0 til 100, hvor 100 er bedst",
    });
    expect(chart?.sentence).toContain("steg fra 52,1 til 58,4");
    expect(chart?.table).toEqual({
      head: ["Måling", "Tal", "Laveste (95\u00a0%)", "Højeste (95\u00a0%)", "Svar"],
      rows: [
        ["Før", "52,1", "49,5", "54,7", "212"],
        ["Efter", "58,4", "55,6", "61,2", "198"],
      ],
    });
  });

  test("draws a goal of a change from the baseline, a goal of a level where it is, and no other indicator's goals", () => {
    const goals = [
      goal,
      { ...goal, id: "fall", direction: "fall" as const },
      { ...goal, id: "level", target: { kind: "level" as const, value: 65 } },
      { ...goal, id: "nord", segment: "area=Nord" },
      { ...goal, id: "other", indicator: "resident/day/mean" },
    ];
    const lines = chartData(resultsWith({ goals }), everyone, danish)?.goalLines.map(({ goal, value }) => [
      goal,
      value,
    ]);
    expect(lines).toEqual([
      ["g1", 55.08],
      ["fall", 49.08],
      ["level", 65],
    ]);
  });

  test("a withheld wave is empty in chart and table, and draws no goal line from nothing", () => {
    const [before, after] = indicator.points;
    const withheld = withheldPoint(indicator.points[0] as PointResult);
    const points = [withheld, after ?? withheld];
    const chart = chartData(resultsWith({ indicators: [indicatorWith({ points })], changes: [] }), everyone, danish);
    expect(before?.n).toBe(212);
    expect(chart?.values).toEqual([null, 58.38]);
    expect(chart?.goalLines).toEqual([]);
    expect(chart?.table.rows[0]).toEqual(["Før", "for få svar", "–", "–", "–"]);
  });

  test("an unknown indicator or segment has none", () => {
    expect(chartData(results, { ...everyone, segment: "area=Nord" }, danish)).toBeNull();
  });
});
