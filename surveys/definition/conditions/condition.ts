/** How an answer is compared; the words stand in `app/texts/<language>/editor.json` under `condition.is`. */
export const comparisons = [
  ...([
    "is",
    "is-not",
    "one-of",
    "none-of",
    "above",
    "at-least",
    "below",
    "at-most",
    "answered",
    "unanswered",
  ] as const),
] as const;
export type Comparison = (typeof comparisons)[number];

export function isComparison(text: unknown): text is Comparison {
  return comparisons.some((comparison) => comparison === text);
}

/** One line of the form: [question] [is one of] [values]. Values as they stand in the definition; none for answered and unanswered. */
export interface ConditionLine {
  /** The answer's name; of a matrix with the row: "worries.noise". */
  answer: string;
  comparison: Comparison;
  values: Array<string | number | boolean>;
}

/** "Show only if all of these hold", or any of them. */
export interface Condition {
  join: "all" | "any";
  lines: ConditionLine[];
}

/** What a form can make depend on earlier answers: whether a place is shown, and whether a question must be answered. */
export const conditionProperties = ["visibleIf", "requiredIf"] as const;
export type ConditionProperty = (typeof conditionProperties)[number];

export function isConditionProperty(text: unknown): text is ConditionProperty {
  return conditionProperties.some((property) => property === text);
}

/** How many lines a form can show; a longer condition is written by hand. */
export const mostLines = 12;
