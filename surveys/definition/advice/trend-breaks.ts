import type { Item } from "#surveys/definition/codebook.ts";
import type { Rule } from "./advice.ts";

/**
 * An item that was asked in the baseline and is asked otherwise now: its scale, its answers or its wording in Danish or English. A change
 * may then be the question's and not the people's. "how" says the gravest: "scale", "answers", "wording".
 */
export const trendBreaks: Rule = ({ codebook, baseline, questions }) => {
  if (!baseline) return [];
  const now = new Map(codebook.items.map((item) => [item.key, item]));
  const names = new Map(questions.map(({ name, element }) => [String(element.valueName ?? name), name]));
  const seen = new Set<string>();
  return baseline.items.flatMap((then) => {
    const item = now.get(then.key);
    const how = item ? breakOf(then, item) : null;
    const place = item ? (names.get(item.source.question) ?? "") : "";
    if (!item || !how || seen.has(`${place} ${how}`)) return [];
    seen.add(`${place} ${how}`);
    return [{ place, values: { how, key: then.key } }];
  });
};

/** How an item differs from what it was; null where it is the same question. */
export function breakOf(then: Item, now: Item): "scale" | "answers" | "wording" | null {
  if (then.kind !== now.kind || differs(then.scale, now.scale) || then.good !== now.good) return "scale";
  if (differs(then.valueLabels ?? [], now.valueLabels ?? [])) return "answers";
  return differs(then.label, now.label) ? "wording" : null;
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
