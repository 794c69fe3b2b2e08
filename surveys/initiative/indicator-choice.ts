import type { Audience } from "#db/schema.ts";
import type { Codebook, Indicator, Item, LocalizedText, Reading } from "#surveys/definition/codebook.ts";
import { countedCodes, type ReadingUnit, readingsOf, unitOf } from "#surveys/definition/reading.ts";

/** An indicator that a goal can be about: judged, and with figures. */
export interface IndicatorChoice extends Indicator, ReadingUnit {
  label: LocalizedText;
  theme: string;
  kind: Item["kind"] | "index";
  /** The answers counted as good, for the reading "share": 5, 6 and 7 of 7, or 0 for a yes-no whose good answer is no. */
  goodEnd: number[];
  /** Points and percent always get better upwards, whatever the coding; an amount keeps its unit and may be better downwards. */
  better: "rise" | "fall";
}

/** Undefined for what is no indicator's key. */
export function indicatorOfKey(key: string): Indicator | undefined {
  const [audience, itemKey, reading, ...more] = key.split("/");
  if ((audience !== "resident" && audience !== "actor") || !itemKey || more.length > 0) return undefined;
  return reading === "mean" || reading === "share" ? { audience, itemKey, reading } : undefined;
}

/** The indicators of a codebook, in its order. Words and ties have no figure, and what nobody has judged good or bad can be no goal. */
export function indicatorChoices(audience: Audience, codebook: Codebook): IndicatorChoice[] {
  const items = codebook.items.flatMap((item) =>
    (item.good === null ? [] : readingsOf(item)).map((reading) => itemChoice(audience, item, reading)),
  );
  const indexes = codebook.indexes.map(
    ({ key, label, theme }): IndicatorChoice => ({
      ...{ audience, itemKey: key, reading: "mean", label, theme },
      ...{ kind: "index", unit: "points", unitLabel: null, goodEnd: [], better: "rise" },
    }),
  );
  return [...indexes, ...items];
}

function itemChoice(audience: Audience, item: Item, reading: Reading): IndicatorChoice {
  const { key: itemKey, label, theme, kind } = item;
  return {
    ...{ audience, itemKey, reading, label, theme, kind },
    ...unitOf(item, reading),
    goodEnd: reading === "share" ? countedCodes(item) : [],
    better: kind === "number" && item.good === "low" ? "fall" : "rise",
  };
}
