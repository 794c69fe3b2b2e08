import { sayIn } from "#app/texts/texts.ts";
import type { BiasResult } from "#surveys/impact/bias/bias.ts";
import type { ChangeResult, GoalResult, IndicatorResult, Results } from "#surveys/impact/results.ts";
import type { Reader } from "#surveys/reporting/number-format.ts";

export const danish: Reader = { language: "da", say: sayIn("da") };
export const english: Reader = { language: "en", say: sayIn("en") };

export function drawnSingly(answers: number) {
  return { weighted: false, clustered: false, designEffect: 1, effectiveN: answers };
}

export const indicator: IndicatorResult = {
  ...{ key: "resident/dark/mean", audience: "resident", itemKey: "dark", kind: "scale", reading: "mean" },
  label: { da: "Tryghed efter mørkets frembrud", en: "Safety after dark" },
  ...{ theme: "safety", unit: "points", unitLabel: null, better: "up", counted: null, alpha: null, segment: "" },
  points: [
    { waveId: "w0", position: 0, n: 212, estimate: 52.08, low: 49.5, high: 54.7, df: 211, ...drawnSingly(212) },
    { waveId: "w1", position: 1, n: 198, estimate: 58.38, low: 55.6, high: 61.2, df: 197, ...drawnSingly(198) },
  ],
};

export const change: ChangeResult = {
  ...{ indicator: indicator.key, segment: "", from: "w0", to: "w1", fromPosition: 0, toPosition: 1 },
  ...{ n0: 212, n1: 198, pairs: 150, estimate: 6.3, se: 1.6, df: 190, p: 0.0001, low: 3.1, high: 9.5 },
  ordinal: { better: 0.584, low: 0.531, high: 0.637, p: 0.002 },
  standardised: { estimate: 0.31, low: 0.12, high: 0.5 },
  ...{ ...drawnSingly(410), refused: null },
};

export const goal: GoalResult = {
  ...{ id: "g1", title: "Flere er trygge", indicator: indicator.key, audience: "resident", segment: "" },
  ...{ direction: "rise", target: { kind: "change", value: 3 }, smallestWorthwhile: 3, dueWave: "w1", duePosition: 1 },
  ...{ wave: "w1", verdict: "reached", change, probabilityReached: 0.98, smallestDetectable: 4.5, holmP: 0.0001 },
  difference: null,
  baseline: indicator.points[0] ?? null,
  current: indicator.points[1] ?? null,
  ...{ sealedBeforeBaseline: true, changedAfterBaseline: false, withdrawn: false, endorsedBy: ["Boligforeningen"] },
};

const response = { imported: false, invited: 400, answered: 212, undelivered: 12, rate: 0.53 };

const bias: BiasResult = {
  ...{ audience: "resident", from: "w0", to: "w1", fromPosition: 0, toPosition: 1 },
  season: {
    ...{ code: "season", concern: "large", fromDay: "2026-01-10", toDay: "2026-06-20", daysApart: 161 },
    ...{ fromDaylight: 7.4, toDaylight: 17.8 },
  },
  mode: { code: "mode", concern: "none", fromMode: "web", toMode: "web" },
  wording: {
    "safety-dark": {
      ...{ code: "wording", concern: "large", itemKey: "safety-dark", changes: ["label"] },
      ...{ fromLabel: { da: "Tryg i mørke", en: "Safe in the dark" }, toLabel: { da: "Tryg", en: "Safe" } },
    },
  },
  loss: {
    ...{ code: "loss", concern: "large", n0: 200, n1: 212, pairs: 124, matchedFrom: 0.62, matchedTo: 124 / 212 },
    refused: null,
    differences: [
      { indicator: null, concern: "none", difference: 0.05, low: -0.2, high: 0.3, nMatched: 124, nLost: 76 },
      {
        indicator: indicator.key,
        concern: "large",
        difference: -0.31,
        low: -0.6,
        high: -0.02,
        nMatched: 124,
        nLost: 76,
      },
    ],
  },
  responseRates: {
    ...{ code: "response", concern: "none" },
    from: { waveId: "w0", ...response },
    to: { waveId: "w1", ...response },
  },
  way: {
    ...{ code: "way", concern: "none" },
    from: { waveId: "w0", imported: false, invited: 210, visited: 40, atScreen: null },
    to: { waveId: "w1", imported: false, invited: 210, visited: 50, atScreen: 20 },
    selfCodes: { made: 40, matched: 20, ambiguous: null, unmatched: 20, rate: 0.5, mostMismatches: 2 },
  },
};

export const results: Results = {
  ...{ initiative: { slug: "nattelivet", name: "Nattelivet" }, floor: 5 },
  waves: [0, 1].map((position) => ({
    ...{ id: `w${position}`, position, name: position === 0 ? "Før" : "Efter", opensOn: "2026-01-01" },
    ...{ closesOn: "2026-01-20", state: "closed", source: "ringvirk" },
    audiences: [{ audience: "resident", invited: 400, answered: 212, undelivered: null, responseRate: 0.53 }],
  })),
  comparison: null,
  indicators: [indicator],
  changes: [change],
  goals: [goal],
  tides: [
    {
      ...{ audience: "resident", from: "w0", to: "w1", indicators: 19, estimate: 0.2, low: 0.1, high: 0.3 },
      averageCorrelation: 0.25,
    },
  ],
  ripples: [
    {
      ...{ indicator: indicator.key, audience: "resident", segment: "", from: "w0", to: "w1", kind: "gain" },
      ...{ source: "indicator", change, standardisedChange: 0.4, tide: 0.2, pAgainstZero: 0.0001, pAgainstTide: 0.01 },
      ...{ adjustedP: 0.02, withTide: false, difference: null },
    },
  ],
  bias: [bias],
};

export function indicatorWith(more: Partial<IndicatorResult>): IndicatorResult {
  return { ...indicator, ...more };
}

export function resultsWith(more: Partial<Results>): Results {
  return { ...results, ...more };
}
