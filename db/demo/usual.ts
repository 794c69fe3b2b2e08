import type { AnswerShape, SimulatedItem } from "./answer-shape.ts";
import type { Recruitment } from "./population.ts";

/** About 1,000 asked and 550 answering in each wave, of whom about 60 % answered the wave before. */
export const usualRecruitment: Recruitment = {
  invited: [980, 170, 170],
  first: 0.56,
  again: 0.66,
  late: 0.2,
  byAge: { "18-29": -0.08, "30-49": -0.02, "50-69": 0.05, "70+": 0.03 },
};

export const usualAges = { "18-29": 0.24, "30-49": 0.32, "50-69": 0.28, "70+": 0.16 };
export const usualSexes = { kvinde: 0.51, mand: 0.49 };

/** How answers to an item lie at baseline where the truth of the initiative says nothing of it. */
export function usualShape(item: SimulatedItem): AnswerShape {
  if (item.kind === "scale") return { level: 56, spread: 25 };
  if (item.kind === "yes-no") return { level: 70, spread: 0 };
  return usualAmounts.find(({ ending }) => item.key.endsWith(ending)) ?? { level: 6, spread: 2 };
}

const usualAmounts = [
  { ending: "-hours", level: 11, spread: 3 },
  { ending: "-handoffs", level: 5, spread: 1.4 },
  { ending: "-waiting-days", level: 14, spread: 4 },
  { ending: "-cases", level: 12, spread: 3 },
];
