import type { Audience, LanguageCode } from "#db/schema.ts";
import type { Unfollowed } from "./unfollowed.ts";

/** The same words in the languages a definition has; `da` and `en` are filled by falling back to each other. */
export type LocalizedText = Record<LanguageCode, string>;

/**
 * - `scale`: ordered numbers, read on 0–100 (0 worst, 100 best).
 * - `yes-no`: 0 or 1. Checkbox options and the options of a `choice` are yes-no items of their own.
 * - `number`: an amount in `unit` (hours, days, hand-offs).
 * - `text`: words; never averaged.
 * - `tie`: one organisation of the roster: `tie:<organisation id>` is the strength 0–5 of the collaboration with it, other keys
 *   (`tie-frequency:<organisation id>`) what else the roster asks.
 */
export type ItemKind = "scale" | "yes-no" | "number" | "text" | "tie";

/** Kept apart from each other and never part of a mean or a denominator. */
export const missingKinds = ["dont-know", "prefer-not", "not-asked", "skipped"] as const;
export type MissingKind = (typeof missingKinds)[number];

/** What a person's answer to one item is: a coded number, words, or a kind of missing. */
export type ItemAnswer = { value: number } | { text: string } | { missing: MissingKind };

/** Where in the definition's answers the item is found. */
export interface ItemSource {
  /** Question name in the SurveyJS definition; the key of the stored answer. */
  question: string;
  /** Row of a matrix: the answer's key under the question. */
  row?: string;
  /** Column of a matrix whose columns are questions: the answer's key under the row. */
  cell?: string;
  /** Option of a checkbox, radiogroup or dropdown (as text): the item is whether it was chosen. Ranked thing of a ranking: its place. */
  option?: string;
  /** What the stored value is read as. */
  as: "number" | "boolean" | "chosen" | "place" | "text";
}

/** One measurable thing. Its identity across waves is `key`: never its wording, never its position. */
export interface Item {
  key: string;
  kind: ItemKind;
  source: ItemSource;
  label: LocalizedText;
  theme: string;
  /** Which end is better: a larger coded value, or a smaller one. Null: nobody has said, so it is shown but never judged or screened. */
  good: "high" | "low" | null;
  /** Lowest and highest code of a `scale` (0 and 1 for yes-no; absent for number, text). */
  scale?: { min: number; max: number };
  /** Codes in the good end, for the reading "share" ("safe" = 5–7 of 7). For yes-no the good code. */
  goodEnd?: number[];
  /** Wording of each code, where the definition has any. */
  valueLabels?: Array<{ value: number; label: LocalizedText }>;
  /** Stored answers (as text) that are a kind of missing, such as "dk" → "dont-know". */
  missing?: Record<string, MissingKind>;
  unit?: LocalizedText;
  /** People answered it on behalf of their organisation, and were told so; absent, they answered for themselves (docs/decisions/009). */
  answersFor?: "organisation";
  /** Words that answer an open question in people's own sentences: read for themes. Not a name, a place or a date in a short field. */
  open?: true;
}

/** Mean of items' 0–100 scores of one person, when at least half of them were answered. */
export interface IndexItem {
  key: string;
  label: LocalizedText;
  theme: string;
  items: string[];
}

export interface Codebook {
  items: Item[];
  indexes: IndexItem[];
  /** Question names in order: all the keys an answer may have. */
  questions: string[];
  /** What the reader cannot measure, each with its question and why. What is asked all the same is kept; a type nobody knows is not asked. */
  unmeasured: Array<{
    question: string;
    type: string;
    reason:
      | "type-not-measured"
      | "not-offered"
      | "any-number"
      | "reckoned"
      | "no-values"
      | "display-only"
      | "same-answer";
  }>;
  /** What the definition asks for and the product does not do: property by property, with the question, panel or page ("" for the survey). */
  unfollowed?: Unfollowed[];
  /** Measured questions that the definition fills in by itself: who passes them over is counted as having answered (docs/decisions/018). */
  filledIn?: Unfollowed[];
}

/**
 * Under which an index's items, and with no item their mean, are tallied for those who answered all of them: Cronbach's alpha is made of
 * nothing else. No item's key holds a "~".
 */
export function completeKey(indexKey: string, itemKey = ""): string {
  return `${indexKey}~${itemKey}`;
}

/** One indicator's reading: `mean` on 0–100 (or in the unit of a number), `share` of answers in the good end, in percent. */
export type Reading = "mean" | "share";

export interface Indicator {
  audience: Audience;
  itemKey: string;
  reading: Reading;
}

/** Key under which a person's mean 0–100 score over all judged items is tallied (METHODS §4: average correlation). Never shown. */
export const personMeanKey = "_person-mean";

/** A coded value on 0–100 where 100 is best; a number stays in its unit. */
export function scoreOf(item: Pick<Item, "kind" | "scale" | "good">, value: number): number {
  if (item.kind === "number" || !item.scale) return value;
  const share = ((value - item.scale.min) / (item.scale.max - item.scale.min)) * 100;
  return item.good === "low" ? 100 - share : share;
}
