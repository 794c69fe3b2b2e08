import { fewestFor, stepOf } from "#surveys/impact/published-figures.ts";
import type { ChangeResult, PointResult } from "#surveys/impact/results.ts";
import { studentTQuantile } from "#surveys/impact/statistics/student-t.ts";
import { assembled, assembledExactly } from "./assembled.ts";
import { type Answered, codebookOf, randomNumbers, scaleItem } from "./hand-made.ts";
import { IntegerAttacker } from "./integer-attacker.ts";
import { meantBy } from "./one-wave-attack.ts";
import { squaresMeantBy } from "./told-squares.ts";

/**
 * Two waves as an attacker sees them: one question on a scale of four, two areas, people who came, left, moved or skipped the question. The
 * attacker knows the form of all this and takes the numbers of people, means, shares, intervals and changes that the results tell; of a panel
 * that is known to be whole also the error of its change. Not taken: sizes in standard deviations and the order of answers, which are made
 * of products of unknown numbers.
 */
interface Kind {
  from: Place | null;
  to: Place | null;
}

interface Place {
  area: "Nord" | "Syd";
  /** The answer, 1 to 4; 0 where skipped. */
  code: number;
}

const codes = [1, 2, 3, 4];
const places: Place[] = (["Nord", "Syd"] as const).flatMap((area) => [0, ...codes].map((code) => ({ area, code })));
const kinds: Kind[] = [null, ...places]
  .flatMap((from) => [null, ...places].map((to) => ({ from, to })))
  .filter(({ from, to }) => from !== null || to !== null);

const codebook = codebookOf([scaleItem("a", { scale: { min: 1, max: 4 }, goodEnd: [3, 4] })]);

/** Who came and went: all are in both waves and nobody skips; a few left; a few came; half are in both. */
const histories = ["whole panel", "few left", "few came", "half"] as const;
export type History = (typeof histories)[number];

export function historyOf(seed: number): History {
  return histories[seed % histories.length] as History;
}

