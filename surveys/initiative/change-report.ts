/** What a reported change is a change of (METHODS §4, the ripple's type). */
export const changeKinds = [
  "workflow",
  "new-collaboration",
  "deeper-collaboration",
  "shared-resource",
  "knowledge",
  "policy",
  "led-by-citizens",
  "spread-elsewhere",
  "other",
] as const;

export const expectedAnswers = ["yes", "partly", "no"] as const;
export const betterAnswers = ["better", "worse", "mixed"] as const;
export const contributionAnswers = ["not", "partly", "mainly"] as const;
