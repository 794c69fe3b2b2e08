import type { Concern } from "#surveys/impact/bias/bias.ts";
import type { GoalResult, Results } from "#surveys/impact/results.ts";
import { type BiasPoint, biasPoints, gravest } from "./bias-words.ts";
import type { Reader } from "./number-format.ts";
import { indicatorOf } from "./verdict-words.ts";

/** What to reckon with when a goal's change is read: the points of the bias report that are worth saying, told about the goal's own question. */
export interface GoalCaution {
  concern: Concern;
  points: BiasPoint[];
  /** Where the whole report on the two waves stands on its page. */
  anchor: string;
}

/** Null before there are two waves to compare. */
export function goalCaution(results: Results, goal: GoalResult, reader: Reader): GoalCaution | null {
  const bias = results.bias.find(
    ({ audience, fromPosition, to }) => audience === goal.audience && fromPosition === 0 && to === goal.wave,
  );
  const indicator = indicatorOf(results, goal);
  if (!bias || !indicator) return null;
  const topic = { itemKey: indicator.itemKey, indicator: indicator.key };
  const points = biasPoints(results, bias, reader, topic).filter(({ concern }) => concern !== "none");
  const anchor = biasAnchor(bias);
  return { concern: gravest(points.map(({ concern }) => concern)), points, anchor };
}

/** The place of a pair of waves on the bias report's page. */
export function biasAnchor({ audience, fromPosition, toPosition }: Results["bias"][number]): string {
  return `${audience}-${fromPosition}-${toPosition}`;
}
