import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { type Change, changeBetween } from "#surveys/impact/statistics/partially-overlapping-change.ts";
import { changeOf } from "#tests/reference/comparisons/partially-overlapping-change.ts";
import reference from "#tests/reference/statistics-change.json" with { type: "json" };
import { expectAgreement } from "./closeness.ts";
import type { Answers } from "./tally.ts";

describe("change between two waves", () => {
  test("the published example has the published p", () => {
    const published = reference.change.find((known) => known.name.startsWith("published"));
    const change = changeOf(published as Answers) as Change;
    expect(change.p.toFixed(3)).toBe("0.026");
    expect(change).toMatchObject({ estimate: 2, pairsUsed: 8, overlap: "used" });
  });

  test("says so when the overlap could not be used", () => {
    const wave = { n: 10, mean: 4, variance: 2 };
    const said = (pairs: { n: number; correlation: number | null }) => changeBetween({ from: wave, to: wave, pairs });
    expect(said({ n: 0, correlation: null })).toMatchObject({ overlap: "no-pairs", pairsUsed: 0, correlationUsed: 0 });
    expect(said({ n: 2, correlation: 1 })).toMatchObject({
      overlap: "too-few-pairs",
      pairsUsed: 0,
      correlationUsed: 0,
    });
    expect(said({ n: 5, correlation: null })).toMatchObject({ overlap: "no-variation-in-pairs", correlationUsed: 0 });
    expect(said({ n: 5, correlation: 0.5 })).toMatchObject({ overlap: "used", pairsUsed: 5, correlationUsed: 0.5 });
  });

  test("refuses plainly where no interval exists", () => {
    const none = { n: 0, correlation: null };
    const wave = { n: 10, mean: 4, variance: 2 };
    const flat = { n: 10, mean: 5, variance: 0 };
    expect(changeBetween({ from: wave, to: momentsOf([]), pairs: none })).toEqual({ refused: "too-few" });
    expect(changeBetween({ from: momentsOf([{ value: 1, count: 1 }]), to: wave, pairs: none })).toEqual({
      refused: "too-few",
    });
    expect(changeBetween({ from: { ...flat, mean: 3 }, to: flat, pairs: none })).toEqual({
      refused: "no-variation",
      estimate: 2,
    });
    expect(changeOf({ from: [0.1, 0.2, 0.7, 0.4], to: [0.4, 0.5, 1, 0.7] })).toMatchObject({ refused: "no-variation" });
  });

  test("one wave all alike still gives an interval", () => {
    expect(changeOf({ from: [5, 5, 5, null, null], to: [null, null, null, 4, 6] })).toMatchObject({
      estimate: 0,
      df: 1,
    });
  });

  test("throws on what cannot be", () => {
    const wave = { n: 10, mean: 4, variance: 2 };
    for (const known of [
      { from: { ...wave, mean: Number.NaN }, to: wave, pairs: { n: 0, correlation: null } },
      { from: { ...wave, variance: -1 }, to: wave, pairs: { n: 0, correlation: null } },
      { from: { ...wave, n: -3 }, to: wave, pairs: { n: 0, correlation: null } },
      { from: wave, to: wave, pairs: { n: 11, correlation: 0.5 } },
      { from: wave, to: wave, pairs: { n: 5, correlation: 1.5 } },
      { from: wave, to: wave, pairs: { n: 5, correlation: 0.5 }, confidence: 1 },
    ]) {
      expect(() => changeBetween(known)).toThrow(RangeError);
    }
  });
});

describe("whatever people answer", () => {
  const answer = fc.option(fc.integer({ min: 1, max: 7 }), { nil: null, freq: 3 });
  const answers = fc
    .array(fc.tuple(answer, answer), { minLength: 0, maxLength: 40 })
    .map((people): Answers => ({ from: people.map((p) => p[0]), to: people.map((p) => p[1]) }));
  const turned = (wave: Answers["from"], turn: (value: number) => number) =>
    wave.map((value) => (value === null ? null : turn(value)));
  const expectSame = (one: ReturnType<typeof changeOf>, other: ReturnType<typeof changeOf>, sign: 1 | -1) => {
    if ("refused" in one || "refused" in other) {
      expect("refused" in one && one.refused).toBe("refused" in other && other.refused);
      return;
    }
    for (const name of ["se", "df", "p"] as const) expectAgreement(one[name], other[name]);
    expectAgreement(one.estimate, sign * other.estimate);
    expectAgreement(one.low, sign === 1 ? other.low : -other.high);
  };

  test("no number is ever NaN, and the interval holds the estimate", () => {
    fc.assert(
      fc.property(answers, (people) => {
        const change = changeOf(people);
        for (const value of Object.values(change)) expect(value).not.toBeNaN();
        if ("refused" in change) return;
        expect(change.low).toBeLessThan(change.estimate);
        expect(change.high).toBeGreaterThan(change.estimate);
        expect(change.df).toBeGreaterThanOrEqual(0.5);
        expect(change.low > 0 || change.high < 0).toBe(change.p < 0.05);
      }),
      { numRuns: 300 },
    );
  });

  test("turning the scale round turns the change round", () => {
    fc.assert(
      fc.property(answers, ({ from, to }) => {
        expectSame(changeOf({ from, to }), changeOf({ from: turned(from, (v) => -v), to: turned(to, (v) => -v) }), -1);
      }),
    );
  });

  test("swapping the waves turns the change round", () => {
    fc.assert(
      fc.property(answers, ({ from, to }) => expectSame(changeOf({ from, to }), changeOf({ from: to, to: from }), -1)),
    );
  });

  test("adding the same to every answer changes nothing", () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: -1000, max: 1000 }), ({ from, to }, c) => {
        const moved = { from: turned(from, (v) => v + c / 8), to: turned(to, (v) => v + c / 8) };
        expectSame(changeOf({ from, to }), changeOf(moved), 1);
      }),
    );
  });
});
