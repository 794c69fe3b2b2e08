import { DISCLOSURE_FLOOR, shownCount } from "#surveys/disclosure-floor.ts";
import { type Cell, mayShow } from "#surveys/impact/disclosure.ts";
import { fewestFor, stepOf } from "#surveys/impact/published-figures.ts";
import type { PointResult } from "#surveys/impact/results.ts";
import { assembledAt, assembledExactly } from "./assembled.ts";
import { type Answered, codebookOf, randomNumbers, scaleItem } from "./hand-made.ts";
import { IntegerAttacker } from "./integer-attacker.ts";
import { squaresMeantBy } from "./told-squares.ts";

/**
 * One wave as an attacker sees it: two questions on scales of three, their index, an area and a district that is nearly the same, people
 * who skipped a question and people of no group. The attacker knows the form of all this and takes every number that the results tell.
 */
interface Kind {
  area: string;
  district: string;
  /** The answers to the two questions, 1 to 3; 0 where skipped. */
  a: number;
  b: number;
}

const areas = ["Nord", "Syd", ""];
const districts = ["N", "S", ""];
const codes = [0, 1, 2, 3];
const kinds: Kind[] = areas.flatMap((area) =>
  districts.flatMap((district) => codes.flatMap((a) => codes.map((b) => ({ area, district, a, b })))),
);

const scale = { scale: { min: 1, max: 3 }, goodEnd: [3] };
const index = { key: "both", label: { da: "Begge", en: "Both" }, theme: "safety", items: ["a", "b"] };
const codebook = codebookOf([scaleItem("a", scale), scaleItem("b", scale)], [index]);

/**
 * How many there are of each kind: few, and fewer of one area; with oddities, some who skip, stand astray or are of no group: some fewer than
 * the floor of each.
 */
