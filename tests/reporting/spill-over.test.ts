import { describe, expect, test } from "vitest";
import type { Results } from "#surveys/impact/results.ts";
import { type SpillOver, spillOver, spillOverSentence } from "#surveys/reporting/spill-over.ts";
import { change, danish, english, goal, indicator, indicatorWith, results, resultsWith } from "./sample.ts";

const [ripple] = results.ripples;
const north = { ...goal, segment: "area=Nord" };
const segments = ["area=Nord", "area=Syd", "area=Vest"];

/** The goal aims at the north; the south changed surely, the west did not. */
function groups(flagged: boolean): Results {
  const south = { ...change, segment: "area=Syd" };
  const west = { ...change, segment: "area=Vest", estimate: 1, low: -3, high: 5, se: 2, df: 100 };
  return resultsWith({
    indicators: segments.map((segment) => indicatorWith({ segment })),
    changes: [{ ...change, segment: "area=Nord" }, south, west],
    ripples: flagged && ripple ? [{ ...ripple, source: "spill-over", segment: "area=Syd", change: south }] : [],
  });
}

describe("a goal's question in groups it did not aim at", () => {
  test("every group but its own, with what the screening flagged", () => {
    const spill = spillOver(groups(true), north) as SpillOver;
    expect(spill).toMatchObject({ aimsAtEveryone: false, flagged: 1 });
    expect(spill.rows.map(({ segment, mark }) => [segment, mark])).toEqual([
      ["area=Syd", "gain"],
      ["area=Vest", null],
    ]);
    expect(spillOverSentence(spill, english)).toMatch(/1 group that the goal did not aim at: Syd\.$/);
  });

  test("the smallest change that would have shown stands where the interval holds zero, and only there", () => {
    const [south, west] = spillOver(groups(false), north)?.rows ?? [];
    expect(south?.detectable).toBeNull();
    expect(west?.detectable).toBeCloseTo(2 * (1.98397 + 0.84523), 3);
  });

  test("a withheld change is left out, as a group that nobody stands in is", () => {
    const hidden = groups(false);
    const changes = hidden.changes.map((one) => ({ ...one, estimate: null, low: null, high: null }));
    const spill = spillOver({ ...hidden, changes }, north) as SpillOver;
    expect(spill.rows).toEqual([]);
    expect(spillOverSentence(spill, danish)).toBe("Der er ingen andre grupper, der kan vises tal for.");
  });

  test("a goal about everyone says that the groups are parts of it; an unmeasured one says nothing", () => {
    expect(spillOver(groups(false), goal)).toMatchObject({ aimsAtEveryone: true });
    expect(spillOver(results, { ...goal, wave: null })).toBeNull();
    expect(indicator.segment).toBe("");
  });
});
