import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { edgeReciprocity } from "#surveys/impact/statistics/edge-reciprocity.ts";
import { tieDensity } from "#surveys/impact/statistics/tie-density.ts";
import { expectAgreement } from "./closeness.ts";

interface Reference {
  ties: Array<Array<number | null>>;
  density: number | null;
  reciprocity: number | "NaN" | null;
}

const references: Reference[] = JSON.parse(readFileSync("tests/reference/network.json", "utf8"));
const known = (ties: Reference["ties"]) => ties.map((row) => row.map((tie) => (tie === null ? null : tie === 1)));

describe("density and reciprocity of a network", () => {
  it("agree with sna, unknown reports left out", () => {
    expect(references.some(({ ties }) => ties.flat().includes(null))).toBe(true);
    for (const { ties, density, reciprocity } of references) {
      expectAgreement(tieDensity(known(ties)) as number, density as number, 12);
      const found = edgeReciprocity(known(ties));
      if (typeof reciprocity === "number") expectAgreement(found as number, reciprocity, 12);
      else expect(found).toBeNull();
    }
  });

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
