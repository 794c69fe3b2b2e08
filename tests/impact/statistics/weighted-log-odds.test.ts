import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weightedLogOdds } from "#surveys/impact/statistics/weighted-log-odds.ts";
import { wordsOf } from "#tests/reference/comparisons/words.ts";

describe("weighted log-odds of words", () => {
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
