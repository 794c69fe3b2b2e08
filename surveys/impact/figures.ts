import type { Audience } from "#db/schema.ts";
import { type Answers, readAnswers, readPairs } from "./answers.ts";
import { compareWaves } from "./comparison.ts";
import { withheldIn } from "./comparison-disclosure.ts";
import { type Cell, smallestBaseForAnyCount, type ToldMoments, withheldChange, withheldPoint } from "./disclosure.ts";
import { effectSizesOf } from "./effect-size.ts";
import type { MeasuredIndicator } from "./indicator.ts";
import type { CountedAnswers } from "./own-people.ts";
import { pointOf } from "./point.ts";
import type { ChangeResult, PointResult } from "./results.ts";
import { sampledChanges } from "./sampled-changes.ts";
import type { SampledWaves } from "./sampled-waves.ts";
import type { PairCount } from "./tallies.ts";

/** A wave that has figures: closed, and answered. */
export interface MeasuredWave {
  id: string;
  position: number;
}

export interface WavePair {
  from: MeasuredWave;
  to: MeasuredWave;
}

/** A change that passed disclosure control; `sd` is null wherever the change is withheld. */
export interface ProtectedChange {
  result: ChangeResult;
  sd: number | null;
}

/** Everything that may be said of one indicator in one segment. */
export interface SegmentFigures {
  points: PointResult[];
  changes: ProtectedChange[];
  /** By wave: how many times the heaviest answer goes into all of them; how many there are where all count alike. */
  heaviest: ReadonlyMap<string, number>;
}

export interface Source {
  /** The answers themselves where people were drawn in strata or clusters; none where tallies suffice. */
  samples?: SampledWaves | null;
  tallies: CountedAnswers;
  /** The comparison group where it has been left out of everyone (`OwnPeople`); null where everyone is everybody. */
  leftOut?: string | null;
  waves: MeasuredWave[];
  pairs: WavePair[];
  floor: number;
}

/** Baseline → each later wave, and each wave → the next; each pair once. Waves in order. */
export function wavePairsOf(waves: MeasuredWave[]): WavePair[] {
  return waves.flatMap((from, index) =>
    waves.slice(index + 1).flatMap((to, gap) => (from.position === 0 || gap === 0 ? [{ from, to }] : [])),
  );
}

/**
 * Points and changes of one indicator in every segment, after disclosure control: what it withholds is already gone. Segments come in the
 * order "", then by name.
 */
export function figuresOf(indicator: MeasuredIndicator, source: Source): Map<string, SegmentFigures> {
  const waves = source.waves.filter((wave) => indicator.reads.has(wave.id));
  const measured = new Map(waves.map((wave) => [wave.id, measureWave(indicator, wave, source)]));
  const segments = [...new Set([...measured.values()].flatMap((wave) => [...wave.bySegment.keys()]))].sort();
  const figures = new Map<string, SegmentFigures>(
    segments.map((segment) => [
      segment,
      {
        points: pointsOf(indicator, segment, waves, measured),
        changes: [],
        heaviest: new Map(waves.map(({ id }) => [id, measured.get(id)?.heaviest.get(segment) ?? 0])),
      },
    ]),
  );
  for (const pair of source.pairs) {
    const [from, to] = [measured.get(pair.from.id), measured.get(pair.to.id)];
    if (from && to) addChanges(figures, indicator, pair, { from, to }, source);
  }
  return figures;
}

interface WaveMeasure {
  bySegment: Map<string, Answers>;
  heaviest: Map<string, number>;
  withheld: Set<string>;
  /** Segments of which nothing may be told that depends on the whole distribution (rule 8). */
  withheldDistributions: Set<string>;
}

function measureWave(indicator: MeasuredIndicator, wave: MeasuredWave, source: Source): WaveMeasure {
  const { tallies, samples, leftOut } = source;
  const { audience, itemKey } = indicator;
  const read = indicator.reads.get(wave.id) ?? ((value: number) => value);
  const weighted = tallies.isWeighted(wave.id, audience);
  const cellOf = cellReader(indicator, wave.id, tallies);
  const bySegment = new Map<string, Answers>();
  const heaviest = new Map<string, number>();
  const cells = new Map<string, Cell>();
  for (const segment of tallies.segmentsOf(wave.id, audience)) {
    const sampled = samples?.answersOf(wave.id, { audience, segment, itemKey, leftOut }, read) ?? null;
    const answers = readAnswers(tallies.valuesOf(wave.id, audience, segment, itemKey), read, weighted, sampled);
    bySegment.set(segment, answers);
    heaviest.set(segment, timesHeaviest(answers, tallies.heaviestIn(wave.id, audience)));
    cells.set(segment, { ...cellOf(segment, answers), ...weightsIn(answers) });
  }
  return {
    ...{ bySegment, heaviest },
    withheld: withheldIn(cells, source),
    withheldDistributions: undistributed(cells, source),
  };
}

