import type { Answers } from "#surveys/impact/answers.ts";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import type { PairCount, ValueCount } from "#surveys/impact/tallies.ts";
import type { Random } from "./random.ts";
import { covarianceOf, meanByMood, momentsAt, moodAt, type Scale, scales, sdBetween, shiftFor } from "./scale.ts";
import { type Design, effects, rippleCount } from "./screening-grid.ts";

/** How much of a person's mood, and of their view of one question, is the same at follow-up. */
export const PERSISTENCE = 0.5;

/** What may be added to the tide in one question: nothing, or a ripple of each size either way. */
export const additions = [0, ...effects.flatMap((d) => [d, -d])];

/** Everything of a design that is the same in every draw of it. */
export interface Prepared {
  design: Design;
  /** Of each scale and addition: how far feelings rise. */
  shifts: number[][];
  ripples: number;
  few: number;
  oracle: OracleTables | null;
  /** Memory that every draw of this design uses anew. */
  memory: Memory;
}

interface Memory {
  moods: Moods;
  feelings: Float64Array;
  codes: Uint8Array;
  counts: Int32Array;
  crossed: Int32Array;
  sumBefore: Float64Array;
  sumsAfter: Float64Array[][];
}

const LONGEST_SCALE = 11;

function memoryFor({ people }: Design): Memory {
  return {
    moods: { before: new Float64Array(people), after: new Float64Array(people) },
    feelings: new Float64Array(people),
    codes: new Uint8Array(people),
    counts: new Int32Array(LONGEST_SCALE),
    crossed: new Int32Array(LONGEST_SCALE ** 2),
    sumBefore: new Float64Array(people),
    sumsAfter: Array.from({ length: 5 }, () => additions.map(() => new Float64Array(people))),
  };
}

/** What only somebody who made the population can know; for scale × addition. */
interface OracleTables {
  moodBefore: Float64Array[];
  moodAfter: Float64Array[][];
  trueChange: number[][];
  sd: number[][];
  /** Share of the error variance that is the question's own. */
  ownShare: number[][];
  /** Of the errors of two questions: what METHODS §4 calls the average correlation. */
  averageCorrelation: number;
}

/** @returns what {@link drawSurvey} needs; worth keeping, for it takes longer than a draw. */
export function prepare(design: Design): Prepared {
  const shifts = scales.map((scale) =>
    additions.map((d) =>
      design.kind === "mood" ? design.tide + shiftFor(scale, d) : shiftFor(scale, design.tide + d),
    ),
  );
  return {
    ...{ design, shifts, ripples: rippleCount(design.indicators, 0.2), few: rippleCount(design.indicators, 0.05) },
    oracle: design.kind === "even" ? oracleTables(design, shifts) : null,
    memory: memoryFor(design),
  };
}

function oracleTables(design: Design, shifts: number[][]): OracleTables {
  const { people, overlap, correlation } = design;
  const shiftOf = (type: number, version: number) => (shifts[type] as number[])[version] as number;
  const each = <T>(make: (scale: Scale, shift: number) => T): T[][] =>
    scales.map((scale, type) => additions.map((_, version) => make(scale, shiftOf(type, version))));
  return {
    moodBefore: scales.map((scale) => meanByMood(scale, 0, correlation)),
    moodAfter: each((scale, shift) => meanByMood(scale, shift, correlation)),
    trueChange: each((scale, shift) => momentsAt(scale, shift).mean - momentsAt(scale, 0).mean),
    sd: each(sdBetween),
    ownShare: each((scale, shift) => {
      const variance = (within: number, before: number, after: number) =>
        (before + after - 2 * overlap * covarianceOf(scale, 0, scale, shift, within * PERSISTENCE)) / people;
      const whole = variance(1, momentsAt(scale, 0).variance, momentsAt(scale, shift).variance);
      const common = variance(
        correlation,
        covarianceOf(scale, 0, scale, 0, correlation),
        covarianceOf(scale, shift, scale, shift, correlation),
      );
      return 1 - common / whole;
    }),
    averageCorrelation: averageCorrelationIn(design, shifts),
  };
}

