import type { Comparison } from "./comparison.ts";
import { adjustedP } from "./comparisons/adjusted-p.ts";
import { designOfASurvey } from "./comparisons/design-of-a-survey.ts";
import { differencesInDifferences } from "./comparisons/difference-in-differences.ts";
import { distributions } from "./comparisons/distributions.ts";
import { effects } from "./comparisons/effects.ts";
import { hoursSavedAMonth } from "./comparisons/hours-saved.ts";
import { indexes } from "./comparisons/indexes.ts";
import { intervalLimits } from "./comparisons/interval-limits.ts";
import { moments } from "./comparisons/moments.ts";
import { networks } from "./comparisons/networks.ts";
import { partiallyOverlappingChange } from "./comparisons/partially-overlapping-change.ts";
import { pointsAndChanges } from "./comparisons/points-and-changes.ts";
import { raking } from "./comparisons/rake.ts";
import { rawAnswers } from "./comparisons/raw-answers.ts";
import { responseRate } from "./comparisons/response-rate.ts";
import { designedSamples } from "./comparisons/sampling-design.ts";
import { sharedShift } from "./comparisons/shared-shift.ts";
import { shares } from "./comparisons/shares.ts";
import { standardisedDifferences } from "./comparisons/standardised-difference.ts";
import { tide } from "./comparisons/tide.ts";
import { weightedChange } from "./comparisons/weighted-change.ts";
import { words } from "./comparisons/words.ts";

/** Every method that has an outside reference, in the order of METHODS. */
export const comparisons: Comparison[] = [
  ...indexes,
  ...intervalLimits,
  ...pointsAndChanges,
  ...moments,
  ...partiallyOverlappingChange,
  ...shares,
  ...rawAnswers,
  ...weightedChange,
  ...designedSamples,
  ...effects,
  ...raking,
  ...differencesInDifferences,
  ...responseRate,
  ...standardisedDifferences,
  ...designOfASurvey,
  ...adjustedP,
  ...sharedShift,
  ...tide,
  ...networks,
  ...hoursSavedAMonth,
  ...words,
  ...distributions,
];

/** Files of surveys/impact/statistics without an outside reference, and why. */
export const withoutReference: Record<string, string> = {
  "surveys/impact/statistics/input-domain.ts": "calculates nothing: refuses numbers that cannot be",
  "surveys/impact/statistics/known-ties.ts":
    "calculates nothing: what a network looks like, and a refusal of what is none",
  "surveys/impact/statistics/refusal.ts": "calculates nothing: why there is no interval",
};
