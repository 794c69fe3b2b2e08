import type { Audience } from "#db/schema.ts";
import type { ReadValue } from "./indicator.ts";
import { type DesignedAnswers, type SamplingDesign, samplingDesign } from "./statistics/sampling-design.ts";

/** One answered survey as a sample needs it: who was drawn with whom, and the tally value of each item. */
export interface SampledResponse {
  waveId: string;
  audience: Audience;
  /** Null where the person cannot be followed. */
  pseudonym: string | null;
  cluster: string | null;
  stratum: string | null;
  segments: Record<string, string>;
  weight: number;
  values: ReadonlyMap<string, string>;
}

/** Answers to one item with the sample they come from. */
export interface Sampled {
  design: SamplingDesign;
  answers: DesignedAnswers;
}

/** The same of two waves, with one numbering of the units. */
export interface SampledChange {
  design: SamplingDesign;
  from: DesignedAnswers;
  to: DesignedAnswers;
}

/** People whose sampling unit answered in the other wave, too: how many of them in the first wave, and in the second. */
export interface SharedUnits {
  from: number;
  to: number;
}

interface ItemInWaves {
  audience: Audience;
  segment: string;
  itemKey: string;
  /** Of everyone ("") those who stand in this group are left out; null or absent: nobody is. */
  leftOut?: string | null;
}

type WavePair = { from: string; to: string };

/**
 * The answers of waves whose sample was drawn in strata or clusters (docs/decisions/007-clusters-are-read-from-answers.md): what tallies do
 * not say is who was drawn with whom. Held by column, so that a figure costs one walk through the people of its segment.
 *
 * The sampling unit is the cluster, within its stratum; a person without a cluster is a unit of their own, in both waves where they can be
 * followed. Who has a cluster or stratum in one of two waves only has it in both. People without a stratum are a stratum together.
 */
export class SampledWaves {
  readonly #waves = new Map<string, SampledWave>();
  readonly #points = new Map<string, Units>();
  readonly #changes = new Map<string, PairUnits>();

  add(response: SampledResponse): void {
    const key = waveKey(response.waveId, response.audience);
    const wave = this.#waves.get(key) ?? new SampledWave();
    this.#waves.set(key, wave);
    wave.add(response);
  }

  /** Whether anybody of the wave was drawn in a stratum or cluster. */
  hasDesign(waveId: string, audience: Audience): boolean {
    return this.#waves.get(waveKey(waveId, audience))?.hasDesign ?? false;
  }

  /** Null where nobody of the wave was drawn in a stratum or cluster: tallies suffice then. */
  answersOf(waveId: string, about: ItemInWaves, read: ReadValue): Sampled | null {
    const key = waveKey(waveId, about.audience);
    const wave = this.#waves.get(key);
    if (!wave?.hasDesign) return null;
    const known = this.#points.get(key) ?? unitsOf([wave], false);
    this.#points.set(key, known);
    return { design: known.design, answers: wave.answersOf(about, read, known.unitOf[0] as Int32Array) };
  }

  /**
   * Null where nobody of either wave was drawn in a stratum or cluster.
   *
   * @param apart as if no unit had answered both waves: where so few have that the error of the change may not tell of it.
   */
  changeOf(
    pair: WavePair,
    about: ItemInWaves,
    reads: { from: ReadValue; to: ReadValue },
    apart: boolean,
  ): SampledChange | null {
    const waves = this.#pairOf(pair, about.audience);
    if (!waves) return null;
    const { design, unitOf } = this.#unitsOf(pair, about.audience, waves, apart);
    return {
      design,
      from: waves[0].answersOf(about, reads.from, unitOf[0] as Int32Array),
      to: waves[1].answersOf(about, reads.to, unitOf[1] as Int32Array),
    };
  }

  /** Of those who answered the item; null where nobody of either wave was drawn in a stratum or cluster. */
  sharedUnits(pair: WavePair, about: ItemInWaves): SharedUnits | null {
    const waves = this.#pairOf(pair, about.audience);
    if (!waves) return null;
    const { unitOf, design } = this.#unitsOf(pair, about.audience, waves, false);
    const [from, to] = waves.map((wave, at) =>
      wave.countByUnit(about, unitOf[at] as Int32Array, design.stratumOf.length),
    ) as [Int32Array, Int32Array];
    const shared: SharedUnits = { from: 0, to: 0 };
    for (let unit = 0; unit < from.length; unit++) {
      if (from[unit] === 0 || to[unit] === 0) continue;
      shared.from += from[unit] as number;
      shared.to += to[unit] as number;
    }
    return shared;
  }

  #pairOf({ from, to }: WavePair, audience: Audience): [SampledWave, SampledWave] | null {
    const [first, second] = [this.#waves.get(waveKey(from, audience)), this.#waves.get(waveKey(to, audience))];
    return first && second && (first.hasDesign || second.hasDesign) ? [first, second] : null;
  }

