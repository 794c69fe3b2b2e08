import type { Answers } from "#surveys/impact/answers.ts";
import { compareWaves } from "#surveys/impact/comparison.ts";
import { pointOf } from "#surveys/impact/point.ts";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { normalCdf } from "#surveys/impact/statistics/normal.ts";
import type { PairCount } from "#surveys/impact/tallies.ts";
import { type CoverageDesign, coverageName } from "./coverage-grid.ts";
import { Random } from "./random.ts";
import type { Scale } from "./scale.ts";
import { hashOf } from "./screening-unit.ts";

export interface CoverageUnit {
  samples: number;
  /** Samples that gave an interval. The others are refusals: everybody answered alike, say. */
  intervals: number;
  held: number;
  /** Intervals wholly below and wholly above the truth. */
  below: number;
  above: number;
  width: number;
}

/** Weights are lognormal, trimmed at five times the mean as survey offices do; this spread gives the coefficient of variation. */
const SPREAD_OF = { 0: 0, 0.5: 0.47304644857800127, 1: 0.9424811500472013 };
const CAP = 5;

/** Draws samples person by person and counts how often Ringvirk's 95 % interval holds the true figure. */
export function runCoverage(
  design: CoverageDesign,
  known: { seed: number; chunk: number; repeats: number },
): CoverageUnit {
  const random = new Random(known.seed, hashOf(`coverage ${coverageName(design)}`), known.chunk);
  const truth = truthOf(design);
  const reading = design.scale.shares.length === 2 ? "share" : "mean";
  const unit: CoverageUnit = { samples: known.repeats, intervals: 0, held: 0, below: 0, above: 0, width: 0 };
  for (let sample = 0; sample < known.repeats; sample++) {
    const { from, to, pairs } = drawSample(design, random);
    const { low, high } =
      design.figure === "point" ? pointOf(from, reading) : compareWaves({ reading, from, to, pairs });
    if (low === null || high === null) continue;
    unit.intervals++;
    unit.width += high - low;
    if (high < truth - 1e-9) unit.below++;
    else if (low > truth + 1e-9) unit.above++;
    else unit.held++;
  }
  return unit;
}

function drawSample(design: CoverageDesign, random: Random) {
  const { scale, n, overlap, persistence, rise, cv, related, figure } = design;
  const panel = Math.round(n * overlap);
  const spread = SPREAD_OF[cv];
  const own = Math.sqrt(1 - related ** 2);
  const renewal = Math.sqrt(1 - persistence ** 2);
  const weightOf = (feeling: number, standing: number) =>
    Math.min(CAP, Math.exp(spread * (related * feeling + own * standing) - spread ** 2 / 2));
  const [before, after] = [new Wave(scale, cv > 0), new Wave(scale, cv > 0)];
  const pairs = new Map<number, PairCount>();
  for (let person = 0; person < n; person++) {
    const [feeling, standing] = [random.normal(), random.normal()];
    const weight = weightOf(feeling, standing);
    const first = before.add(feeling, weight);
    if (figure === "point") continue;
    const stays = person < panel;
    const later = stays ? persistence * feeling + renewal * random.normal() : random.normal();
    const laterWeight = weightOf(later, stays ? standing : random.normal());
    const second = after.add(later + rise, laterWeight);
    if (stays) addPair(pairs, scale, first, second, weight * laterWeight);
  }
  return { from: before.answers(), to: after.answers(), pairs: [...pairs.values()] };
}

function addPair(
  pairs: Map<number, PairCount>,
  { scores }: Scale,
  first: number,
  second: number,
  product: number,
): void {
  const cell = first * scores.length + second;
  const pair = pairs.get(cell);
  if (pair) {
    pair.count++;
    pair.weightProduct += product;
  } else {
    const [from, to] = [scores[first] as number, scores[second] as number];
    pairs.set(cell, { from, to, count: 1, weightProduct: product });
  }
}

/** One wave's answers, tallied as they come. */
class Wave {
  readonly #scale: Scale;
  readonly #weighted: boolean;
  readonly #rows: Array<{ value: number; count: number; weight: number; weightSquared: number }>;

  constructor(scale: Scale, weighted: boolean) {
    this.#scale = scale;
    this.#weighted = weighted;
    this.#rows = Array.from(scale.scores, (value) => ({ value, count: 0, weight: 0, weightSquared: 0 }));
  }

  add(feeling: number, weight: number): number {
    const { thresholds } = this.#scale;
    let code = 0;
    while (code < thresholds.length && feeling > (thresholds[code] as number)) code++;
    const row = this.#rows[code] as { count: number; weight: number; weightSquared: number };
    row.count++;
    row.weight += weight;
    row.weightSquared += weight ** 2;
    return code;
  }

  answers(): Answers {
    const rows = this.#rows.filter(({ count }) => count > 0);
    return { rows, moments: momentsOf(rows), weighted: this.#weighted, sampled: null };
  }
}

/** What the weighted figure of the whole population is: each feeling counts with the mean weight of those who have it. */
export function truthOf(design: CoverageDesign): number {
  const at = (rise: number) => weightedMeanIn(design, rise);
  return design.figure === "point" ? at(0) : at(design.rise) - at(0);
}

function weightedMeanIn({ scale, cv, related }: CoverageDesign, rise: number): number {
  const spread = SPREAD_OF[cv];
  const ends = [-9, ...Array.from(scale.thresholds, (threshold) => threshold - rise), 9];
  let [sum, weights] = [0, 0];
  for (const [code, score] of scale.scores.entries()) {
    const share = weightBetween(ends[code] as number, ends[code + 1] as number, spread, related);
    sum += share * score;
    weights += share;
  }
  return sum / weights;
}

const STEPS = 2000;

/** Mean trimmed weight of people whose feelings lie in this range, times how many they are. Midpoint rule; the inner mean is exact. */
function weightBetween(low: number, high: number, spread: number, related: number): number {
  const step = (high - low) / STEPS;
  const own = spread * Math.sqrt(1 - related ** 2);
  let sum = 0;
  for (let place = 0; place < STEPS; place++) {
    const feeling = low + (place + 0.5) * step;
    const middle = spread * related * feeling - spread ** 2 / 2;
    const density = Math.exp(-0.5 * feeling ** 2) / Math.sqrt(2 * Math.PI);
    sum += density * (own === 0 ? Math.min(CAP, Math.exp(middle)) : trimmedMean(middle, own));
  }
  return sum * step;
}

function trimmedMean(middle: number, spread: number): number {
  const reach = (Math.log(CAP) - middle) / spread;
  return Math.exp(middle + spread ** 2 / 2) * normalCdf(reach - spread) + CAP * normalCdf(-reach);
}
