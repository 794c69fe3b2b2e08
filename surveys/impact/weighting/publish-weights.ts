import { fewestShownAs, shownCount } from "#surveys/disclosure-floor.ts";
import { onGrid, publishedCoefficient, stepOf } from "#surveys/impact/published-figures.ts";
import type { WeightsSummary } from "./weight-margins.ts";

/**
 * What is told of a weighting (rule 9 of `disclosure.ts`): people to the nearest ten, shares before and after to the step of so many people, so
 * that two dimensions that nearly coincide do not tell the few in whom they differ. The population's shares are the coordinator's own.
 */
export function publishedWeights(summary: WeightsSummary, floor: number): WeightsSummary {
  const answered = shownCount(summary.answered, floor) ?? 0;
  const fewest = Math.max(1, fewestShownAs(answered, floor));
  const share = (fraction: number) => onGrid(fraction, stepOf(fewest, 1));
  return {
    ...{ cap: summary.cap, trimmed: summary.trimmed, answered },
    margins: summary.margins.map(({ dimension, groups, outside }) => ({
      dimension,
      groups: groups.map(({ name, target, before, after }) => ({
        ...{ name, target, before: share(before), after: share(after) },
      })),
      outside: shownCount(outside, floor) ?? 0,
    })),
    largest: publishedCoefficient(summary.largest, fewest),
    smallest: publishedCoefficient(summary.smallest, fewest),
    designEffect: publishedCoefficient(summary.designEffect, fewest),
    effectiveN: shownCount(summary.effectiveN, floor) ?? 0,
  };
}
