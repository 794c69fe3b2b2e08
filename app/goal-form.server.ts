import { typed } from "#app/refusal.server.ts";
import type { GoalTable } from "#db/schema.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import type { GoalInput } from "#surveys/initiative/goal.ts";
import { indicatorOfKey } from "#surveys/initiative/indicator-choice.ts";

/** A goal as its form was filled in. What is no indicator at all becomes one that no survey has, and is refused as such. */
export function goalIn(form: FormData): GoalInput {
  const indicator = indicatorOfKey(typed(form, "indicator"));
  return {
    title: typed(form, "title"),
    ...(indicator ?? { audience: "resident", itemKey: "", reading: "mean" }),
    segment: typed(form, "segment").trim(),
    targetKind: typed(form, "targetKind"),
    targetValue: typed(form, "targetValue"),
    smallestWorthwhile: typed(form, "smallestWorthwhile"),
    duePosition: typed(form, "duePosition"),
  };
}

/** A goal as its form shows it; numbers with the comma that Danes write. */
export function goalFormOf(goal: GoalTable): Record<string, string> {
  return {
    title: goal.title,
    indicator: indicatorKey({ audience: goal.audience, itemKey: goal.item_key, reading: goal.reading }),
    segment: goal.segment,
    targetKind: goal.target_kind,
    targetValue: String(goal.target_value).replace(".", ","),
    smallestWorthwhile: String(goal.smallest_worthwhile).replace(".", ","),
    duePosition: String(goal.due_position),
  };
}
