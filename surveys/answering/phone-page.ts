import type { Condition } from "./condition.ts";
import type { Answers, Block, SurveyPage } from "./survey-page.ts";

/** When a block stands on its page: all these conditions hold; or, of a heading, any of the next so many blocks stands there. */
export type BlockRule = Condition[] | number;

/** How an answer is read from the fields of a form; which of its choices are text (true: all), for the others are numbers or yes and no. */
export type ReadAs = [as: "one" | "many" | "rows" | "many-rows" | "order" | "text" | "number", texts?: true | string[]];

/** A page with everything that may stand on it, for the phone to decide without asking. */
export interface PhonePage {
  words: Omit<SurveyPage, "blocks">;
  blocks: Array<{ block: Block; shown: boolean; rule: BlockRule | null; requiredIf: Condition | null }>;
  /** The questions of this page that conditions look at, here or on other pages. */
  reads: Record<string, ReadAs>;
  /** Answers from other pages, and what else conditions look at. */
  known: Answers;
}

/** What stands on the page for its script, as JSON. */
export interface PageRules {
  /** By the number that a block carries as `data-if`. */
  rules: Record<string, BlockRule>;
  required: Record<string, Condition>;
  reads: PhonePage["reads"];
  known: Answers;
}

export function rulesOf({ blocks, reads, known }: PhonePage): PageRules {
  const rules: PageRules["rules"] = {};
  const required: PageRules["required"] = {};
  for (const [i, { rule, requiredIf }] of blocks.entries()) {
    if (rule) rules[i] = rule;
    if (requiredIf) required[i] = requiredIf;
  }
  return { rules, required, reads, known };
}
