import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import {
  answersForMeanChange,
  answersForShareChange,
  type ChangeDesign,
  detectableMeanChange,
  detectableShareChange,
} from "#surveys/impact/statistics/change-design.ts";
import type { Plan, PlannerInput } from "./planner.ts";

const power = 0.8;
const invitedInTable = [100, 200, 400, 800, 1600, 3200];

/** A share is shown whatever its counts from ten times the floor on (`disclosure.ts`): with fewer answers there may be nothing to see. */
const fewestShown = { mean: DISCLOSURE_FLOOR, share: 10 * DISCLOSURE_FLOOR };

/**
 * How many must be invited, so that a change of the stated size is found 80 % of the time, and what other numbers would find. The follow-up
 * invites everybody who answered the baseline, of whom `overlap` answer again, and so many others that both waves have as many answers.
 */
export function makePlan(input: PlannerInput): Plan {
  const needed = Math.max(fewestShown[input.kind], Math.ceil(answersNeeded(input) - 1e-9));
  const known = Number.isFinite(needed);
  const again = input.overlap > 0 ? needed : 0;
  const others = Math.max(0, Math.ceil(((1 - input.overlap) * needed) / input.responseRate - 1e-9));
  return {
    answers: known ? needed : null,
    inviteFirst: known ? Math.ceil(needed / input.responseRate - 1e-9) : null,
    inviteAgain: known ? again : null,
    inviteOthers: known ? others : null,
    table: tableOf(input),
  };
}

function designOf({ overlap, correlation, designEffect, groups, goals }: PlannerInput): ChangeDesign {
  return { overlap, correlation, designEffect, groups, power, confidence: 1 - 0.05 / goals };
}

function answersNeeded(input: PlannerInput): number {
  const design = designOf(input);
  const { kind, change, sd, level } = input;
  if (kind === "mean") return answersForMeanChange({ ...design, change, sd });
  // Nobody knows which way it will go: the way that needs more counts.
  const ways = [level + change, level - change].filter((to) => to >= 0 && to <= 1);
  return Math.max(...ways.map((to) => answersForShareChange({ ...design, from: level, to })));
}

function tableOf(input: PlannerInput): Plan["table"] {
  const { invited, responseRate, change } = input;
  const sizes = new Set([...invitedInTable, ...(invited === null ? [] : [invited])]);
  return [...sizes]
    .sort((a, b) => a - b)
    .map((size) => {
      const answers = Math.floor(size * responseRate + 1e-9);
      const shown = answers < fewestShown[input.kind] ? null : detectable(input, answers);
      const enough = shown !== null && shown <= change * (1 + 1e-9);
      return { invited: size, answers, change: shown, enough, own: size === invited };
    });
}

function detectable(input: PlannerInput, answers: number): number | null {
  const design = designOf(input);
  const { kind, sd, level } = input;
  if (kind === "mean") return detectableMeanChange({ ...design, sd, answers });
  const ways = (["up", "down"] as const).flatMap(
    (way) => detectableShareChange({ ...design, from: level, answers, way }) ?? [],
  );
  return ways.length > 0 ? Math.max(...ways) : null;
}
