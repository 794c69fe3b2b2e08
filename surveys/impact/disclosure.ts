import type { ChangeResult, PointResult } from "./results.ts";
import { canBeOtherwise } from "./told-by-moments.ts";

/*
 * The one gate between figures and readers. Every point and every change is withheld or let through here (`figures.ts`), and what is let
 * through is put on a grid before anybody reads it (`published-figures.ts`, `publish.ts`); goals and verdicts are made of what is told.
 *
 * What is aimed at. A *group* is any set of people that can be named by what the survey and the participants' list know of them: where they
 * stand, which waves and questions they answered, which they did not, what they answered. Somebody who has everything that Ringvirk tells,
 * adds, subtracts and solves for whole numbers of people, should conclude of no group of 1 to f − 1 people (f is the floor: 5, on public
 * pages 10) how many it holds or how many of it gave an answer; not even that it is neither empty nor f or more.
 *
 * Withholding, on exact numbers:
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
 * 6. A fixed set of views. There is everyone, and one group of one dimension at a time, for each wave and pair of waves: no reader can cross
 *    groups or filter otherwise, so this list is complete, and all of it is protected together.
 * 7. Cronbach's alpha is of everyone alone, and from 10 f complete answers on (`reliability.ts`).
 * 8. The ordinal effect of a change is told only where rules 1 and 3 hold with 10 f for f in both waves: it tells of the whole
 *    distributions, and would narrow down who answered what where n, mean and variance leave it open. The standardised change is made of
 *    n, mean, variance and correlation, which the change tells already.
 * Telling, so that views that differ by a few people cannot be subtracted:
 * 9. Grids. A number of people is told to the nearest 2 f. A figure is told to a step of at least what one person can move it by: the span of
 *    the answers divided by the class (10, 20, 50, 100, …, 1000) of the fewest people that the told number can mean, so that the step tells
 *    nothing more of them (but which half of the smallest told number is meant); with weights, of how often the heaviest answer goes into
 *    all. The interval of a share is worked out from the told
 *    share and number, that of a mean or a change keeps its width, up to the step. What follows from an estimate and its interval (error,
 *    probability, verdict, what could have been detected, difference from the comparison group) is worked out of them as told. Flags are
 *    screened on exact figures and dropped where the change as told would contradict them: worked out of told ones they would lose power,
 *    and unlike a verdict no flag has a border that somebody could move to find a figure by halving.
 * 10. Two floors. What a public page tells at its floor of 10 is worked out of what is told inside at 5, not of exact figures: the ends of two
 *    grids that cross would hold a number between them, and who reads both could find a small group (an attacker did).
 *
 * Why it holds. Rules 1 to 3 (proved in `disclosure.test.ts` by trying every sum and difference): whatever is left of everyone in one table
 * contains the withheld rest, and a set that contains an allowed one is allowed. Rule 9, for groups that are the difference X − Y of two told sets,
 * Y within X (who skipped a question: answered − n; who came or left: n1 − pairs, n0 − pairs; who answered one item of an index and not
 * another; who is in one of two dimensions that nearly coincide): a told number means one of 2 f numbers. Let X stay as uncertain as it was
 * told. If Y's lowest possible number lies in X's range, the difference may be 0; if it lies below, the difference may be 2 f − 1 or more.
 * So it is never held between 1 and f − 1; likewise with Y uncertain. With f-wide numbers that failed: a group's numbers said "at least one",
 * everyone's "at most four". What they answered: one person moves neither figure by more than a step, each is told to within half a step on
 * either side, and how many they are is open. It is not a theorem for all tables at once; what stands in for one are the attacks below: one
 * wave (two questions, their index, two dimensions), and two waves (who came, left, moved, skipped; the pairs; a whole panel's error).
 *
 * Hole by hole (decision 014 has them by severity). Index and items, nearly equal dimensions, changed definitions of a group, skipped
 * questions, newcomers and leavers, invited and answered, rounded percents with known n, mean and share of one item, weighted beside
 * unweighted, goals' figures, hours saved, margins of weights: rule 9. The correlation within a small complete panel stands in half an
 * interval of one step, not in many digits.
 * A goal's target moved to and fro, to find a figure by halving: a verdict is of what is told.
 * Two exports before and after a withdrawal differ by at most one step; a number that goes from told to withheld would tell that it was f
 * (nobody can withdraw an answer yet: it must then be rebuilt into a new base). Audiences are different people and surveys. The average
 * correlation and alpha have two decimals. Tied to a list of organisations, not people, are the network's ties (decision 009).
 *
 * What is not covered: somebody who knows other people's answers from elsewhere (a neighbour, the three colleagues of a fourth); and how many
 * answered at all is known exactly to a coordinator by the reminders and the list of waves, who holds the addresses, and the list with the
 * sizes of its groups, too; an import's report
 * counts the rows of the file that its reader uploaded. An organisation's ties and the median it gave on its own behalf are about the
 * organisation (decision 009). Nor is what the operator of the server can do: `docs/privacy.md`.
 *
 * Attacked by: `tests/impact/disclosure.test.ts` (sums and differences), `disclosed-results.test.ts`, `attacked-disclosure.test.ts` (whole
 * numbers of people that fit everything told; with a rule taken out the same attacker wins), `response-rates.test.ts`, `tests/attack/small-
 * figures.test.ts` (what pages send).
 * That no other way leads to answers: `tests/impact/one-gate.test.ts`.
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
