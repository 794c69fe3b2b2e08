import type { Audience } from "#db/schema.ts";
import type { PairCount, Tallies, ValueCount } from "./tallies.ts";

/** Counted answers, whoever counts as everyone. */
export type CountedAnswers = Pick<
  Tallies,
  "valuesOf" | "pairsOf" | "segmentsOf" | "answeredIn" | "isWeighted" | "heaviestIn"
>;

/**
 * The counted answers with everyone ("") read as the initiative's own people: those who do not stand in the comparison group. They are what
 * is left when its tallies are taken from everyone's; every other segment stays as it was (docs/decisions/008-who-everyone-is.md).
 */
export class OwnPeople implements CountedAnswers {
  readonly #all: CountedAnswers;
  readonly #comparison: string;

  constructor(all: CountedAnswers, comparison: string) {
    this.#all = all;
    this.#comparison = comparison;
  }

  valuesOf(waveId: string, audience: Audience, segment: string, itemKey: string): readonly ValueCount[] {
    const rows = this.#all.valuesOf(waveId, audience, segment, itemKey);
    if (segment !== "") return rows;
    const taken = this.#all.valuesOf(waveId, audience, this.#comparison, itemKey);
    return taken.length === 0 ? rows : leftOf(rows, taken);
  }

  /**
   * Everyone's pairs less those who stood in the comparison group both times. Whoever moved into it or out of it between the waves is in one
   * wave of each and stays among these pairs; where that gives more pairs than people, nobody counts as paired.
   */
  pairsOf(from: string, to: string, audience: Audience, segment: string, itemKey: string): readonly PairCount[] {
    const pairs = this.#all.pairsOf(from, to, audience, segment, itemKey);
    if (segment !== "") return pairs;
    const taken = this.#all.pairsOf(from, to, audience, this.#comparison, itemKey);
    const left = taken.length === 0 ? pairs : pairsLeftOf(pairs, taken);
    const fits =
      fitsIn(left, (pair) => pair.from, this.valuesOf(from, audience, "", itemKey)) &&
      fitsIn(left, (pair) => pair.to, this.valuesOf(to, audience, "", itemKey));
    return fits ? left : [];
  }

  segmentsOf(waveId: string, audience: Audience): string[] {
    return this.#all.segmentsOf(waveId, audience);
  }

  /** Everybody who answered, as many as were asked and answered: response rates are of all. */
  answeredIn(waveId: string, audience: Audience): number {
    return this.#all.answeredIn(waveId, audience);
  }

  isWeighted(waveId: string, audience: Audience): boolean {
    return this.#all.isWeighted(waveId, audience);
  }

  heaviestIn(waveId: string, audience: Audience): number {
    return this.#all.heaviestIn(waveId, audience);
  }
}

/** Sums of weights are sums of decimals: what is left of nobody is exactly nobody. */
function leftOf(rows: readonly ValueCount[], taken: readonly ValueCount[]): ValueCount[] {
  const less = new Map(taken.map((row) => [row.value, row]));
  return rows.flatMap((row) => {
    const count = row.count - (less.get(row.value)?.count ?? 0);
    if (count <= 0) return [];
    const weight = Math.max(0, row.weight - (less.get(row.value)?.weight ?? 0));
    const squares = Math.max(0, row.weightSquared - (less.get(row.value)?.weightSquared ?? 0));
    // Σw² lies between (Σw)²/n and (Σw)².
    const weightSquared = Math.min(weight ** 2, Math.max(weight ** 2 / count, squares));
    return [{ value: row.value, count, weight, weightSquared }];
  });
}

function pairsLeftOf(pairs: readonly PairCount[], taken: readonly PairCount[]): PairCount[] {
  const less = new Map(taken.map((pair) => [`${pair.from} ${pair.to}`, pair]));
  return pairs.flatMap((pair) => {
    const found = less.get(`${pair.from} ${pair.to}`);
    const count = pair.count - (found?.count ?? 0);
    const weightProduct = Math.max(0, pair.weightProduct - (found?.weightProduct ?? 0));
    return count <= 0 ? [] : [{ from: pair.from, to: pair.to, count, weightProduct }];
  });
}

function fitsIn(pairs: readonly PairCount[], of: (pair: PairCount) => number, rows: readonly ValueCount[]): boolean {
  const room = new Map(rows.map(({ value, count }) => [value, count]));
  for (const pair of pairs) room.set(of(pair), (room.get(of(pair)) ?? 0) - pair.count);
  return [...room.values()].every((left) => left >= 0);
}
