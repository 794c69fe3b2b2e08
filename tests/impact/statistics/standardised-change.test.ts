import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { changeBetween } from "#surveys/impact/statistics/partially-overlapping-change.ts";
import { smallSampleCorrection, standardisedChangeBetween } from "#surveys/impact/statistics/standardised-change.ts";
import reference from "#tests/reference/standardised-change.json" with { type: "json" };
import { expectAgreement } from "./closeness.ts";
import { tallyOf } from "./tally.ts";

const none = { n: 0, correlation: null };

describe("the standardised change against outside references", () => {
  test.each(reference.unpaired)("nobody twice: R effectsize, g = $g", (sample) => {
    const [from, to] = [momentsOf(tallyOf(sample.from)), momentsOf(tallyOf(sample.to))];
    const change = changeBetween({ from, to, pairs: none });
    if ("refused" in change) throw new Error(change.refused);
    const effect = standardisedChangeBetween({ from, to, pairs: none, df: change.df });
    expectAgreement(effect?.estimate ?? 0, sample.g);
    expectAgreement(((effect?.low ?? 0) + (effect?.high ?? 0)) / 2, sample.d);
  });

  test("nobody twice: Bonett's interval, his own example", () => {
    const { m1, m2, sd1, sd2, n1, n2, ...expected } = reference.independentExample;
    const [from, to] = [
      { n: n2, mean: m2, variance: sd2 ** 2 },
      { n: n1, mean: m1, variance: sd1 ** 2 },
    ];
    const effect = standardisedChangeBetween({ from, to, pairs: none, df: 58 });
    for (const name of ["se", "low", "high"] as const) expectAgreement(effect?.[name] ?? 0, expected[name], 6);
  });

  test.each(reference.pairedExamples)("everybody twice: Bonett's interval, his examples, d = $estimate", (example) => {
    const { m1, m2, sd1, sd2, cor, n } = example;
    const [from, to] = [
      { n, mean: m2, variance: sd2 ** 2 },
      { n, mean: m1, variance: sd1 ** 2 },
    ];
    const effect = standardisedChangeBetween({ from, to, pairs: { n, correlation: cor }, df: n - 1 });
    for (const name of ["se", "low", "high"] as const) expectAgreement(effect?.[name] ?? 0, example[name], 4);
  });

  test.each(reference.correction)("the correction for few answers at df = $df", ({ df, J }) => {
    expectAgreement(smallSampleCorrection(df), J);
  });
});

describe("the standardised change whatever the answers", () => {
  test("lies between its limits, or is not made", () => {
    const answers = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(answers, answers, fc.double({ min: -1, max: 1, noNaN: true }), (before, after, correlation) => {
        const [from, to] = [momentsOf(tallyOf(before)), momentsOf(tallyOf(after))];
        const pairs = { n: Math.min(from.n, to.n), correlation };
        const change = changeBetween({ from, to, pairs });
        if ("refused" in change) return;
        const effect = standardisedChangeBetween({ from, to, pairs, df: change.df });
        if (effect === null) {
          expect(change.df).toBeLessThanOrEqual(1);
          return;
        }
        for (const value of Object.values(effect)) expect(Number.isFinite(value)).toBe(true);
        expect(effect.low).toBeLessThanOrEqual(effect.estimate);
        expect(effect.high).toBeGreaterThanOrEqual(effect.estimate);
      }),
    );
  });
});
