import type { Audience } from "#db/schema.ts";

/** The people who gave one answer: how many, Σ of their weights, Σ of the squares of their weights. */
export interface ValueCount {
  value: number;
  count: number;
  weight: number;
  weightSquared: number;
}

/** The people who gave one pair of answers: how many, Σ of (weight in the first wave × weight in the second). */
export interface PairCount {
  from: number;
  to: number;
  count: number;
  weightProduct: number;
}

/**
 * All rows of `tally` of one wave, audience, segment and item in one text: value, count, weight and weight_squared of each, joined by
 * commas; a sum of weights that is the count may be left empty. Read when asked for: a survey of 300 items has hundreds of thousands of
 * rows, and holding each as an object costs more than all the arithmetic.
 */
export interface TallyGroup {
  waveId: string;
  audience: Audience;
  segment: string;
  itemKey: string;
  cells: string;
}

/** The same for `shift`: from_value, to_value, count and weight_product of each. */
export interface ShiftGroup extends Omit<TallyGroup, "waveId"> {
  fromWaveId: string;
  toWaveId: string;
}

/** The largest weight of any answer of a wave. */
export interface HeaviestWeight {
  waveId: string;
  audience: Audience;
  weight: number;
}

/**
 * The counted answers of an initiative's waves, held so that a figure is looked up and never queried. Missing answers are left out: they
 * are part of no mean and no denominator.
 */
export class Tallies {
  readonly #values: Groups<ValueCount[]> = new Map();
  readonly #pairs = new Map<string, Groups<PairCount[]>>();
  readonly #answered = new Map<string, number>();
  readonly #weighted = new Set<string>();
  readonly #heaviest: ReadonlyMap<string, number>;

  /** @param heaviest of every wave with weights; tallies hold sums alone. */
  constructor(
    tallies: Iterable<TallyGroup>,
    shifts: Iterable<ShiftGroup>,
    heaviest: ReadonlyArray<HeaviestWeight> = [],
  ) {
    this.#heaviest = new Map(heaviest.map(({ waveId, audience, weight }) => [groupKey(waveId, audience), weight]));
    for (const group of tallies) this.#addTallies(group);
    for (const { fromWaveId, toWaveId, audience, segment, itemKey, cells } of shifts) {
      const ofWave = ofMap(this.#pairs, fromWaveId, (): Groups<PairCount[]> => new Map());
      itemsIn(ofWave, toWaveId, audience, segment).set(itemKey, { cells, read: null });
    }
  }

  /** Valid answers to an item; empty where nobody gave one. Read once, and the same to all who ask. */
  valuesOf(waveId: string, audience: Audience, segment: string, itemKey: string): readonly ValueCount[] {
    const group = this.#values.get(waveId)?.get(audience)?.get(segment)?.get(itemKey);
    if (group === undefined) return nobody;
    group.read ??= readValues(group.cells);
    return group.read;
  }

  /** Valid answers to an item by people who answered both waves and stood in the segment both times. */
  pairsOf(from: string, to: string, audience: Audience, segment: string, itemKey: string): readonly PairCount[] {
    const group = this.#pairs.get(from)?.get(to)?.get(audience)?.get(segment)?.get(itemKey);
    if (group === undefined) return nobody;
    group.read ??= readPairs(group.cells);
    return group.read;
  }

  /** The segments that anybody of the wave stands in, "" first, then by name. */
  segmentsOf(waveId: string, audience: Audience): string[] {
    return [...(this.#values.get(waveId)?.get(audience)?.keys() ?? [])].sort();
  }

  /** How many answered the survey at all. */
  answeredIn(waveId: string, audience: Audience): number {
    return this.#answered.get(groupKey(waveId, audience)) ?? 0;
  }

  /** Whether any answer of the wave counts for more or less than one. */
  isWeighted(waveId: string, audience: Audience): boolean {
    return this.#weighted.has(groupKey(waveId, audience));
  }

  /** What the answer that counts most counts for; 1 where all count alike. */
  heaviestIn(waveId: string, audience: Audience): number {
    if (!this.isWeighted(waveId, audience)) return 1;
    const weight = this.#heaviest.get(groupKey(waveId, audience));
    if (weight === undefined) throw new Error(`nobody read the heaviest weight of ${waveId} ${audience}`);
    return weight;
  }

  #addTallies({ waveId, audience, segment, itemKey, cells }: TallyGroup): void {
    itemsIn(this.#values, waveId, audience, segment).set(itemKey, { cells, read: null });
    if (segment === "") this.#addWave(groupKey(waveId, audience), cells);
  }

  /** Every answer is tallied for every item, missing or not, so the fullest item counts the people. */
  #addWave(wave: string, cells: string): void {
    let people = 0;
    const parts = cells.split(",");
    for (let at = 0; at < parts.length; at += 4) {
      const count = Number(parts[at + 1]);
      const [weight, weightSquared] = [sumAt(parts, at + 2, count), sumAt(parts, at + 3, count)];
      people += count;
      // Σw = Σw² = n holds only where every weight is one.
      if (differs(weight, count) || differs(weightSquared, count)) this.#weighted.add(wave);
    }
    this.#answered.set(wave, Math.max(people, this.#answered.get(wave) ?? 0));
  }
}

function readValues(cells: string): ValueCount[] {
  const parts = cells.split(",");
  const values: ValueCount[] = [];
  for (let at = 0; at < parts.length; at += 4) {
    const value = codeAt(parts, at);
    const count = Number(parts[at + 1]);
    if (value === null || count === 0) continue;
    values.push({ value, count, weight: sumAt(parts, at + 2, count), weightSquared: sumAt(parts, at + 3, count) });
  }
  return values;
}

function readPairs(cells: string): PairCount[] {
  const parts = cells.split(",");
  const pairs: PairCount[] = [];
  for (let at = 0; at < parts.length; at += 4) {
    const [from, to] = [codeAt(parts, at), codeAt(parts, at + 1)];
    const count = Number(parts[at + 2]);
    if (from === null || to === null || count === 0) continue;
    pairs.push({ from, to, count, weightProduct: sumAt(parts, at + 3, count) });
  }
  return pairs;
}

/** Null for a kind of missing ("~skipped") and for words ("~text"). */
function codeAt(parts: string[], at: number): number | null {
  const part = parts[at];
  if (part === undefined || part === "" || part.startsWith("~")) return null;
  const code = Number(part);
  return Number.isFinite(code) ? code : null;
}

function sumAt(parts: string[], at: number, count: number): number {
  const part = parts[at];
  return part === "" ? count : Number(part);
}

/** By wave, audience, segment and item. Nested, for joining the four into one key costs more than looking four times. */
type Groups<Read> = Map<string, Map<string, Map<string, Items<Read>>>>;
type Items<Read> = Map<string, { cells: string; read: Read | null }>;

const nobody: readonly never[] = [];

function itemsIn<Read>(groups: Groups<Read>, waveId: string, audience: string, segment: string): Items<Read> {
  const ofWave = ofMap(groups, waveId, (): Map<string, Map<string, Items<Read>>> => new Map());
  const ofAudience = ofMap(ofWave, audience, (): Map<string, Items<Read>> => new Map());
  return ofMap(ofAudience, segment, (): Items<Read> => new Map());
}

function ofMap<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** Weights are sums of decimals: the last bits say nothing. */
function differs(one: number, other: number): boolean {
  return Math.abs(one - other) > 1e-9 * Math.max(1, Math.abs(other));
}

function groupKey(...parts: string[]): string {
  return parts.join("\u0000");
}
