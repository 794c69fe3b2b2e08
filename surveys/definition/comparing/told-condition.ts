import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { Comparison, Condition, ConditionLine } from "#surveys/definition/conditions/condition.ts";
import { type ConditionChoice, conditionChoices } from "#surveys/definition/conditions/condition-choices.ts";
import { readCondition } from "#surveys/definition/conditions/read-condition.ts";
import type { EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";

/** A condition for people: which answers, by what is asked, and how they are compared. */
export interface ToldCondition {
  join: Condition["join"];
  /** The title is empty for which wave it is. */
  lines: Array<{ title: LocalizedText; comparison: Comparison; values: LocalizedText[] }>;
}

/** Null where the condition says more than lines can, or speaks of what the definition does not ask before. */
export function toldCondition(definition: EditableDefinition, at: Place, text: unknown): ToldCondition | null {
  const condition = typeof text === "string" ? readCondition(text) : null;
  if (!condition) return null;
  const [da, en] = (["da", "en"] as const).map((language) => conditionChoices(definition, at, language));
  const lines = condition.lines.map((line) => toldLine(line, da, en));
  return lines.some((line) => line === null) ? null : { join: condition.join, lines: lines as ToldCondition["lines"] };
}

function toldLine(
  { answer, comparison, values }: ConditionLine,
  danish: ConditionChoice[] = [],
  english: ConditionChoice[] = [],
): ToldCondition["lines"][number] | null {
  const [da, en] = [danish, english].map((choices) => choices.find((choice) => choice.answer === answer));
  if (!da || !en) return null;
  const label = (choice: ConditionChoice, value: unknown) =>
    choice.values.find((one) => one.value === value)?.label ?? String(value);
  return {
    title: { da: da.title, en: en.title },
    comparison,
    values: values.map((value) => ({ da: label(da, value), en: label(en, value) })),
  };
}
