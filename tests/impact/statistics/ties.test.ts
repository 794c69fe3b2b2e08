import { describe, expect, it } from "vitest";
import { edgeReciprocity } from "#surveys/impact/statistics/edge-reciprocity.ts";
import { tieDensity } from "#surveys/impact/statistics/tie-density.ts";

describe("density and reciprocity of a network", () => {
  it("come out as worked by hand: three parties, one pair mutual, one tie not returned", () => {
    const ties = [
      [null, true, false],
      [true, null, true],
      [false, false, null],
    ];
    expect(tieDensity(ties)).toBe(3 / 6);
    expect(edgeReciprocity(ties)).toBe(2 / 3);
  });

  it("say nothing of a network of which nothing is known", () => {
    expect(tieDensity([[null]])).toBeNull();
    expect(tieDensity([])).toBeNull();
    expect(
      edgeReciprocity([
        [null, true],
        [null, null],
      ]),
    ).toBeNull();
  });

  it("refuse what is no network", () => {
    expect(() => tieDensity([[true, false]])).toThrow(RangeError);
    expect(() => edgeReciprocity([[true], [true, false]])).toThrow(RangeError);
  });
});
