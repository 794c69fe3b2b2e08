import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { relativeEffectBetween } from "#surveys/impact/statistics/relative-effect.ts";
import reference from "#tests/reference/relative-effect.json" with { type: "json" };
import { expectAgreement } from "./closeness.ts";

type Person = { from: number | null; to: number | null; weightFrom?: number; weightTo?: number };

/** One row per person, as if nobody answered alike: tallies add up to the same. */
function effectOf(people: Person[], weighted = false) {
  const row = (value: number, weight = 1) => ({ value, count: 1, weight, weightSquared: weight ** 2 });
  return relativeEffectBetween({
    from: people.flatMap(({ from, weightFrom }) => (from === null ? [] : [row(from, weightFrom)])),
    to: people.flatMap(({ to, weightTo }) => (to === null ? [] : [row(to, weightTo)])),
    pairs: people.flatMap(({ from, to, weightFrom = 1, weightTo = 1 }) =>
      from === null || to === null ? [] : [{ from, to, count: 1, weightProduct: weightFrom * weightTo }],
    ),
    weighted,
  });
}

function made(people: Person[], weighted = false) {
  const effect = effectOf(people, weighted);
  if ("refused" in effect) throw new Error(effect.refused);
  return effect;
}

const apart = (from: number[], to: number[]): Person[] => [
  ...from.map((value) => ({ from: value, to: null })),
  ...to.map((value) => ({ from: null, to: value })),
];
const panel = (from: number[], to: number[]): Person[] => from.map((value, i) => ({ from: value, to: to[i] ?? null }));

describe("the relative effect against outside references", () => {
  test("nobody twice: the published pain scores", () => {
    const [pain] = reference.unpaired;
    const effect = made(apart(pain?.from ?? [], pain?.to ?? []));
    const published = reference.published;
    expectAgreement(effect.estimate, published.estimate, 5);
    expectAgreement((effect.estimate - 0.5) / effect.se, published.t, 4);
    expectAgreement(effect.df, published.df, 4);
    expectAgreement(effect.p, published.p, 3);
    expectAgreement(effect.low, published.low, 6);
    expectAgreement(effect.high, published.high, 6);
  });

  test.each(reference.unpaired)("nobody twice: scipy's Brunner–Munzel, estimate $estimate", (sample) => {
    const effect = made(apart(sample.from, sample.to));
    expectAgreement(effect.estimate, sample.estimate);
    expectAgreement(Math.abs(effect.estimate - 0.5) / effect.se, sample.t);
    expectAgreement(effect.p, sample.p);
  });

  test.each(reference.paired)(
    "everybody twice: Munzel and Brunner's ranks of raw data, estimate $estimate",
    (sample) => {
      const effect = made(panel(sample.from, sample.to));
      for (const name of ["estimate", "se", "df", "p"] as const) expectAgreement(effect[name], sample[name]);
    },
  );

  test("weighted, some twice: R survey on placements made by comparing each with each", () => {
    const people = new Map<number, Person>();
    for (const { person, wave, y, w } of reference.weighted.rows) {
      const known = people.get(person) ?? { from: null, to: null };
      people.set(person, wave === 0 ? { ...known, from: y, weightFrom: w } : { ...known, to: y, weightTo: w });
    }
    const effect = made([...people.values()], true);
    for (const name of ["estimate", "se", "df"] as const) expectAgreement(effect[name], reference.weighted[name]);
  });
});

describe("the relative effect whatever the answers", () => {
  const answer = fc.option(fc.integer({ min: 1, max: 7 }), { nil: null });
  const people = fc.array(fc.record({ from: answer, to: answer }), { maxLength: 40 });

  test("is a fraction inside its limits, or is refused; never anything else", () => {
    fc.assert(
      fc.property(people, (persons) => {
        const effect = effectOf(persons);
        if ("refused" in effect) {
          if (effect.refused === "no-variation") expect(effect.estimate).toBeGreaterThanOrEqual(0);
          return;
        }
        const { estimate, se, df, p, low, high } = effect;
        for (const value of [estimate, se, df, p, low, high]) expect(Number.isFinite(value)).toBe(true);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(estimate).toBeGreaterThanOrEqual(low);
        expect(estimate).toBeLessThanOrEqual(high);
        if (Math.abs(p - 0.05) > 1e-9) expect(p < 0.05).toBe(low > 0.5 || high < 0.5);
      }),
      { numRuns: 500 },
    );
  });

  test("only the order of the answers counts, and turning it turns the effect", () => {
    fc.assert(
      fc.property(people, (persons) => {
        const effect = effectOf(persons);
        const recoded = (by: (value: number) => number) =>
          effectOf(persons.map(({ from, to }) => ({ from: from && by(from), to: to && by(to) })));
        expect(recoded((value) => value ** 3)).toEqual(effect);
        const turned = recoded((value) => 8 - value);
        if ("refused" in effect || "refused" in turned) {
          expect("refused" in turned && turned.refused).toBe("refused" in effect && effect.refused);
          return;
        }
        expect(turned.estimate).toBeCloseTo(1 - effect.estimate, 12);
        expect(turned.p).toBeCloseTo(effect.p, 12);
        expect(turned.low).toBeCloseTo(1 - effect.high, 12);
      }),
    );
  });

  test("no answer overlaps, or all are alike: the estimate without an interval", () => {
    expect(effectOf(apart([1, 2, 3], [4, 5, 6]))).toEqual({ refused: "no-variation", estimate: 1 });
    expect(effectOf(panel([4, 4, 4], [4, 4, 4]))).toEqual({ refused: "no-variation", estimate: 0.5 });
    expect(effectOf(apart([1], [4, 5, 6]))).toEqual({ refused: "too-few" });
    expect(effectOf([])).toEqual({ refused: "too-few" });
  });
});
