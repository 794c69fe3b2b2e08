import type { ChangeDepth, ChangeReportTable, ChangeRing } from "#db/schema.ts";

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

export const expectedAnswers = ["yes", "partly", "no"] as const satisfies Array<ChangeReportTable["expected"]>;
export const betterAnswers = ["better", "worse", "mixed"] as const satisfies Array<ChangeReportTable["better"]>;
export const contributionAnswers = ["not", "partly", "mainly"] as const satisfies Array<
  ChangeReportTable["contribution"]
>;

/** How deep a change goes: the same done more easily; something done in a new way; another view of what one is there for. */
export const changeDepths = ["transactional", "transitional", "transformational"] as const satisfies ChangeDepth[];

/** How far from the challenge it is seen: inside one organisation, between partners, in the community. */
export const changeRings = ["inside", "between", "community"] as const satisfies ChangeRing[];
