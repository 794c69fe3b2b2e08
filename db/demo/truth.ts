import type { Audience, ExpectationTable, GoalTable, WaveMode } from "#db/schema.ts";
import type { AnswerShape } from "./answer-shape.ts";
import type { Groups, Recruitment } from "./population.ts";
import { housingArea } from "./truth-of-housing-area.ts";
import { itCrime } from "./truth-of-it-crime.ts";
import { nightlife } from "./truth-of-nightlife.ts";

/** The seed of the demo that ships. Any other makes a demo with the same truth and other answers. */
export const demoSeed = 2026;

/**
 * What a person's standing on an item is made of: fractions of its variance, together 1. So two items of the same person in the same wave
 * correlate 0.35, and one item of the same person in two waves 0.45.
 */
export const varianceParts = {
  /** Lasting, the same for all items: a sunny or a gloomy mind. */
  outlook: 0.25,
  /** Lasting, of this item alone. */
  own: 0.2,
  /** Of this wave, the same for all items: the day it is answered on. */
  mood: 0.1,
  /** Of this wave and item alone. */
  moment: 0.45,
};

/** How often an answer is missing, by kind; a question left alone, or the code that the survey has for it. Fractions. */
export const missingRates = { skipped: 0.02, dk: 0.04, "prefer-not": 0.02, none: 0.5 };

interface PlantedGoal
  extends Pick<
    GoalTable,
    "title" | "audience" | "item_key" | "reading" | "segment" | "target_kind" | "target_value" | "smallest_worthwhile"
  > {
  due_position: 1 | 2;
  outcome: "reached" | "not reached" | "worse";
  /** Verdicts that recover the outcome. */
  verdicts: string[];
}

/** A change of one item beyond the tide, in standard deviations of its answers; positive = better. From baseline to each follow-up. */
interface PlantedChange {
  audience: Audience;
  itemKey: string;
  followUps: [number, number];
  /** What the partners knew of it when they sealed: a goal, an expectation, or nothing. */
  kind: "goal" | "expected" | "ripple" | "harm";
  /** What happened, for the reader of the demo. */
  story: string;
}

/** How close two organisations work, 0–5 (Frey et al. 2006): at baseline and at each follow-up. Names of organisations of the cast. */
interface PlantedTie {
  between: [string, string];
  strength: [number, number, number];
  expected: boolean;
}

/** Residents were drawn by household within their area. */
export interface Households {
  size: number;
  /** How much of the outlook's variance the people of a household share. Fraction. */
  shared: number;
}

/** A place without the initiative, sealed as the comparison group: it gets the same surveys and the same tide. */
export interface Neighbours {
  /** Stands as an area in the participants' list. */
  area: string;
  /** New people invited at each wave. */
  invited: [number, number, number];
  /** What moved there too, in standard deviations from baseline to each follow-up; nothing else did. */
  changes: Array<{ itemKey: string; followUps: [number, number]; story: string }>;
}

export interface InitiativeTruth {
  slug: string;
  /** Shift shared by every judged item from baseline to each follow-up, in standard deviations. */
  tide: Record<Audience, [number, number]>;
  goals: PlantedGoal[];
  expectations: Array<Pick<ExpectationTable, "statement" | "audience" | "item_key"> & { tie?: [string, string] }>;
  changes: PlantedChange[];
  ties: PlantedTie[];
  recruitment: Recruitment;
  groups: Groups;
  /** Items that do not lie as `usualShapes` says. */
  shapes: Record<string, AnswerShape>;
  /** How the waves were answered: at baseline and at each follow-up. */
  modes: [WaveMode, WaveMode, WaveMode];
  households?: Households;
  neighbours?: Neighbours;
  /** Residents' answers are weighted to the shares that these groups, some put together, have of all residents. */
  weightedBy?: { dimension: "alder"; groups: string[][] };
  /** Lasting differences between groups, in standard deviations: no change, but something for the segments to show. */
  differences: Array<{ group: { name: "område" | "alder" | "køn"; value: string }; itemKeys: string[]; by: number }>;
}

export const demoTruth: readonly InitiativeTruth[] = [nightlife, housingArea, itCrime];

/** The planted change of an item from baseline to a wave, the tide left out; 0 for everything that nobody planted. */
export function plantedChange(truth: InitiativeTruth, audience: Audience, itemKey: string, position: number): number {
  const planted = truth.changes.find((change) => change.audience === audience && change.itemKey === itemKey);
  return planted ? atWave(planted.followUps, position) : 0;
}

/** The same among residents of the place without the initiative. */
export function plantedElsewhere({ neighbours }: InitiativeTruth, itemKey: string, position: number): number {
  const planted = neighbours?.changes.find((change) => change.itemKey === itemKey);
  return planted ? atWave(planted.followUps, position) : 0;
}

/** What the weights are fitted to: fractions that add up to 1. */
export function populationShares({ weightedBy, groups }: InitiativeTruth): Array<{ groups: string[]; share: number }> {
  const total = Object.values(groups.age).reduce((sum, each) => sum + each, 0);
  return (weightedBy?.groups ?? []).map((together) => ({
    groups: together,
    share: together.reduce((sum, group) => sum + (groups.age[group] ?? 0), 0) / total,
  }));
}

/** The tide from baseline to a wave. */
export function plantedTide(truth: InitiativeTruth, audience: Audience, position: number): number {
  return atWave(truth.tide[audience], position);
}

/** After the second follow-up nothing more is planted: it stays as it is. */
function atWave(followUps: [number, number], position: number): number {
  return position === 0 ? 0 : followUps[position === 1 ? 0 : 1];
}
