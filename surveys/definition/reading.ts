import type { Indicator, Item, LocalizedText, Reading } from "./codebook.ts";

/** "resident/safety-dark/mean": how an indicator is called in results, forms and addresses. */
export function indicatorKey({ audience, itemKey, reading }: Indicator): string {
  return `${audience}/${itemKey}/${reading}`;
}

/** How an item can be read: a scale as a share too where the survey names the good end. Words and ties have no figure. */
export function readingsOf({ kind, goodEnd }: Pick<Item, "kind" | "goodEnd">): Reading[] {
  if (kind === "scale") return goodEnd && goodEnd.length > 0 ? ["mean", "share"] : ["mean"];
  if (kind === "yes-no") return ["share"];
  return kind === "number" ? ["mean"] : [];
}

/** The codes that a share counts: the good end; the chosen option or the yes where nobody has said what is good. */
export function countedCodes({ goodEnd, good }: Pick<Item, "goodEnd" | "good">): number[] {
  if (goodEnd && goodEnd.length > 0) return goodEnd;
  return [good === "low" ? 0 : 1];
}

/** What a reading is counted in: points of 100, percent of the answers, or the item's own unit. */
export interface ReadingUnit {
  unit: "points" | "percent" | "own";
  unitLabel: LocalizedText | null;
}

export function unitOf(item: Pick<Item, "kind" | "unit">, reading: Reading): ReadingUnit {
  if (item.kind === "number") return { unit: "own", unitLabel: item.unit ?? null };
  return { unit: reading === "share" ? "percent" : "points", unitLabel: null };
}
