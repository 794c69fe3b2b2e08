import type { Audience } from "#db/schema.ts";
import { type Codebook, type IndexItem, type Item, type Reading, scoreOf } from "#surveys/definition/codebook.ts";
import { countedCodes, indicatorKey, readingsOf, unitOf } from "#surveys/definition/reading.ts";
import type { IndicatorResult } from "./results.ts";

/** Turns a coded answer into the figure's unit: 0–100, or 0 and 100 for a share, or the item's own unit. */
export type ReadValue = (value: number) => number;

/** An indicator over all the waves that asked it. Its words are the newest wave's; each wave is read by its own codes. */
export interface MeasuredIndicator extends Omit<IndicatorResult, "alpha" | "segment" | "points"> {
  /** By wave id, in the order of the waves; a wave that did not ask is not in it. */
  reads: Map<string, ReadValue>;
  /** The other options of the same question, itself included: together they may be everybody. Empty for what is no option. */
  options: string[];
  /** The items an index is made of; empty for an item. */
  madeOf: string[];
  /** True where the figure tells how many gave each answer: a share, or the mean of a scale with two codes. */
  tellsCounts: boolean;
  /** The codes that a mean is made of, and whether the item's share counts them; null for a share and where no codes are known. */
  codes: Array<{ value: number; counted: boolean }> | null;
}

export interface AskedSurvey {
  waveId: string;
  codebook: Codebook;
}

/**
 * The indicators of one audience: a mean and a share for a scale (a share only where the survey names the good end), a share for yes-no, a
 * mean for numbers and indexes. Words and ties have no figure. Items that nobody has judged are read from the low code up and have
 * `better` null. A wave in which the key stood for another kind of item is not compared with the newest.
 *
 * @param surveys what each wave asked, in the order of the waves.
 */
export function indicatorsOf(audience: Audience, surveys: AskedSurvey[]): MeasuredIndicator[] {
  const newestFirst = [...surveys].reverse();
  const keys = new Set(
    newestFirst.flatMap(({ codebook }) => [...codebook.indexes, ...codebook.items].map((i) => i.key)),
  );
  const asked = surveys.map((survey) => ({ ...survey, ...byKey(survey.codebook) }));
  return [...keys].flatMap((key) => {
    const holders = asked.filter(({ items, indexes }) => items.has(key) || indexes.has(key));
    const newest = holders.at(-1);
    const index = newest?.indexes.get(key);
    if (index) return [indexIndicator(audience, index, holders)];
    const item = newest?.items.get(key);
    return item ? itemIndicators(audience, item, holders) : [];
  });
}

interface KeyedSurvey extends AskedSurvey {
  items: Map<string, Item>;
  indexes: Map<string, IndexItem>;
}

function byKey(codebook: Codebook): Pick<KeyedSurvey, "items" | "indexes"> {
  return {
    items: new Map(codebook.items.map((item) => [item.key, item])),
    indexes: new Map(codebook.indexes.map((index) => [index.key, index])),
  };
}

function indexIndicator(audience: Audience, index: IndexItem, holders: KeyedSurvey[]): MeasuredIndicator {
  const waves = holders.filter(({ indexes }) => indexes.has(index.key));
  return {
    key: indicatorKey({ audience, itemKey: index.key, reading: "mean" }),
    audience,
    itemKey: index.key,
    kind: "index",
    reading: "mean",
    label: index.label,
    theme: index.theme,
    unit: "points",
    unitLabel: null,
    better: "up",
    counted: null,
    reads: new Map(waves.map(({ waveId }) => [waveId, (value) => value])),
    options: [],
    madeOf: index.items,
    tellsCounts: false,
    codes: null,
  };
}

function itemIndicators(audience: Audience, newest: Item, holders: KeyedSurvey[]): MeasuredIndicator[] {
  return readingsOf(newest).map((reading) => ({
    key: indicatorKey({ audience, itemKey: newest.key, reading }),
    audience,
    itemKey: newest.key,
    kind: newest.kind as MeasuredIndicator["kind"],
    reading,
    label: newest.label,
    theme: newest.theme,
    ...unitOf(newest, reading),
    better: betterOf(newest),
    counted: reading === "share" ? countedOf(newest) : null,
    reads: readsOf(newest, reading, holders),
    madeOf: [],
    options: optionsOf(newest, holders.at(-1)?.codebook),
    tellsCounts: reading === "share" || (newest.scale !== undefined && newest.scale.max - newest.scale.min === 1),
    codes: reading === "mean" ? codesOf(newest) : null,
  }));
}

/** More codes than this (a slider from 0 to 100) leave the answers behind a mean open as amounts do. */
const mostCodes = 11;

function codesOf({ scale, goodEnd }: Item): MeasuredIndicator["codes"] {
  if (!scale || !Number.isInteger(scale.min) || !(scale.max - scale.min < mostCodes)) return null;
  return Array.from({ length: scale.max - scale.min + 1 }, (_, step) => {
    const value = scale.min + step;
    return { value, counted: goodEnd?.includes(value) ?? false };
  });
}

/** Points and shares are turned so that more is better; only an amount in its own unit may be better downwards. */
function betterOf(item: Item): MeasuredIndicator["better"] {
  if (item.good === null) return null;
  return item.kind === "number" && item.good === "low" ? "down" : "up";
}

function readsOf(newest: Item, reading: Reading, holders: KeyedSurvey[]): Map<string, ReadValue> {
  const reads = new Map<string, ReadValue>();
  for (const { waveId, items } of holders) {
    const item = items.get(newest.key);
    if (!item || item.kind !== newest.kind || !readingsOf(item).includes(reading)) continue;
    reads.set(waveId, readOf(item, reading));
  }
  return reads;
}

function readOf(item: Item, reading: Reading): ReadValue {
  if (reading === "mean") return (value) => scoreOf(item, value);
  const good = new Set(countedCodes(item));
  return (value) => (good.has(value) ? 100 : 0);
}

function countedOf(item: Item): MeasuredIndicator["counted"] {
  return countedCodes(item).map((value) => ({
    value,
    label: item.valueLabels?.find((entry) => entry.value === value)?.label ?? null,
  }));
}

function optionsOf(item: Item, codebook: Codebook | undefined): string[] {
  if (item.source.option === undefined || item.source.as !== "chosen" || !codebook) return [];
  const { question, row } = item.source;
  const siblings = codebook.items.filter(
    ({ source }) => source.as === "chosen" && source.question === question && source.row === row,
  );
  return siblings.length > 1 ? siblings.map((sibling) => sibling.key) : [];
}
