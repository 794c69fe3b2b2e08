import { describe, expect, test } from "vitest";
import type { BiasResult } from "#surveys/impact/bias/bias.ts";
import type { DifferenceResult, Results, RippleResult } from "#surveys/impact/results.ts";
import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import { type CheckPoint, rippleChecklist } from "#surveys/reporting/ripple-checklist.ts";
import { danish, english, results, resultsWith } from "./sample.ts";

/** Each rule of the checklist switched on by one fact, and off by its absence, the others left as they are. */
const [ripple] = results.ripples as [RippleResult];
const [sample] = results.bias as [BiasResult];

const calm: BiasResult = {
  ...sample,
  season: { ...sample.season, concern: "none", fromDay: "2026-01-10", toDay: "2027-01-12", daysApart: 2 },
  mode: { ...sample.mode, concern: "none", fromMode: "web", toMode: "web" },
  wording: {},
  loss: {
    ...{ ...sample.loss, concern: "none" as const },
    differences: sample.loss.differences.map((one) => ({
      ...one,
      ...{ concern: "none" as const, difference: 0.02, low: -0.1, high: 0.14 },
    })),
  },
  responseRates: { ...sample.responseRates, concern: "none" },
};

function candidate(more: Partial<RippleResult> = {}): RippleCandidate {
  return {
    ...{ key: "one", subject: { source: "indicator", ripple: { ...ripple, ...more }, further: [] }, kind: "gain" },
    ...{ type: null, depth: null, ring: null, seenOn: "2026-06-20", from: "w0", to: "w1" },
    ...{ organisations: [], voices: [] },
  };
}

function concernsOf(bias: Partial<BiasResult>, more: Partial<Results> = {}, about = candidate()) {
  const points = rippleChecklist(resultsWith({ bias: [{ ...calm, ...bias }], ...more }), about, danish);
  return Object.fromEntries(points.map(({ check, concern }) => [check, concern])) as Record<
    CheckPoint["check"],
    CheckPoint["concern"]
  >;
}

const nothing = { season: "none", mode: "none", wording: "none", "panel-loss": "none", "comparison-area": "unknown" };
const group: Results["comparison"] = {
  ...{ segment: "område=Nabobyen", namedAt: "2025-12-01T09:00:00Z", standing: "sealed", beforeBaseline: true },
  namedBefore: 0,
};

function difference(estimate: number, low: number, high: number): DifferenceResult {
  const { change } = ripple;
  const figure = { estimate, se: 1, df: 200, p: 0.01, low, high, refused: null };
  return { own: change, comparison: { ...change, estimate: (change.estimate ?? 0) - estimate }, ...figure };
}

describe("the checklist of a candidate", () => {
  test("asks its five questions in one order, each with a sentence, in both languages", () => {
    for (const reader of [danish, english]) {
      const points = rippleChecklist(resultsWith({ bias: [calm] }), candidate(), reader);
      expect(points.map(({ check }) => check)).toEqual(Object.keys(nothing));
      for (const { sentences } of points) {
        expect(sentences.length).toBeGreaterThan(0);
        for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|NaN|\{\{|:[a-z]+\./);
      }
    }
  });

  test("has no concern where nothing is otherwise, and does not know of a place without the initiative", () => {
    expect(concernsOf({})).toEqual(nothing);
  });

  test("names the season where the days are far apart", () => {
    expect(concernsOf({ season: sample.season })).toEqual({ ...nothing, season: "large" });
  });

  test("names the mode where it was asked in another way", () => {
    const mode = { ...sample.mode, concern: "large" as const, toMode: "phone" as const };
    expect(concernsOf({ mode })).toEqual({ ...nothing, mode: "large" });
  });

  test("names the wording where this question changed, not where another did", () => {
    const changed = (itemKey: string) => ({
      wording: {
        [itemKey]: {
          ...{ code: "wording" as const, concern: "large" as const, itemKey, changes: ["label" as const] },
          ...{ fromLabel: { da: "Før", en: "Before" }, toLabel: { da: "Nu", en: "Now" } },
        },
      },
    });
    expect(concernsOf(changed("dark"))).toEqual({ ...nothing, wording: "large" });
    expect(concernsOf(changed("another"))).toEqual(nothing);
  });

  test("names the loss where those who left answered this question otherwise, and fewer answering", () => {
    expect(concernsOf({ loss: sample.loss })).toEqual({ ...nothing, "panel-loss": "large" });
    const responseRates = { ...sample.responseRates, concern: "large" as const };
    expect(concernsOf({ responseRates })).toEqual({ ...nothing, "panel-loss": "large" });
    const untold = { ...calm.loss, differences: [] };
    expect(concernsOf({ loss: untold })).toEqual({ ...nothing, "panel-loss": "unknown" });
  });

  test("says that the same happened elsewhere where the difference may be nothing or goes the other way", () => {
    const compared = (told: DifferenceResult | null) =>
      concernsOf({}, { comparison: group }, candidate({ difference: told }))["comparison-area"];
    expect(compared(difference(6, 2, 10))).toBe("none");
    expect(compared(difference(1, -3, 5))).toBe("large");
    expect(compared(difference(-6, -10, -2))).toBe("large");
    expect(compared(null)).toBe("unknown");
    const harm = { ...ripple.change, estimate: -6 };
    const worse = candidate({ kind: "harm", change: harm, difference: difference(-6, -10, -2) });
    expect(concernsOf({}, { comparison: group }, worse)["comparison-area"]).toBe("none");
  });

  test("is about the waves of the candidate alone, and empty for what was not measured", () => {
    expect(rippleChecklist(resultsWith({ bias: [calm] }), { ...candidate(), to: "w2" }, danish)).toEqual([]);
    const told: RippleCandidate = {
      ...{ ...candidate(), from: null, to: null },
      subject: { source: "report", change: { id: "r", reports: [], voices: [], corroborated: false, disputed: false } },
    };
    expect(rippleChecklist(resultsWith({ bias: [calm] }), told, danish)).toEqual([]);
  });
});
