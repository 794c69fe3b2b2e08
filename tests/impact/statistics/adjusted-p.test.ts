import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjustBenjaminiHochberg } from "#surveys/impact/statistics/benjamini-hochberg.ts";
import { adjustHolm } from "#surveys/impact/statistics/holm.ts";
import { searchSelectedFamilies } from "#surveys/impact/statistics/selected-families.ts";
import reference from "#tests/reference/statistics-adjusted-p.json" with { type: "json" };

describe("adjusted p-values", () => {
  test("four of fifteen are flagged in Benjamini & Hochberg's own example, three by Holm", () => {
    const example = reference.adjusted[0]?.p ?? [];
    expect(adjustBenjaminiHochberg(example).filter((p) => p <= 0.05)).toHaveLength(4);
    expect(adjustHolm(example).filter((p) => p <= 0.05)).toHaveLength(3);
  });

  test("never fall below p, never exceed 1, keep the order", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (pValues) => {
        for (const adjust of [adjustBenjaminiHochberg, adjustHolm]) {
          const adjusted = adjust(pValues);
          for (const [i, p] of pValues.entries()) {
            expect(adjusted[i]).toBeGreaterThanOrEqual(p * (1 - 1e-12));
            expect(adjusted[i]).toBeLessThanOrEqual(1);
            for (const [j, q] of pValues.entries())
              if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? -1);
          }
        }
      }),
    );
  });

  test("nothing in, nothing out; impossible p-values throw", () => {
    for (const adjust of [adjustBenjaminiHochberg, adjustHolm]) {
      expect(adjust([])).toEqual([]);
      for (const p of [Number.NaN, -0.1, 1.1]) expect(() => adjust([0.5, p])).toThrow(RangeError);
    }
  });
});

describe("segments of the indicators that were flagged", () => {
  test("pay no price when every indicator was flagged, and twice when half were", () => {
    const pValues = [0.01, 0.04, 0.3];
    const plain = adjustBenjaminiHochberg(pValues);
    const all = searchSelectedFamilies([{ selected: true, pValues }]);
    const half = searchSelectedFamilies([
      { selected: true, pValues },
      { selected: false, pValues: [] },
    ]);
    expect(all.families[0]?.adjusted).toEqual(plain);
    expect(half.families[0]?.adjusted).toEqual(plain.map((p) => Math.min(1, 2 * p)));
    expect(half.level).toBe(0.025);
  });

  test("are not looked at when nothing was flagged", () => {
    expect(searchSelectedFamilies([{ selected: false, pValues: [0] }])).toEqual({ level: 0, families: [null] });
    expect(searchSelectedFamilies([])).toEqual({ level: 0, families: [] });
    expect(() => searchSelectedFamilies([], 0)).toThrow(RangeError);
  });
});
