import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weightedLogOdds } from "#surveys/impact/statistics/weighted-log-odds.ts";
import reference from "#tests/reference/weighted-log-odds.json" with { type: "json" };
import { expectAgreement } from "./closeness.ts";

describe("weighted log-odds of words", () => {
  test("are the exact posterior's mean and variance, as nearly as counts of this size allow", () => {
    for (const { from, to, priorWords, mean, variance } of reference.cases) {
      for (const [index, found] of weightedLogOdds(wordsOf(from, to), priorWords).entries()) {
        const smallest = Math.min(from[index] ?? 0, to[index] ?? 0) + (priorWords * (from[index] ?? 0)) / 2000;
        expect(Math.abs(found.logOdds - (mean[index] ?? Number.NaN))).toBeLessThan(1 / smallest);
        expect(found.se ** 2 / (variance[index] ?? Number.NaN)).toBeGreaterThan(1 - 1 / smallest);
        expect(found.se ** 2 / (variance[index] ?? Number.NaN)).toBeLessThan(1 + 1 / smallest);
      }
    }
  });

  test("are what drawing from the posterior gives, within the drawing's error", () => {
    for (const { from, to, priorWords, drawnMean, drawnSd } of reference.cases) {
      for (const [index, { logOdds, se }] of weightedLogOdds(wordsOf(from, to), priorWords).entries()) {
        const sd = drawnSd[index] ?? Number.NaN;
        expect(Math.abs(logOdds - (drawnMean[index] ?? Number.NaN)) / sd).toBeLessThan(0.12);
        expect(Math.abs(se / sd - 1)).toBeLessThan(0.05);
      }
    }
  });

  test("have R's chance of the opposite as their p, for common words and for new ones", () => {
    for (const { from, to, priorWords, p } of [...reference.cases, ...reference.rare]) {
      for (const [index, found] of weightedLogOdds(wordsOf(from, to), priorWords).entries()) {
        expectAgreement(found.p ?? Number.NaN, p[index] ?? Number.NaN, 6);
      }
    }
  });

  test("turn their sign when the texts are exchanged, and are nought where nothing differs", () => {
    const counts = fc.array(fc.record({ from: fc.integer({ min: 1, max: 400 }), to: fc.nat(400) }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(counts, fc.double({ min: 0.1, max: 500, noNaN: true }), (words, prior) => {
        const there = weightedLogOdds(words, prior);
        const back = weightedLogOdds(
          words.map(({ from, to }) => ({ from: to, to: from })),
          prior,
        );
        for (const [index, { logOdds, se, z, p }] of there.entries()) {
          expect(logOdds).toBeCloseTo(-(back[index]?.logOdds ?? Number.NaN), 9);
          expect([logOdds, se, z, p ?? Number.NaN].every(Number.isFinite)).toBe(true);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
        for (const { logOdds } of weightedLogOdds(
          words.map(({ from }) => ({ from, to: from })),
          prior,
        ))
          expect(logOdds).toBeCloseTo(0, 12);
      }),
    );
  });

  test("are nearer to nought the more the prior weighs", () => {
    const words = wordsOf([50, 3, 40], [45, 20, 41]);
    const [light, heavy] = [weightedLogOdds(words, 1)[1], weightedLogOdds(words, 1000)[1]];
    expect(light?.logOdds).toBeGreaterThan(1);
    expect(heavy?.logOdds).toBeLessThan(light?.logOdds ?? 0);
    expect(heavy?.logOdds).toBeGreaterThan(0);
  });

  test("refuse what cannot be", () => {
    expect(weightedLogOdds([], 10)).toEqual([]);
    expect(() => weightedLogOdds(wordsOf([1, 0], [1, 0]), 10)).toThrow(RangeError);
    expect(() => weightedLogOdds(wordsOf([1.5, 2], [1, 1]), 10)).toThrow(RangeError);
    expect(() => weightedLogOdds(wordsOf([1, 2], [-1, 1]), 10)).toThrow(RangeError);
    expect(() => weightedLogOdds(wordsOf([1, 2], [1, 1]), 0)).toThrow(RangeError);
    expect(() => weightedLogOdds(wordsOf([4], [4]), 10)).toThrow(RangeError);
  });
});

function wordsOf(from: number[], to: number[]) {
  return from.map((count, index) => ({ from: count, to: to[index] ?? 0 }));
}