function timesHeaviest({ rows, weighted, moments }: Answers, heaviest: number): number {
  if (!weighted || heaviest <= 0) return moments.n;
  return Math.min(moments.n, rows.reduce((sum, { weight }) => sum + weight, 0) / heaviest);
}

/** What a cell must know of weights: nothing where each answer counts one. */
function weightsIn({ rows, weighted }: Answers): Pick<Cell, "weights"> {
  if (!weighted) return {};
  const weights = { sum: 0, squares: 0 };
  for (const { weight, weightSquared } of rows) {
    weights.sum += weight;
    weights.squares += weightSquared;
  }
  return { weights };
}

function undistributed(cells: ReadonlyMap<string, Cell>, { leftOut, floor }: Source): Set<string> {
  const people = new Map([...cells].map(([segment, { n }]) => [segment, { n, parts: [] }]));
  return withheldIn(people, { leftOut, floor: smallestBaseForAnyCount(floor) });
}

type CellReader = (segment: string, answers: Answers) => Cell;

/** What a figure tells: both answers of a share; every option where each person chose exactly one; of a mean its moments. */
function cellReader(indicator: MeasuredIndicator, waveId: string, tallies: CountedAnswers): CellReader {
  const { audience, itemKey, options, tellsCounts } = indicator;
  if (!tellsCounts) return momentsReader(indicator, waveId, tallies);
  const chosen = (segment: string, option: string) => chosenIn(tallies, waveId, audience, segment, option);
  const everyone = countOf(tallies, waveId, audience, "", itemKey);
  const choices = options.reduce((sum, option) => sum + chosen("", option), 0);
  if (options.length > 1 && choices === everyone) {
    return (segment, { moments }) => ({ n: moments.n, parts: options.map((option) => chosen(segment, option)) });
  }
  return (_segment, answers) => ({ n: answers.moments.n, parts: countsOf(answers, [0, 100]) });
}

function momentsReader(indicator: MeasuredIndicator, waveId: string, tallies: CountedAnswers): CellReader {
  const { audience, itemKey, codes } = indicator;
  const read = indicator.reads.get(waveId) ?? ((value: number) => value);
  // The codes are the newest wave's; an earlier scale may have been shorter.
  const asked = codes?.filter(({ value }) => read(value) >= 0 && read(value) <= 100);
  const scores = asked?.map(({ value }) => read(value)) ?? valuesIn(tallies, waveId, audience, itemKey).map(read);
  const moments: ToldMoments = {
    values: asked?.map(({ value }) => value) ?? null,
    counted: asked?.some(({ counted }) => counted) ? asked.map(({ counted }) => counted) : null,
  };
  return (_segment, answers) => ({ n: answers.moments.n, parts: countsOf(answers, scores), moments });
}

function countsOf({ rows }: Answers, values: number[]): number[] {
  const counts = new Map(rows.map(({ value, count }) => [value, count]));
  return values.map((value) => counts.get(value) ?? 0);
}

/** Where all answered alike, a value that nobody gave stands beside theirs: "everybody of 8" tells of those who did not, too. */
function valuesIn(tallies: CountedAnswers, waveId: string, audience: Audience, itemKey: string): number[] {
  const values = tallies.valuesOf(waveId, audience, "", itemKey).map(({ value }) => value);
  return values.length === 1 ? [...values, Number.NaN] : values;
}

function chosenIn(
  tallies: CountedAnswers,
  waveId: string,
  audience: Audience,
  segment: string,
  option: string,
): number {
  return tallies.valuesOf(waveId, audience, segment, option).find((row) => row.value === 1)?.count ?? 0;
}

function countOf(
  tallies: CountedAnswers,
  waveId: string,
  audience: Audience,
  segment: string,
  itemKey: string,
): number {
  return tallies.valuesOf(waveId, audience, segment, itemKey).reduce((sum, row) => sum + row.count, 0);
}