/** Weighted as `averageErrorCorrelation` weights: by the product of the two standard errors. Of questions that rode the tide only. */
function averageCorrelationIn({ people, overlap, correlation, indicators }: Design, shifts: number[][]): number {
  const covariance = (one: number, other: number, within: number) => {
    const [a, b] = [scales[one] as Scale, scales[other] as Scale];
    const [upA, upB] = [shifts[one]?.[0] as number, shifts[other]?.[0] as number];
    const across = within * PERSISTENCE;
    const shared = covarianceOf(a, 0, b, upB, across) + covarianceOf(a, upA, b, 0, across);
    return (covarianceOf(a, 0, b, 0, within) + covarianceOf(a, upA, b, upB, within) - overlap * shared) / people;
  };
  const errorOf = (type: number) => {
    const [scale, up] = [scales[type] as Scale, shifts[type]?.[0] as number];
    const [before, after] = [momentsAt(scale, 0).variance, momentsAt(scale, up).variance];
    return Math.sqrt((before + after - 2 * overlap * covarianceOf(scale, 0, scale, up, PERSISTENCE)) / people);
  };
  const types = Array.from({ length: indicators }, (_, index) => index % scales.length);
  let [shared, products] = [0, 0];
  for (const [index, one] of types.entries()) {
    for (const other of types.slice(index + 1)) {
      shared += covariance(one, other, correlation);
      products += errorOf(one) * errorOf(other);
    }
  }
  return shared / products;
}

/** The answers to one question under one addition, as Ringvirk tallies them. */
export interface QuestionTally {
  type: number;
  from: Answers;
  to: Answers;
  pairs: PairCount[];
  /** What the moods of those asked did to this change, in its standard deviations; with `oracle` only. */
  commonError: number;
}

export interface Drawn {
  /** Question × addition; those that never ripple have only the first. */
  questions: QuestionTally[][];
  /** Sum of each person's scores at baseline. */
  sumBefore: Float64Array;
  /** The same at follow-up, of the questions in each group (none, then {@link groupOf}) under each addition. */
  sumsAfter: Float64Array[][];
  panel: number;
}

/** Ripples stand first: even ones rise and odd ones fall where half go each way; the first `few` are the 5 %. */
export function groupOf(question: number, { few, ripples }: Prepared): number {
  if (question >= ripples) return 0;
  return 1 + (question < few ? 0 : 2) + (question % 2);
}

/** Told of every single answer, for checks that want the people and not their tallies. */
export type Recorder = (wave: 0 | 1, person: number, question: number, addition: number, code: number) => void;

/** Which scale each question has, in an order of chance so that every scale ripples. */
export function drawTypes({ indicators }: Design, random: Random): number[] {
  return random.shuffle(Array.from({ length: indicators }, (_, index) => index % scales.length));
}

/**
 * Draws one survey of two waves, person by person. The first `panel` of each wave are the same people.
 *
 * @returns good until the next draw of the same `prepared`, which uses its memory again.
 */
export function drawSurvey(
  prepared: Prepared,
  random: Random,
  types = drawTypes(prepared.design, random),
  record?: Recorder,
): Drawn {
  const { design, oracle, memory } = prepared;
  const { people, correlation } = design;
  const { moods, feelings, codes, counts, sumBefore, sumsAfter } = memory;
  const panel = Math.round(people * design.overlap);
  drawMoods(moods, panel, random);
  sumBefore.fill(0);
  for (const group of sumsAfter) for (const sums of group) sums.fill(0);
  const drawn: Drawn = { questions: [], sumBefore, sumsAfter, panel };
  for (const [question, type] of types.entries()) {
    const scale = scales[type] as Scale;
    const { thresholds, scores } = scale;
    const share = design.kind === "loadings" ? Math.min(0.95, correlation * (0.5 + random.uniform())) : correlation;
    const [ofMood, ofOwn] = [Math.sqrt(share), Math.sqrt(1 - share)];
    counts.fill(0);
    for (let person = 0; person < people; person++) {
      const own = random.normal();
      const code = codeOf(ofMood * (moods.before[person] as number) + ofOwn * own, thresholds, 0);
      counts[code] = (counts[code] as number) + 1;
      sumBefore[person] = (sumBefore[person] as number) + (scores[code] as number);
      codes[person] = code;
      const later = person < panel ? PERSISTENCE * own + RENEWAL * random.normal() : random.normal();
      feelings[person] = ofMood * (moods.after[person] as number) + ofOwn * later;
      record?.(0, person, question, 0, code);
    }
    const from = answersOf(counts, scale);
    const versions = question < prepared.ripples ? additions.length : 1;
    const group = sumsAfter[groupOf(question, prepared)] as Float64Array[];
    const ofQuestion: QuestionTally[] = [];
    for (let addition = 0; addition < versions; addition++) {
      const shift = (prepared.shifts[type] as number[])[addition] as number;
      const note = record && ((person: number, code: number) => record(1, person, question, addition, code));
      const after = tallyAfter(scale, shift, { ...memory, panel, sums: group[addition] as Float64Array }, note);
      ofQuestion.push({ type, from, ...after, commonError: oracle ? commonErrorOf(oracle, type, addition, moods) : 0 });
    }
    drawn.questions.push(ofQuestion);
  }
  return drawn;
}

