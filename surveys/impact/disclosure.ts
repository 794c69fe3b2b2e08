import type { ChangeResult, PointResult } from "./results.ts";
import { canBeOtherwise } from "./told-by-moments.ts";

/*
 * The one gate between figures and readers. Every point and every change passes it (`figures.ts`), and goals, verdicts, tides and ripples
 * are made of what came through. The rule, with floor f (5 unless said otherwise):
 *
 * 1. Base. A figure about 1 to f − 1 people is withheld. A figure about nobody looks the same. So is a weighted figure of more people that a
 *    few of them make: one whose effective number of answers, (Σw)²/Σw², is below f. Whoever wrote the weights could read one heavy answer.
 * 2. Cells. A figure that tells how many gave each answer (a share; the mean of a two-code scale; the options of one question, when
 *    everybody chose exactly one) is withheld on a base below 10 f while any of those counts is below f, 0 included: "2 of 12", "everybody
 *    of 8" say what persons answered. From 10 f people on it is shown whatever the counts: "2 of 300 were burgled" is about 300 people, the
 *    shares goals are set on are often rare, and who the two are cannot be read from it. A mean with its interval tells as much where no
 *    other answers could give the same number of people, mean and variance: all alike, three codes, or nearly all at one end.
 * 3. Subtraction. The groups of one dimension ("area=…") and the people in none of its groups add up to everyone. As long as what is left
 *    when the shown groups are taken from everyone would itself break rule 1 or 2, the smallest shown group is withheld too.
 * 4. Changes need both their points. A number of pairs is protected by rules 1 and 3 on its own (people who changed group are the rest);
 *    where it is withheld the change is calculated as if nobody had answered twice, so that its error does not tell the number.
 * 5. Time. Only closed waves have figures: two readings of an open wave, one answer apart, would differ by one person.
 * 6. How many were asked and how many answered obey rule 1, and so do those who were asked and did not answer.
 * 7. Cronbach's alpha is of everyone alone, and from 10 f complete answers on (`reliability.ts`).
 * 8. The ordinal effect of a change is told only where rules 1 and 3 hold with 10 f for f in both waves: it tells of the whole
 *    distributions, and would narrow down who answered what where n, mean and variance leave it open. The standardised change is made of
 *    n, mean, variance and correlation, which the change tells already.
 *
 * With 1–3, no sum or difference of the figures of one item, wave and dimension gives a figure that 1 or 2 withholds: whatever is left of
 * everyone contains the withheld rest, and a set that contains an allowed one is allowed. Not covered: tables linked in other ways (an
 * index and its items, two dimensions that nearly coincide, changed definitions of a group between waves), how many did not answer one
 * item, how many came or left between waves, how many of a small complete panel gave which pair of answers (their correlation is in the
 * error), and two exports of a closed wave before and after a person withdrew.
 */

/** People behind a figure: how many, and the counts it would tell (empty where it tells none). */
export interface Cell {
  n: number;
  parts: readonly number[];
  /** Set where the figure tells not the counts but n, mean and variance: what these must leave open. */
  moments?: ToldMoments;
  /** Set where answers count for more or less than one: Σ of their weights, Σ of the squares of their weights. */
  weights?: { sum: number; squares: number };
}

export interface ToldMoments {
  /** The value that each part stands for, rising; null where nobody outside knows which values there can be (hours, an index). */
  values: readonly number[] | null;
  /** For each part whether a share counts it; null where the item has no share: then every count must stay open. */
  counted: readonly boolean[] | null;
}

/** A share of this many people or more may be shown whatever its counts. */
export function smallestBaseForAnyCount(floor: number): number {
  return 10 * floor;
}

/** Rules 1 and 2. What contains people who may be shown may be shown: rule 3 relies on it. */
export function mayShow({ n, parts, moments, weights }: Cell, floor: number): boolean {
  if (n < floor || isOfFew(weights, floor)) return false;
  if (n >= smallestBaseForAnyCount(floor) || parts.every((count) => count >= floor)) return true;
  return moments !== undefined && canBeOtherwise(parts, moments);
}

function isOfFew(weights: Cell["weights"], floor: number): boolean {
  return weights !== undefined && weights.sum ** 2 < floor * weights.squares * (1 - 1e-12);
}

/**
 * The segments whose figure is withheld, "" (everyone) among them, by rules 1 to 3.
 *
 * @param cells by segment, all with the same parts in the same order; "" and the segments of every dimension.
 */
export function withheldSegments(cells: ReadonlyMap<string, Cell>, floor: number): Set<string> {
  const withheld = new Set<string>();
  for (const [segment, cell] of cells) if (!mayShow(cell, floor)) withheld.add(segment);
  const everyone = cells.get("");
  if (!everyone || withheld.has("")) return new Set(cells.keys());
  const dimensions = Map.groupBy(
    [...cells].filter(([segment]) => segment !== ""),
    ([segment]) => dimensionOf(segment),
  );
  for (const groups of dimensions.values()) withholdRest(everyone, new Map(groups), withheld, floor);
  return withheld;
}

/** "area=Nord" → "area". */
export function dimensionOf(segment: string): string {
  return segment.slice(0, Math.max(0, segment.indexOf("=")));
}

/** Rule 3 in one dimension. Ends at the latest when every group is withheld: the rest is then everyone, who may be shown. */
function withholdRest(everyone: Cell, groups: Map<string, Cell>, withheld: Set<string>, floor: number): void {
  const shown = [...groups].filter(([segment]) => !withheld.has(segment)).sort(smallestFirst);
  let rest = everyone;
  for (const [, cell] of shown) rest = without(rest, cell);
  for (const [segment, cell] of shown) {
    if (rest.n === 0 || mayShow(rest, floor)) return;
    withheld.add(segment);
    rest = joined(rest, cell);
  }
}

function smallestFirst([one, a]: [string, Cell], [other, b]: [string, Cell]): number {
  return a.n - b.n || (one < other ? -1 : 1);
}

function without(cell: Cell, other: Cell): Cell {
  return combined(cell, other, -1);
}

/** The people of both, where nobody stands in both. */
export function joined(cell: Cell, other: Cell): Cell {
  return combined(cell, other, 1);
}

function combined(cell: Cell, other: Cell, sign: 1 | -1): Cell {
  const parts = cell.parts.map((count, index) => count + sign * (other.parts[index] ?? 0));
  const weights = cell.weights && {
    sum: cell.weights.sum + sign * (other.weights?.sum ?? 0),
    squares: cell.weights.squares + sign * (other.weights?.squares ?? 0),
  };
  return { ...cell, n: cell.n + sign * other.n, parts, ...(weights ? { weights } : {}) };
}

/** A point of which nothing is said. */
export function withheldPoint(point: PointResult): PointResult {
  const nothing = { n: null, estimate: null, low: null, high: null, df: null, designEffect: null, effectiveN: null };
  return { ...point, ...nothing };
}

/** A change of which nothing is said. */
export function withheldChange(change: ChangeResult): ChangeResult {
  const nothing = {
    n0: null,
    n1: null,
    pairs: null,
    estimate: null,
    se: null,
    df: null,
    p: null,
    low: null,
    high: null,
    ordinal: null,
    standardised: null,
    designEffect: null,
    effectiveN: null,
  };
  return { ...change, ...nothing, refused: "hidden" };
}