export function randomWave(seed: number, people: number, oddities = true, floor = 5): number[] {
  const random = randomNumbers(seed);
  const few = (floor - 1) / people;
  const odd = oddities ? few : 0;
  const counts = kinds.map(() => 0);
  for (let person = 0; person < people; person++) {
    const north = random() < (seed % 2 === 0 ? 0.6 * few : 0.4);
    const area = random() < odd ? "" : north ? "Nord" : "Syd";
    const astray = random() < odd;
    const district = random() < odd ? "" : north !== astray ? "N" : "S";
    const code = () => (random() < odd ? 0 : 1 + Math.floor(3 * random()));
    const [a, b] = [code(), code()];
    const kind = kinds.findIndex((one) => one.area === area && one.district === district && one.a === a && one.b === b);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function answersOf(counts: readonly number[]): Answered[] {
  return kinds.flatMap((kind, place) =>
    Array.from({ length: counts[place] ?? 0 }, (_, number): Answered => {
      const both = indexOf(kind);
      return {
        ...{ wave: 0, person: `${place} ${number}`, segments: segmentsOf(kind) },
        values: { a: kind.a || "~skipped", b: kind.b || "~skipped", both: both ?? "~skipped" },
      };
    }),
  );
}

function segmentsOf({ area, district }: Kind): Record<string, string> {
  return { ...(area ? { area } : {}), ...(district ? { district } : {}) };
}

function scoreOfCode(code: number): number | null {
  return code === 0 ? null : (code - 1) * 50;
}

function indexOf({ a, b }: Kind): number | null {
  const scores = [scoreOfCode(a), scoreOfCode(b)].filter((score) => score !== null);
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** In what way the results are told: by the gate, or by a gate with a rule taken out. */
export type Gate = "whole" | "without grids" | "without grids and complementary withholding";

/** Every number that is told of one figure. */
interface Told {
  counted: boolean[];
  scores: number[];
  share: boolean;
  point: PointResult;
  people: number;
}

export interface OneWave {
  counts: number[];
  told: Told[];
  /** How many answered the survey, as told. */
  answered: number | null;
  rounded: boolean;
  floor: number;
}

export function tellWave(counts: number[], gate: Gate, floor = 5): OneWave {
  const answers = answersOf(counts);
  const rounded = gate === "whole";
  const results = rounded ? assembledAt(floor, answers, codebook) : assembledExactly(answers, codebook);
  const all = results.indicators.flatMap((indicator) =>
    indicator.points
      .filter(({ position }) => position === 0)
      .map((point) => toldOf(counts, indicator.itemKey, indicator.reading === "share", indicator.segment, point)),
  );
  const told = all.filter(({ point }) => point.estimate !== null);
  const more = gate === "without grids and complementary withholding" ? withheldByOthers(counts, told) : [];
  const answered = results.waves[0]?.audiences[0]?.answered ?? null;
  return { counts, told: [...told, ...more], answered, rounded, floor };
}

function toldOf(counts: number[], itemKey: string, share: boolean, segment: string, point: PointResult): Told {
  const scoreOf = (kind: Kind) => (itemKey === "both" ? indexOf(kind) : scoreOfCode(itemKey === "a" ? kind.a : kind.b));
  const scores = kinds.map((kind) => {
    const score = scoreOf(kind);
    return share ? (score === 100 ? 100 : 0) : (score ?? 0);
  });
  const counted = kinds.map((kind) => scoreOf(kind) !== null && isIn(kind, segment));
  return { counted, scores, share, point, people: total(counts, counted) };
}

function isIn(kind: Kind, segment: string): boolean {
  const [name = "", value = ""] = segment.split("=");
  return segment === "" || segmentsOf(kind)[name] === value;
}

/** Means that would have been told had small groups alone been withheld, and not those from which they follow. */
function withheldByOthers(counts: number[], told: Told[]): Told[] {
  const segments = ["area=Nord", "area=Syd", "district=N", "district=S"];
  const nothing = { n: null, estimate: null, low: null, high: null, df: null, designEffect: null, effectiveN: null };
  const blank: PointResult = { ...nothing, waveId: "wave-0", position: 0, weighted: false, clustered: false };
  return ["a", "b"].flatMap((itemKey) =>
    segments.flatMap((segment): Told[] => {
      const own = toldOf(counts, itemKey, false, segment, blank);
      const cell: Cell = { n: own.people, parts: [] };
      const isTold = told.some(({ counted, share }) => !share && same(counted, own.counted));
      if (isTold || !mayShow(cell, 5)) return [];
      const sum = kinds.reduce(
        (all, _, place) => all + (own.counted[place] ? at(counts, place) * at(own.scores, place) : 0),
        0,
      );
      return [{ ...own, point: { ...blank, n: own.people, estimate: sum / own.people } }];
    }),
  );
}

/** Groups of which nothing may be found out where there are people in them, and fewer than the floor. */
const groups: Array<[name: string, of: (kind: Kind) => boolean]> = [
  ["skipped a", ({ a }) => a === 0],
  ["skipped b", ({ b }) => b === 0],
  ["answered a and not b", ({ a, b }) => a > 0 && b === 0],
  ["in Nord and skipped a", ({ area, a }) => area === "Nord" && a === 0],
  ["in Nord and not in N", ({ area, district }) => area === "Nord" && district !== "N"],
  ["in N and not in Nord", ({ area, district }) => area !== "Nord" && district === "N"],
  ["in Syd", ({ area }) => area === "Syd"],
  ["in Nord", ({ area }) => area === "Nord"],
  ["not in Syd", ({ area }) => area !== "Syd"],
  ["not in Nord", ({ area }) => area !== "Nord"],
  ["in no area", ({ area }) => area === ""],
  ["in no district", ({ district }) => district === ""],
];

/** Of one wave as it is told once or, at several floors, twice: the small groups of which the attacker finds out that they are neither nobody nor the floor, or what they answered; how many were tried. */
export async function attackWave(...waves: [OneWave, ...OneWave[]]): Promise<{ found: string[]; tried: number }> {
  const attacker = new IntegerAttacker(kinds.length);
  const [wave] = waves;
  const everyone = kinds.map(() => 1);
  for (const telling of waves) {
    for (const told of telling.told) learnPoint(attacker, told, telling);
    if (telling.answered !== null) attacker.learn(everyone, ...around(telling.answered, telling.floor));
  }
  if (!attacker.holds(wave.counts)) throw new Error("the attacker excludes what is true");
  const found: string[] = [];
  let tried = 0;
  for (const [name, isOf] of groups) {
    const members = kinds.map((kind) => (isOf(kind) ? 1 : 0));
    const size = total(wave.counts, members.map(Boolean));
    if (size < 1 || size >= wave.floor) continue;
    tried += 1;
    if (await attacker.canBe(members, Number.NEGATIVE_INFINITY, 0)) continue;
    if (!(await attacker.canBe(members, wave.floor, Number.POSITIVE_INFINITY))) found.push(`${name}: few`);
    for (const code of [1, 2, 3]) {
      const answered = kinds.map((kind, place) => (members[place] === 1 && kind.a === code ? 1 : 0));
      const people = total(wave.counts, answered.map(Boolean));
      if (people === 0 || (await attacker.canBe(answered, Number.NEGATIVE_INFINITY, people - 1))) continue;
      if (!(await attacker.canBe(answered, people + 1, Number.POSITIVE_INFINITY)))
        found.push(`${name}: ${people} answered ${code}`);
    }
  }
  return { found, tried };
}

function learnPoint(
  attacker: IntegerAttacker,
  { counted, scores, share, point, people }: Told,
  { rounded, floor }: OneWave,
): void {
  const { n, estimate, low, high } = point;
  if (n === null || estimate === null) return;
  const [fewest, most] = rounded ? meantBy(n, people, floor) : [n, n];
  const stepAt = (at: number) => stepOf(fewestFor(toldInside(people, at), at), 100);
  const step = rounded ? stepAt(floor) + (floor > DISCLOSURE_FLOOR ? stepAt(DISCLOSURE_FLOOR) : 0) : 0;
  const of = (value: (score: number) => number) =>
    kinds.map((_, place) => (counted[place] ? value(at(scores, place)) : 0));
  attacker.learn(
    of(() => 1),
    fewest,
    most,
  );
  attacker.learn(
    of((score) => score - estimate - step / 2),
    Number.NEGATIVE_INFINITY,
    1e-3,
  );
  attacker.learn(
    of((score) => score - estimate + step / 2),
    -1e-3,
    Number.POSITIVE_INFINITY,
  );
  if (share || low === null || high === null) return;
  const [least, largest] = squaresMeantBy({ estimate, low, high, step }, fewest, most);
  attacker.learn(
    of((score) => (score - estimate) ** 2),
    least - 0.01,
    largest + 0.01,
  );
}

/** The numbers of people that a told number of a figure can mean: of the smallest, its step tells which half. */
export function meantBy(told: number, people: number, floor = 5): [number, number] {
  const classOf = (n: number) => fewestFor(toldInside(n, floor), floor);
  return around(told, floor, (n) => classOf(n) === classOf(people));
}

/** The numbers of people that a told number can mean. */
function around(told: number, floor: number, fits = (_: number) => true): [number, number] {
  const near = Array.from({ length: 4 * floor }, (_, place) => Math.max(floor, told - 2 * floor) + place);
  const meant = near.filter((n) => shownCount(n, floor) === told && fits(n));
  return [Math.min(...meant), Math.max(...meant)];
}

/** What a public page tells is made of what is told inside. */
function toldInside(n: number, floor: number): number {
  return floor > DISCLOSURE_FLOOR ? (shownCount(n) ?? 0) : n;
}

function total(counts: readonly number[], counted: readonly boolean[]): number {
  return counts.reduce((sum, count, place) => sum + (counted[place] ? count : 0), 0);
}

function same(one: readonly boolean[], other: readonly boolean[]): boolean {
  return one.every((value, place) => value === other[place]);
}

function at(list: readonly number[], place: number): number {
  return list[place] ?? 0;
}
