import type { LocalizedText } from "#surveys/definition/codebook.ts";

/** One way the people of a wave are divided, and the groups its answers and participants stand in. */
export interface WaveDimension {
  name: string;
  groups: string[];
}

/** Groups of a dimension taken together, and their share of the population: a fraction. */
export interface MarginGroup {
  groups: string[];
  share: number;
}

/** What is known of the population in one dimension; the shares add up to 1. */
export interface WeightMargin {
  dimension: string;
  groups: MarginGroup[];
  /** Some of the dimension's groups are no part of the margin. */
  leavesOut: boolean;
}

/** The heaviest an answer may count, in times the mean weight. */
export const weightCaps = { usual: 5, least: 2, most: 20 };

/** How a merged group is written: "60-69 + 70-79". */
export const mergeMark = " + ";

/** Everything that may be told of a weighting before and after it is used: see `planWeights` for how it keeps the disclosure floor. */
export interface WeightsSummary {
  answered: number;
  margins: Array<{
    dimension: string;
    /** Fractions of those who stand in one of the groups. */
    groups: Array<{ name: string; before: number; target: number; after: number }>;
    /** How many stand in none of the groups; 0, or at least the floor. */
    outside: number;
  }>;
  cap: number;
  /** How many stand at the cap; null for fewer than the floor, none among them. */
  trimmed: number | null;
  /** The largest weight that at least as many as the floor have or are above, and the smallest that as many have or are below; the mean is 1. */
  largest: number;
  smallest: number;
  designEffect: number;
  effectiveN: number;
}

/** A weighting as it is shown: what it does, and the questions and indexes that have no figures while it is in use. */
export interface ShownWeights {
  summary: WeightsSummary;
  withheld: LocalizedText[];
}
