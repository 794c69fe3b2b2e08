import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designedChangeBetween } from "#surveys/impact/statistics/designed-change.ts";
import { designedMeanOf } from "#surveys/impact/statistics/designed-mean.ts";
import { samplingDesign } from "#surveys/impact/statistics/sampling-design.ts";
import { weightedChangeBetween } from "#surveys/impact/statistics/weighted-change.ts";
import { sampleOf } from "#tests/reference/comparisons/sampling-design.ts";
import { expectAgreement } from "./closeness.ts";

describe("samples drawn in strata and clusters", () => {
  test("refuses plainly where no interval exists", () => {
    const design = samplingDesign([0, 0, 1]);
    const wave = (unit: number[], value: number[]) => ({ unit, value, weight: value.map(() => 1) });
    const two = wave([0, 1], [1, 5]);
    expect(designedChangeBetween({ from: wave([0], [3]), to: two, design })).toEqual({ refused: "too-few" });
    expect(designedChangeBetween({ from: wave([0, 2], [3, 4]), to: wave([0, 2], [1, 2]), design })).toEqual({
      refused: "too-few",
    });
    const all = [0, 0, 1, 2];
    expect(
      designedChangeBetween({
        from: wave(all, [3, 3, 3, 3]),
        to: wave(all, [4, 4, 4, 4]),
        design: samplingDesign([0, 0, 0]),
      }),
    ).toEqual({ refused: "no-variation", estimate: 1 });
    expect(designedMeanOf(wave([0, 2], [3, 4]), design)).toBeNull();
    expect(designedMeanOf(wave([0], [3]), design)).toBeNull();
    expect(designedMeanOf(wave([0, 1], [3, 3]), design)).toMatchObject({ mean: 3, se: 0, designEffect: null });
  });

  test("throws on what cannot be", () => {
    const design = samplingDesign([0, 0, 0]);
    const good = { unit: [0, 1, 2], value: [1, 2, 3], weight: [1, 1, 1] };
    for (const bad of [
      { ...good, value: [1, Number.NaN, 3] },
      { ...good, weight: [1, -1, 1] },
      { ...good, unit: [0, 1, 3] },
      { ...good, weight: [0, 0, 0] },
    ]) {
      expect(() => designedChangeBetween({ from: bad, to: good, design })).toThrow(RangeError);
    }
    expect(() => samplingDesign([0, 0.5])).toThrow(RangeError);
  });
});

const answer = fc.option(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 40 })), { nil: null });
const anyone = fc.record({
  cluster: fc.integer({ min: 0, max: 6 }),
  stratum: fc.integer({ min: 0, max: 2 }),
  from: answer,
  to: answer,
});

function everyone(
  rows: Array<{ cluster: number; stratum: number; from: [number, number] | null; to: [number, number] | null }>,
) {
  return rows.flatMap(({ cluster, stratum, from, to }, person) =>
    [from, to].flatMap((one, wave) =>
      one ? [{ person, cluster, stratum, wave, value: one[0], weight: one[1] / 10, group: true }] : [],
    ),
  );
}

describe("whatever people answer", () => {
  test("never NaN, and the interval holds the estimate", () => {
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 30 }), (rows) => {
        const people = everyone(rows);
        fc.pre([0, 1].every((wave) => people.some((one) => one.wave === wave && one.weight > 0)));
        const change = designedChangeBetween(sampleOf(people));
        if ("refused" in change) return;
        for (const value of [change.estimate, change.se, change.df, change.p, change.low, change.high]) {
          expect(Number.isFinite(value)).toBe(true);
        }
        expect(change.low < change.estimate && change.estimate < change.high).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("without clusters and strata it is the weighted change of persons", () => {
    fc.assert(
      fc.property(fc.array(anyone, { minLength: 3, maxLength: 30 }), (rows) => {
        const people = everyone(rows).map((one) => ({ ...one, weight: one.weight + 0.1 }));
        const designed = designedChangeBetween(sampleOf(people, { clusters: false, strata: false }));
        const wave = (number: number) =>
          people
            .filter((one) => one.wave === number)
            .map(({ value, weight }) => ({ value, count: 1, weight, weightSquared: weight ** 2 }));
        const pairs = people.flatMap((one) => {
          const other = people.find((two) => two.person === one.person && two.wave === 1);
          if (one.wave === 1 || !other) return [];
          return [{ from: one.value, to: other.value, count: 1, weightProduct: one.weight * other.weight }];
        });
        const weighted = weightedChangeBetween({ from: wave(0), to: wave(1), pairs });
        expect("refused" in designed && designed.refused).toBe("refused" in weighted && weighted.refused);
        if ("refused" in designed || "refused" in weighted) return;
        expectAgreement(designed.se, weighted.se, 7);
        expect(designed.df).toBe(weighted.df);
      }),
      { numRuns: 200 },
    );
  });
});