function pointsOf(
  indicator: MeasuredIndicator,
  segment: string,
  waves: MeasuredWave[],
  measured: Map<string, WaveMeasure>,
): PointResult[] {
  return waves.map((wave) => {
    const measure = measured.get(wave.id);
    const answers = measure?.bySegment.get(segment);
    const blank: PointResult = {
      ...{ waveId: wave.id, position: wave.position, n: null, estimate: null, low: null, high: null, df: null },
      ...{ weighted: measure?.bySegment.get("")?.weighted ?? false, designEffect: null, effectiveN: null },
      clustered: (measure?.bySegment.get("")?.sampled ?? null) !== null,
    };
    if (!measure || !answers || measure.withheld.has(segment)) return withheldPoint(blank);
    return { ...blank, ...pointOf(answers, indicator.reading, indicator.unit !== "own") };
  });
}

function addChanges(
  figures: Map<string, SegmentFigures>,
  indicator: MeasuredIndicator,
  pair: WavePair,
  waves: { from: WaveMeasure; to: WaveMeasure },
  source: Source,
): void {
  const pairs = protectedPairs(indicator, pair, source);
  const sampled = sampledChanges(indicator, pair, [...figures.keys()], source);
  for (const [segment, { changes }] of figures) {
    const [from, to] = [waves.from.bySegment.get(segment), waves.to.bySegment.get(segment)];
    const withheld = waves.from.withheld.has(segment) || waves.to.withheld.has(segment);
    const shownPairs = pairs.get(segment) ?? [];
    const clustered = sampled !== null;
    const weighted = from?.weighted || to?.weighted || false;
    const blank = blankChange(indicator, segment, pair, { weighted, clustered });
    if (!from || !to || withheld) {
      changes.push({ result: withheldChange(blank), sd: null });
      continue;
    }
    const compared = { reading: indicator.reading, from, to, pairs: shownPairs };
    const { sd, ...figure } = compareWaves({ ...compared, sampled: sampled?.get(segment) ?? null });
    // Neither method knows of people who were drawn together.
    const effects = clustered
      ? { ordinal: null, standardised: null }
      : effectSizesOf({ ...compared, better: indicator.better, df: figure.df });
    const undistributed = waves.from.withheldDistributions.has(segment) || waves.to.withheldDistributions.has(segment);
    const shown = undistributed ? { ...effects, ordinal: null } : effects;
    changes.push({ result: { ...blank, ...sizesOf(from, to, shownPairs, source.floor), ...figure, ...shown }, sd });
  }
}

function sizesOf(from: Answers, to: Answers, pairs: PairCount[], floor: number) {
  const count = pairs.reduce((sum, pair) => sum + pair.count, 0);
  return { n0: from.moments.n, n1: to.moments.n, pairs: count < floor ? null : count };
}

/**
 * The pairs of every segment that may be used and told, in the figure's unit; segments whose number of pairs is withheld are left out. The
 * number belongs to the item and not to its reading, so it is protected on its own.
 */
function protectedPairs(
  { audience, itemKey, reads }: MeasuredIndicator,
  { from, to }: WavePair,
  source: Source,
): Map<string, PairCount[]> {
  const { tallies } = source;
  const segments = new Set([...tallies.segmentsOf(from.id, audience), ...tallies.segmentsOf(to.id, audience)]);
  const [readFrom, readTo] = [reads.get(from.id), reads.get(to.id)];
  if (!readFrom || !readTo) return new Map();
  const cells = new Map<string, Cell>();
  const bySegment = new Map<string, PairCount[]>();
  for (const segment of segments) {
    const pairs = tallies.pairsOf(from.id, to.id, audience, segment, itemKey);
    cells.set(segment, { n: pairs.reduce((sum, pair) => sum + pair.count, 0), parts: [] });
    bySegment.set(segment, readPairs(pairs, readFrom, readTo));
  }
  for (const segment of withheldIn(cells, source)) bySegment.delete(segment);
  return bySegment;
}

function blankChange(
  indicator: MeasuredIndicator,
  segment: string,
  pair: WavePair,
  made: { weighted: boolean; clustered: boolean },
): ChangeResult {
  return {
    ...{ indicator: indicator.key, segment, from: pair.from.id, to: pair.to.id },
    ...{ fromPosition: pair.from.position, toPosition: pair.to.position, n0: null, n1: null, pairs: null },
    ...{ ordinal: null, standardised: null },
    ...{ estimate: null, se: null, df: null, p: null, low: null, high: null, ...made },
    ...{ designEffect: null, effectiveN: null, refused: null },
  };
}