const RENEWAL = Math.sqrt(1 - PERSISTENCE ** 2);

interface Moods {
  before: Float64Array;
  after: Float64Array;
}

function drawMoods({ before, after }: Moods, panel: number, random: Random): void {
  for (let person = 0; person < before.length; person++) {
    before[person] = random.normal();
    const fresh = random.normal();
    after[person] = person < panel ? PERSISTENCE * (before[person] as number) + RENEWAL * fresh : fresh;
  }
}

function codeOf(feeling: number, thresholds: Float64Array, shift: number): number {
  let code = 0;
  while (code < thresholds.length && feeling + shift > (thresholds[code] as number)) code++;
  return code;
}

interface AfterPeople {
  feelings: Float64Array;
  /** Baseline answers. */
  codes: Uint8Array;
  counts: Int32Array;
  crossed: Int32Array;
  panel: number;
  sums: Float64Array;
}

function tallyAfter(
  scale: Scale,
  shift: number,
  { feelings, codes, counts, crossed, panel, sums }: AfterPeople,
  record?: (person: number, code: number) => void,
): { to: Answers; pairs: PairCount[] } {
  const { thresholds, scores } = scale;
  counts.fill(0);
  crossed.fill(0);
  for (let person = 0; person < feelings.length; person++) {
    const code = codeOf(feelings[person] as number, thresholds, shift);
    counts[code] = (counts[code] as number) + 1;
    sums[person] = (sums[person] as number) + (scores[code] as number);
    if (person < panel) {
      const cell = (codes[person] as number) * LONGEST_SCALE + code;
      crossed[cell] = (crossed[cell] as number) + 1;
    }
    record?.(person, code);
  }
  return { to: answersOf(counts, scale), pairs: pairsOf(crossed, scale) };
}

function answersOf(counts: Int32Array, { scores }: Scale): Answers {
  const rows: ValueCount[] = [];
  for (let code = 0; code < scores.length; code++) {
    const count = counts[code] as number;
    if (count > 0) rows.push({ value: scores[code] as number, count, weight: count, weightSquared: count });
  }
  return { rows, moments: momentsOf(rows), weighted: false, sampled: null };
}

function pairsOf(crossed: Int32Array, { scores }: Scale): PairCount[] {
  const pairs: PairCount[] = [];
  for (let from = 0; from < scores.length; from++) {
    for (let to = 0; to < scores.length; to++) {
      const count = crossed[from * LONGEST_SCALE + to] as number;
      if (count === 0) continue;
      pairs.push({ from: scores[from] as number, to: scores[to] as number, count, weightProduct: count });
    }
  }
  return pairs;
}

function commonErrorOf(oracle: OracleTables, type: number, addition: number, { before, after }: Moods): number {
  const [first, second] = [oracle.moodBefore[type], oracle.moodAfter[type]?.[addition]] as [Float64Array, Float64Array];
  let sum = 0;
  for (let person = 0; person < before.length; person++) {
    sum += (second[moodAt(after[person] as number)] as number) - (first[moodAt(before[person] as number)] as number);
  }
  const { trueChange, sd } = oracle;
  return (sum / before.length - (trueChange[type]?.[addition] as number)) / (sd[type]?.[addition] as number);
}
