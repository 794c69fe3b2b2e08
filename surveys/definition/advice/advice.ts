import type { Codebook } from "#surveys/definition/codebook.ts";
import { allElements, type EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { readDraft } from "#surveys/definition/editing/read-draft.ts";
import { isProblem } from "#surveys/problem.ts";
import { type AdvisedQuestion, type AdvisedSurvey, advisedQuestion } from "./advised-question.ts";
import { anonymity } from "./anonymity.ts";
import { boundItemGone } from "./bound-item-gone.ts";
import { conditionBroken } from "./condition-broken.ts";
import { doubleBarrelled } from "./double-barrelled.ts";
import { doubleNegation } from "./double-negation.ts";
import { factWithoutDontKnow } from "./fact-without-dont-know.ts";
import { hardToRead } from "./hard-to-read.ts";
import { leadingWords } from "./leading-words.ts";
import { longQuestion } from "./long-question.ts";
import { longSurvey } from "./long-survey.ts";
import { matrixOnPhone } from "./matrix-on-phone.ts";
import { noDirection } from "./no-direction.ts";
import { otherWithoutText } from "./other-without-text.ts";
import { ranges } from "./ranges.ts";
import { requiredSensitive } from "./required-sensitive.ts";
import { scaleWithoutEnds } from "./scale-without-ends.ts";
import { trendBreaks } from "./trend-breaks.ts";
import { unbalancedScale } from "./unbalanced-scale.ts";

/** One note of a survey methodologist: which rule, where, and what the words are filled with. The words: `advice:<rule>.why` and `.do`. */
export interface Advice {
  rule: RuleName;
  /** Name of the question; "" for the survey as a whole. */
  place: string;
  values: Record<string, string | number>;
}

/** A note as a rule gives it: its own name is added where all are asked. */
export type Note = Omit<Advice, "rule">;
export type Rule = (survey: AdvisedSurvey) => Note[];

/** Every rule, those that cost the most first. */
const rules = {
  "bound-item-gone": boundItemGone,
  "trend-breaks": trendBreaks,
  "condition-broken": conditionBroken,
  anonymity,
  "double-barrelled": doubleBarrelled,
  "leading-words": leadingWords,
  "double-negation": doubleNegation,
  "unbalanced-scale": unbalancedScale,
  "scale-without-ends": scaleWithoutEnds,
  "no-direction": noDirection,
  ranges,
  "other-without-text": otherWithoutText,
  "fact-without-dont-know": factWithoutDontKnow,
  "required-sensitive": requiredSensitive,
  "long-question": longQuestion,
  "hard-to-read": hardToRead,
  "matrix-on-phone": matrixOnPhone,
  "long-survey": longSurvey,
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

export interface AdviceContext {
  /** What the first wave asked; null before there is one. */
  baseline: Codebook | null;
  /** Titles of goals and expectations by item key. */
  bound: ReadonlyMap<string, string[]>;
}

/** What a survey methodologist would say of a definition. None of it forbids anything. */
export function adviceOn(definition: EditableDefinition, { baseline, bound }: AdviceContext): Advice[] {
  const read = readDraft(definition);
  if (isProblem(read)) return [];
  const questions: AdvisedQuestion[] = allElements(definition.pages)
    .filter(({ type }) => type !== "panel")
    .map(advisedQuestion);
  const survey: AdvisedSurvey = { definition, codebook: read.codebook, questions, baseline, bound };
  return Object.entries(rules).flatMap(([rule, notes]) =>
    notes(survey).map((note) => ({ rule: rule as RuleName, ...note })),
  );
}