/** How many there are of each kind. */
export function randomWaves(seed: number, people: number): number[] {
  const random = randomNumbers(seed * 7919);
  const history = historyOf(seed);
  const few = 3 / people;
  const odd = history === "whole panel" ? 0 : few;
  const lean = random();
  const code = () => (random() < odd ? 0 : 1 + Math.min(3, Math.floor(4 * random() ** (0.5 + lean))));
  const counts = kinds.map(() => 0);
  for (let person = 0; person < people; person++) {
    const area = random() < (seed % 8 < 4 ? 0.4 : 2 * few) ? "Nord" : "Syd";
    const moved = random() < odd ? (area === "Nord" ? "Syd" : "Nord") : area;
    const place = random();
    const leaves = place < (history === "half" ? 0.3 : history === "few left" ? few : 0);
    const comes = !leaves && place > 1 - (history === "half" ? 0.3 : history === "few came" ? few : 0);
    const first = code();
    // Who answers again mostly answers as before.
    const second = random() < 0.5 ? first : code();
    const from = comes ? null : { area, code: first };
    const to = leaves ? null : { area: moved, code: second };
    const at = kinds.findIndex((kind) => isAt(kind.from, from) && isAt(kind.to, to));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

function isAt(one: Place | null, other: { area: string; code: number } | null): boolean {
  return one === null || other === null ? one === other : one.area === other.area && one.code === other.code;
}

function answersOf(counts: readonly number[]): Answered[] {
  return kinds.flatMap(({ from, to }, place) =>
    Array.from({ length: counts[place] ?? 0 }, (_, number) => number).flatMap((number) =>
      [from, to].flatMap((at, wave): Answered[] =>
        at === null
          ? []
          : [
              {
                ...{ wave, person: `${place} ${number}`, segments: { area: at.area } },
                values: { a: at.code || "~skipped" },
              },
            ],
      ),
    ),
  );
}

/** Which numbers are told as the gate tells them; the others exact, as by a gate with that rule taken out. */
export interface Rules {
  people: boolean;
  figures: boolean;
}

/** What the attacker knows beside the results. */
export interface Beside {
  /** How many answered each wave, to the person: a coordinator sees it by the reminders. */
  answered: boolean;
  /** That everybody answered both waves and the question, and stayed in their area. */
  wholePanel: boolean;
}

interface ToldMean {
  wave: 0 | 1;
  segment: string;
  share: boolean;
  point: PointResult;
  step: number;
  people: number;
}

interface ToldChange {
  segment: string;
  share: boolean;
  change: ChangeResult;
  step: number;
}

export interface TwoWaves {
  counts: number[];
  rules: Rules;
  means: ToldMean[];
  changes: ToldChange[];
  answered: Array<number | null>;
}

export function tellWaves(counts: number[], rules: Rules): TwoWaves {
  const answers = answersOf(counts);
  const [told, exact] = [assembled(answers, codebook), assembledExactly(answers, codebook)];
  const [people, figures] = [rules.people ? told : exact, rules.figures ? told : exact];
  return {
    ...{ counts, rules },
    means: told.indicators.flatMap(({ reading, segment, points }, at) =>
      points.flatMap((point, wave): ToldMean[] => {
        const figure = figures.indicators[at]?.points[wave];
        if (!figure || figure.estimate === null || point.n === null) return [];
        const n = people.indicators[at]?.points[wave]?.n ?? null;
        const size = exact.indicators[at]?.points[wave]?.n ?? 0;
        const step = stepOf(fewestFor(size, 5), 100);
        return [
          {
            wave: wave === 0 ? 0 : 1,
            segment,
            share: reading === "share",
            point: { ...figure, n },
            step,
            people: size,
          },
        ];
      }),
    ),
    changes: told.changes.flatMap((change, at): ToldChange[] => {
      const figure = figures.changes[at];
      if (!figure || figure.estimate === null || change.n0 === null || change.n1 === null) return [];
      const { n0 = null, n1 = null, pairs = null } = people.changes[at] ?? {};
      const sizes = [exact.changes[at]?.n0 ?? 0, exact.changes[at]?.n1 ?? 0];
      const step = stepOf(Math.min(...sizes.map((size) => fewestFor(size, 5))), 100);
      const share = change.indicator.endsWith("/share");
      return [{ segment: change.segment, share, change: { ...figure, n0, n1, pairs }, step }];
    }),
    answered: told.waves.map(({ audiences }) => audiences[0]?.answered ?? null),
  };
}

/** Groups of which nothing may be found out where one to four people are in them. */
const groups: Array<[name: string, of: (kind: Kind) => boolean]> = [
  ["left", ({ to }) => to === null],
  ["came", ({ from }) => from === null],
  ["left Nord", ({ from, to }) => from?.area === "Nord" && to === null],
  ["came to Nord", ({ from, to }) => from === null && to?.area === "Nord"],
  ["moved", ({ from, to }) => from !== null && to !== null && from.area !== to.area],
  ["moved to Nord", ({ from, to }) => from?.area === "Syd" && to?.area === "Nord"],
  ["skipped at first", ({ from }) => from?.code === 0],
  ["skipped later", ({ to }) => to?.code === 0],
  ["in Nord at first", ({ from }) => from?.area === "Nord"],
  ["in Nord later", ({ to }) => to?.area === "Nord"],
  ["in Nord both times", ({ from, to }) => from?.area === "Nord" && to?.area === "Nord"],
  ...codes.flatMap((before) =>
    codes.map((after): [string, (kind: Kind) => boolean] => [
      `from ${before} to ${after}`,
      ({ from, to }) => from?.code === before && to?.code === after,
    ]),
  ),
];

/** The small groups of which the attacker finds out that they are neither nobody nor five, or what they answered; how many were tried. */
export async function attackWaves(waves: TwoWaves, beside: Beside): Promise<{ found: string[]; tried: number }> {
  const attacker = new IntegerAttacker(kinds.length);
  learnAll(attacker, waves, beside);
  const found: string[] = [];
  let tried = 0;
  if (!attacker.holds(waves.counts)) throw new Error("the attacker excludes what is true");
  for (const [name, isOf] of groups) {
    const members = kinds.map((kind) => (isOf(kind) ? 1 : 0));
    const size = inner(waves.counts, members);
    if (size < 1 || size > 4) continue;
    tried += 1;
    const mayBeNobody = await attacker.canBe(members, Number.NEGATIVE_INFINITY, 0);
    if (!mayBeNobody && !(await attacker.canBe(members, 5, Number.POSITIVE_INFINITY)))
      found.push(`${name}: one to four`);
    for (const [wave, code] of [0, 1].flatMap((wave) => codes.map((code) => [wave, code] as const))) {
      const answered = kinds.map((kind, at) => (members[at] === 1 && placeIn(kind, wave)?.code === code ? 1 : 0));
      const people = inner(waves.counts, answered);
      if (people === 0 || (await attacker.canBe(answered, Number.NEGATIVE_INFINITY, people - 1))) continue;
      if (!(await attacker.canBe(answered, people + 1, Number.POSITIVE_INFINITY)))
        found.push(`${name}: ${people} answered ${code}`);
    }
  }
  return { found, tried };
}

function learnAll(attacker: IntegerAttacker, waves: TwoWaves, beside: Beside): void {
  for (const mean of waves.means) learnMean(attacker, mean, waves.rules);
  for (const change of waves.changes) learnChange(attacker, change, waves, beside);
  for (const wave of [0, 1]) {
    const present = kinds.map((kind) => (placeIn(kind, wave) === null ? 0 : 1));
    const answered = waves.answered[wave] ?? null;
    if (beside.answered) attacker.learn(present, inner(waves.counts, present), inner(waves.counts, present));
    else if (answered !== null) attacker.learn(present, ...peopleIn(answered, { ...waves.rules, people: true }));
  }
  if (!beside.wholePanel) return;
  const others = kinds.map(({ from, to }) =>
    from !== null && to !== null && from.area === to.area && from.code > 0 && to.code > 0 ? 0 : 1,
  );
  attacker.learn(others, 0, 0);
}

function learnMean(
  attacker: IntegerAttacker,
  { wave, segment, share, point, step, people }: ToldMean,
  rules: Rules,
): void {
  const { n, estimate, low, high } = point;
  if (n === null || estimate === null) return;
  const score = scorer(wave, segment, share);
  const [fewest, most] = rules.people && rules.figures ? meantBy(n, people) : peopleIn(n, rules);
  attacker.learn(
    ofScores(score, () => 1),
    fewest,
    most,
  );
  const [least, largest] = figureIn(estimate, step, rules);
  learnMeanBetween(attacker, score, least, largest);
  if (share || low === null || high === null) return;
  const told = squaresMeantBy({ estimate, low, high, step: rules.figures ? step : 0 }, fewest, most);
  attacker.learn(
    ofScores(score, (value) => (value - estimate) ** 2),
    told[0] - 0.01,
    told[1] + 0.01,
  );
}

/** The change tells each wave's mean by the other's; of a whole panel it is the mean of the differences, with their spread. */
function learnChange(
  attacker: IntegerAttacker,
  { segment, share, change, step }: ToldChange,
  waves: TwoWaves,
  beside: Beside,
): void {
  const { n0, n1, pairs, estimate, high, low } = change;
  const { rules, means } = waves;
  if (n0 === null || n1 === null || estimate === null) return;
  const [before, after] = [scorer(0, segment, share), scorer(1, segment, share)];
  attacker.learn(
    ofScores(before, () => 1),
    ...peopleIn(n0, rules),
  );
  attacker.learn(
    ofScores(after, () => 1),
    ...peopleIn(n1, rules),
  );
  const both = (kind: Kind) =>
    before(kind) === null || after(kind) === null ? null : (after(kind) ?? 0) - (before(kind) ?? 0);
  if (pairs !== null)
    attacker.learn(
      ofScores(both, () => 1),
      ...peopleIn(pairs, rules),
    );
  const [least, largest] = figureIn(estimate, step, rules);
  const meanOf = (wave: 0 | 1) =>
    means.find((one) => one.wave === wave && one.segment === segment && one.share === share);
  const [from, to] = [meanOf(0), meanOf(1)];
  if (from && to) {
    const [fromLow, fromHigh] = figureIn(from.point.estimate ?? 0, from.step, rules);
    const [toLow, toHigh] = figureIn(to.point.estimate ?? 0, to.step, rules);
    learnMeanBetween(attacker, after, fromLow + least, fromHigh + largest);
    learnMeanBetween(attacker, before, toLow - largest, toHigh - least);
  }
  if (!beside.wholePanel) return;
  learnMeanBetween(attacker, both, least, largest);
  // Where the number of pairs is withheld the error is that of different people.
  if (share || pairs === null || low === null || high === null || !isSymmetric(low, estimate, high)) return;
  const [fewest, most] = peopleIn(n0, rules);
  learnSquares(attacker, both, { estimate, half: high - estimate, fewest, most, step: rules.figures ? step : 0 });
}

type Score = (kind: Kind) => number | null;

function scorer(wave: number, segment: string, share: boolean): Score {
  return (kind) => {
    const place = placeIn(kind, wave);
    if (place === null || place.code === 0 || (segment !== "" && segment !== `area=${place.area}`)) return null;
    return share ? (place.code > 2 ? 100 : 0) : (place.code - 1) * (100 / 3);
  };
}

function placeIn({ from, to }: Kind, wave: number): Place | null {
  return wave === 0 ? from : to;
}

function ofScores(score: Score, value: (score: number) => number): number[] {
  return kinds.map((kind) => {
    const found = score(kind);
    return found === null ? 0 : value(found);
  });
}

function learnMeanBetween(attacker: IntegerAttacker, score: Score, least: number, largest: number): void {
  attacker.learn(
    ofScores(score, (value) => value - largest),
    Number.NEGATIVE_INFINITY,
    1e-3,
  );
  attacker.learn(
    ofScores(score, (value) => value - least),
    -1e-3,
    Number.POSITIVE_INFINITY,
  );
}

/** (n − 1) s² = n (n − 1) (half / t)², and Σ(x − told)² = (n − 1) s² + n (mean − told)². */
function learnSquares(
  attacker: IntegerAttacker,
  score: Score,
  { estimate, half, fewest, most, step }: Record<"estimate" | "half" | "fewest" | "most" | "step", number>,
): void {
  const squares = (size: number, length: number) =>
    size * (size - 1) * (Math.max(0, length) / studentTQuantile(0.975, Math.max(1, size - 1))) ** 2;
  const sizes = Array.from({ length: most - fewest + 1 }, (_, more) => fewest + more);
  const least = Math.min(...sizes.map((size) => squares(size, half - step)));
  const largest = Math.max(...sizes.map((size) => squares(size, half) + size * (step / 2) ** 2));
  attacker.learn(
    ofScores(score, (value) => (value - estimate) ** 2),
    least - 0.01,
    largest + 0.01,
  );
}

function isSymmetric(low: number, estimate: number, high: number): boolean {
  return Math.abs(high + low - 2 * estimate) < 1e-6;
}

/** The numbers of people that a told number can mean. */
function peopleIn(told: number, { people }: Rules): [number, number] {
  return people ? [told - 5, told + 4] : [told, told];
}

function figureIn(told: number, step: number, { figures }: Rules): [number, number] {
  return figures ? [told - step / 2, told + step / 2] : [told, told];
}

function inner(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