  #unitsOf({ from, to }: WavePair, audience: Audience, waves: [SampledWave, SampledWave], apart: boolean): Units {
    const key = [from, to, audience].join("\u0000");
    const known = this.#changes.get(key) ?? {};
    this.#changes.set(key, known);
    const name = apart ? "apart" : "together";
    known[name] ??= unitsOf(waves, apart);
    return known[name];
  }
}

interface Units {
  design: SamplingDesign;
  /** For each wave the unit of each of its people. */
  unitOf: Int32Array[];
}

type PairUnits = Partial<Record<"apart" | "together", Units>>;

interface Drawn {
  pseudonym: string | null;
  cluster: string | null;
  stratum: string | null;
}

/** The people of one wave and audience by number, in the order they were read. */
class SampledWave {
  readonly drawn: Drawn[] = [];
  readonly #weights: number[] = [];
  readonly #codes = new Map<string, number[]>();
  readonly #people = new Map<string, number[]>();
  /** Everyone but those of a group, by the group. */
  readonly #own = new Map<string, number[]>();
  hasDesign = false;

  add({ pseudonym, cluster, stratum, segments, weight, values }: SampledResponse): void {
    const person = this.drawn.length;
    this.drawn.push({ pseudonym, cluster, stratum });
    this.#weights.push(weight);
    if (cluster !== null || stratum !== null) this.hasDesign = true;
    for (const itemKey of values.keys()) {
      if (!this.#codes.has(itemKey)) this.#codes.set(itemKey, new Array<number>(person).fill(Number.NaN));
    }
    for (const [itemKey, codes] of this.#codes) codes.push(codeOf(values.get(itemKey)));
    for (const segment of ["", ...Object.entries(segments).map(([name, group]) => `${name}=${group}`)]) {
      const people = this.#people.get(segment);
      if (people) people.push(person);
      else this.#people.set(segment, [person]);
    }
  }

  answersOf(about: ItemInWaves, read: ReadValue, unitOf: Int32Array): DesignedAnswers {
    const answers = { unit: [] as number[], weight: [] as number[], value: [] as number[] };
    const codes = this.#codes.get(about.itemKey);
    if (!codes) return answers;
    for (const person of this.#peopleOf(about)) {
      const code = codes[person] as number;
      if (Number.isNaN(code)) continue;
      answers.unit.push(unitOf[person] as number);
      answers.weight.push(this.#weights[person] as number);
      answers.value.push(read(code));
    }
    return answers;
  }

  /** How many of each unit gave a valid answer to the item. */
  countByUnit(about: ItemInWaves, unitOf: Int32Array, units: number): Int32Array {
    const counts = new Int32Array(units);
    const codes = this.#codes.get(about.itemKey);
    if (!codes) return counts;
    for (const person of this.#peopleOf(about)) {
      if (Number.isNaN(codes[person] as number)) continue;
      const unit = unitOf[person] as number;
      counts[unit] = (counts[unit] as number) + 1;
    }
    return counts;
  }

  #peopleOf({ segment, leftOut }: ItemInWaves): readonly number[] {
    const people = this.#people.get(segment) ?? [];
    if (segment !== "" || !leftOut) return people;
    const known = this.#own.get(leftOut);
    if (known) return known;
    const out = new Set(this.#people.get(leftOut));
    const own = people.filter((person) => !out.has(person));
    this.#own.set(leftOut, own);
    return own;
  }
}

/** Numbers the sampling units of one wave, or of two together. */
function unitsOf(waves: SampledWave[], apart: boolean): Units {
  const units = new Map<string, number>();
  const strata = new Map<string, number>();
  const stratumOf: number[] = [];
  const byPseudonym = waves.map(
    ({ drawn }) => new Map(drawn.flatMap((one) => (one.pseudonym === null ? [] : [[one.pseudonym, one] as const]))),
  );
  const unitOf = waves.map(({ drawn }, at) =>
    Int32Array.from(drawn, (one, person) => {
      const elsewhere = one.pseudonym === null || apart ? undefined : byPseudonym[1 - at]?.get(one.pseudonym);
      const stratum = numbered(strata, one.stratum ?? elsewhere?.stratum ?? "");
      const name = unitName(one.cluster ?? elsewhere?.cluster ?? null, one.pseudonym, `${at} ${person}`);
      const unit = numbered(units, `${stratum} ${apart ? `${at} ` : ""}${name}`);
      stratumOf[unit] = stratum;
      return unit;
    }),
  );
  return { design: samplingDesign(stratumOf), unitOf };
}

function unitName(cluster: string | null, pseudonym: string | null, place: string): string {
  if (cluster !== null) return `cluster ${cluster}`;
  return pseudonym === null ? `alone ${place}` : `person ${pseudonym}`;
}

function numbered(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

/** NaN for what is missing and for words, as in the tallies. */
function codeOf(value: string | undefined): number {
  return value === undefined || value === "" || value.startsWith("~") ? Number.NaN : Number(value);
}

function waveKey(waveId: string, audience: Audience): string {
  return `${waveId}\u0000${audience}`;
}
