import { describe, expect, test } from "vitest";
import { type Answers, readAnswers } from "#surveys/impact/answers.ts";
import { compareWaves } from "#surveys/impact/comparison.ts";
import { pointOf } from "#surveys/impact/point.ts";
import { wavesOf } from "#tests/reference/comparisons/points-and-changes.ts";
import reference from "#tests/reference/impact-points.json" with { type: "json" };

test("pairs that agree make the interval of a share narrower than Newcombe's for independent waves", () => {
  const figure = compareWaves(wavesOf("share", false));
  expect(figure.low).toBeGreaterThan(reference.share.unpaired.low);
  expect(figure.high).toBeLessThan(reference.share.unpaired.high);
});

describe("what cannot be calculated is said, not thrown", () => {
  const alike = (value: number, count: number): Answers =>
    readAnswers([{ value, count, weight: count, weightSquared: count }], (code) => code, false);

  test("everybody answered alike: a mean has no interval, a share still has", () => {
    const mean = compareWaves({ reading: "mean", from: alike(50, 60), to: alike(50, 60), pairs: [] });
    expect(mean).toMatchObject({ estimate: 0, low: null, high: null, p: null, refused: "no-variation" });
    const share = compareWaves({ reading: "share", from: alike(100, 60), to: alike(100, 60), pairs: [] });
    expect(share).toMatchObject({ estimate: 0, se: null, df: null, p: null, refused: null });
    expect(share.low).toBeLessThan(0);
    expect(share.high).toBeGreaterThan(0);
    expect(pointOf(alike(50, 60), "mean")).toMatchObject({ estimate: 50, low: null, high: null });
    expect(pointOf(alike(0, 60), "share")).toMatchObject({ estimate: 0, low: 0 });
  });

  test("nobody, or people who count for nothing", () => {
    const nobody = readAnswers([], (code) => code, false);
    expect(compareWaves({ reading: "mean", from: nobody, to: alike(1, 9), pairs: [] }).refused).toBe("too-few");
    expect(compareWaves({ reading: "share", from: nobody, to: alike(0, 9), pairs: [] }).refused).toBe("too-few");
    const weightless = readAnswers([{ value: 1, count: 9, weight: 0, weightSquared: 0 }], (code) => code, true);
    expect(compareWaves({ reading: "mean", from: weightless, to: alike(1, 9), pairs: [] }).refused).toBe("too-few");
    expect(pointOf(weightless, "mean")).toMatchObject({ n: 9, estimate: null, low: null });
  });
});
