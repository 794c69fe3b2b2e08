/** What a coordinator may state of a plan, as typed; whatever is left empty is taken from earlier waves, else from `usual`. */
export const plannerFields = [
  ...["measure", "change", "sd", "level", "responseRate", "overlap", "correlation", "designEffect", "groups", "goals"],
  "invited",
] as const;
export type PlannerField = (typeof plannerFields)[number];
export type PlannerTyped = Partial<Record<PlannerField, string>>;

/**
 * Taken where nobody states a figure and no earlier wave knows it.
 * - `sd`: of one answer on 0–100; a scale of seven whose answers spread evenly has 33, real ones mostly 20 to 28.
 * - `level`: a share of half varies most, so it never asks for too few.
 * - `correlation`: the average of 464 correlations between a person's first and later answers in 20 trials was 0.50 (Walters et al. 2019, Trials 20,
 *   566). Single questions a year apart may have less; then somewhat more people are needed.
 * - `responseRate`, `overlap`: our own choice, on the careful side; the first wave tells better.
 */
export const usual = {
  ...{
    change: 5,
    sd: 25,
    level: 50,
    responseRate: 30,
    overlap: 50,
    correlation: 0.5,
    designEffect: 1,
    groups: 1,
    goals: 1,
  },
} as const;

/** A plan to be worked out; rates and shares are fractions. `sd` and `change` of a mean are in its own unit. */
export interface PlannerInput {
  /** "share": `level` is the share expected at baseline, `change` in fractions too. */
  kind: "mean" | "share";
  change: number;
  sd: number;
  level: number;
  responseRate: number;
  overlap: number;
  correlation: number;
  designEffect: number;
  groups: 1 | 2;
  goals: number;
  /** How many can be invited at baseline in each group, where that is given. */
  invited: number | null;
}

/** What earlier waves say, of figures that passed disclosure control; null where they say nothing. Percent and units as on the form. */
export interface KnownFigures {
  wave: string | null;
  sd: number | null;
  level: number | null;
  responseRate: number | null;
  overlap: number | null;
  correlation: number | null;
}

export interface Plan {
  /** Valid answers that each wave needs in each group; null where no number would do. */
  answers: number | null;
  /** To be invited in each group: at baseline, and at the follow-up those who answered and others beside them. */
  inviteFirst: number | null;
  inviteAgain: number | null;
  inviteOthers: number | null;
  /** What so many invited at baseline would show; the coordinator's own number among them. `change` null: nothing, whatever happened. */
  table: Array<{ invited: number; answers: number; change: number | null; enough: boolean; own: boolean }>;
}
