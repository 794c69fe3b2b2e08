import { describe, expect, test } from "vitest";
import { type Answers, readAnswers, readPairs } from "#surveys/impact/answers.ts";
import { compareWaves } from "#surveys/impact/comparison.ts";
import { pointOf } from "#surveys/impact/point.ts";
import reference from "#tests/reference/impact-points.json" with { type: "json" };
import { type Answered, talliesOf } from "./hand-made.ts";
import { expectAgreement } from "./statistics/closeness.ts";

const score = (value: number) => ((value - 1) / 6) * 100;
const safe = (value: number) => (value >= 5 ? 100 : 0);

function talliesFrom(weighted: boolean) {
  return talliesOf(
    reference.answers.map(
      ({ person, wave, value, weight }): Answered => ({
        ...{ person, wave, values: { dark: value } },
        ...(weighted ? { weight } : {}),
      }),
    ),
  );
}

function waves(weighted: boolean, read: (value: number) => number) {
  const tallies = talliesFrom(weighted);
  const isWeighted = tallies.isWeighted("wave-0", "resident");
  const [from, to] = ["wave-0", "wave-1"].map((wave) =>
    readAnswers(tallies.valuesOf(wave, "resident", "", "dark"), read, isWeighted),
  ) as [Answers, Answers];
  return { from, to, pairs: readPairs(tallies.pairsOf("wave-0", "wave-1", "resident", "", "dark"), read, read) };
}

function expectFigures(actual: object, expected: Record<string, number>): void {
  for (const [name, value] of Object.entries(expected)) {
    if (name === "n0" || name === "n1" || name === "pairs") continue;
    expectAgreement(actual[name as keyof typeof actual] as number, value);
  }
}

describe("points agree with R", () => {
  test("mean: t.test", () => {
    const { from, to } = waves(false, score);
    expectFigures(pointOf(from, "mean"), reference.mean.before);
    expectFigures(pointOf(to, "mean"), reference.mean.after);
  });

  test("share: prop.test, Wilson's limits", () => {
    const { from, to } = waves(false, safe);
    expectFigures(pointOf(from, "share"), reference.share.before);
    expectFigures(pointOf(to, "share"), reference.share.after);
  });

  test("weighted mean: survey::svymean", () => {
    const { from, to } = waves(true, score);
    expect(from.weighted).toBe(true);
    expectFigures(pointOf(from, "mean"), reference.weightedMean.before);
    expectFigures(pointOf(to, "mean"), reference.weightedMean.after);
  });

  test("weighted share: survey::svymean, Wilson's limits at the effective size", () => {
    const { from, to } = waves(true, safe);
    expectFigures(pointOf(from, "share"), reference.weightedShare.before);
    expectFigures(pointOf(to, "share"), reference.weightedShare.after);
  });
});

describe("changes agree with R", () => {
  test("mean, some in both waves: T_new2", () => {
    const figure = compareWaves({ reading: "mean", ...waves(false, score) });
    expectFigures(figure, reference.mean.change);
    expect(figure).toMatchObject({ weighted: false, refused: null });
  });

  test("mean, pairs unknown: Welch's t.test", () => {
    expectFigures(compareWaves({ reading: "mean", ...waves(false, score), pairs: [] }), reference.mean.unpaired);
  });

  test("share: the same test on 0 and 100, but not its interval", () => {
    const figure = compareWaves({ reading: "share", ...waves(false, safe) });
    const { estimate, se, df, p } = reference.share.test;
    expectFigures(figure, { estimate, se, df, p });
    // Pairs that agree make the interval narrower than Newcombe's for independent waves.
    expect(figure.low).toBeGreaterThan(reference.share.unpaired.low);
    expect(figure.high).toBeLessThan(reference.share.unpaired.high);
  });

  test("share, pairs unknown: Newcombe's method 10", () => {
    expectFigures(compareWaves({ reading: "share", ...waves(false, safe), pairs: [] }), reference.share.unpaired);
  });

  test("weighted mean and share: survey::svyglm", () => {
    expectFigures(compareWaves({ reading: "mean", ...waves(true, score) }), reference.weightedMean.change);
    expectFigures(compareWaves({ reading: "share", ...waves(true, safe) }), reference.weightedShare.change);
  });
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
