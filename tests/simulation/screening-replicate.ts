import { type ChangeFigure, compareWaves } from "#surveys/impact/comparison.ts";
import { largerP, type ScreenedChange, screenIndicators } from "#surveys/impact/screening.ts";
import { adjustBenjaminiHochberg } from "#surveys/impact/statistics/benjamini-hochberg.ts";
import { momentsOf, pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { changeBetween } from "#surveys/impact/statistics/partially-overlapping-change.ts";
import { twoSidedPFromT } from "#surveys/impact/statistics/student-t.ts";
import { averageCorrelationOf } from "#surveys/impact/tide.ts";
import { scales } from "./scale.ts";
import type { Setting } from "./screening-grid.ts";
import { additions, type Drawn, groupOf, type Prepared } from "./survey-draw.ts";

/**
 * - `oracle`: the same two tests and Benjamini–Hochberg, with the tide, the common error and the average correlation known.
 * - `keener-oracle`: knows each question's own correlation with the mood as well, which no average can give.
 */
export const rules = ["ringvirk", "p<0.05", "bh-zero", "bonferroni", "oracle", "keener-oracle"] as const;
const Q = 0.05;

/** What one question's answers came to. */
interface Judged {
  change: ScreenedChange;
  figure: ChangeFigure;
  /** By the oracle and by the keener one. */
  known: Array<{ excess: number; p: number } | null>;
  isTrue: boolean;
  falls: boolean;
}

export interface Outcome {
  /** By rule: which questions are flagged before the floor. */
  flags: boolean[][];
  worthwhile: boolean[];
  isTrue: boolean[];
  /** True ripples that were planted as a fall. */
  falls: boolean[];
  correlation: number;
  tideError: number | null;
  tideHeld: boolean;
}

/** Judges one drawn survey under one setting, with Ringvirk's own functions, by every rule. */
export class Judge {
  readonly #prepared: Prepared;
  readonly #drawn: Drawn;
  readonly #firstOfGroup = new Map<number, number>();
  readonly #known = new Map<number, Judged | null>();

  constructor(prepared: Prepared, drawn: Drawn) {
    this.#prepared = prepared;
    this.#drawn = drawn;
    for (let question = drawn.questions.length - 1; question >= 0; question--) {
      this.#firstOfGroup.set(groupOf(question, prepared), question);
    }
  }

  outcome(setting: Setting): Outcome {
    const ripples = setting.share === 0 ? 0 : setting.share < 0.1 ? this.#prepared.few : this.#prepared.ripples;
    const all = this.#drawn.questions.flatMap((_, question) => {
      const judged = this.#judge(question, question < ripples ? additionOf(question, setting) : 0);
      return judged ? [judged] : [];
    });
    const changes = all.map(({ change }) => change);
    const correlation = this.#correlation(all, setting, ripples);
    const { tide, findings } = screenIndicators(changes, correlation, Q);
    const both = changes.map((change, index) =>
      largerP(change, excessIn(findings[index]?.tide ?? null, findings[index]?.pAgainstTide ?? null, change)),
    );
    const knowing = [0, 1].map((which) => all.map(({ change, known }) => largerP(change, known[which] ?? null)));
    const truth = this.#prepared.design.tide;
    return {
      flags: [
        findings.map(({ adjustedP }) => adjustedP <= Q),
        changes.map(({ p }) => p <= Q),
        adjustBenjaminiHochberg(changes.map(({ p }) => p)).map((p) => p <= Q),
        both.map((p) => p <= Q / both.length),
        ...knowing.map((ps) => adjustBenjaminiHochberg(ps).map((p) => p <= Q)),
      ],
      worthwhile: changes.map(({ worth }) => Math.abs(worth) >= 1),
      isTrue: all.map(({ isTrue }) => isTrue),
      falls: all.map(({ falls }) => falls),
      correlation,
      tideError: tide === null ? null : tide.estimate - truth,
      tideHeld: tide !== null && tide.low <= truth && truth <= tide.high,
    };
  }

  #judge(question: number, addition: number): Judged | null {
    const place = question * additions.length + addition;
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    const made = this.#compare(question, addition);
    this.#known.set(place, made);
    return made;
  }

  #compare(question: number, addition: number): Judged | null {
    const tally = this.#drawn.questions[question]?.[addition];
    if (!tally) throw new Error(`question ${question} has no addition ${addition}`);
    const isYesNo = scales[tally.type]?.shares.length === 2;
    const figure = compareWaves({ reading: isYesNo ? "share" : "mean", ...tally });
    const { estimate, se, df, p, sd } = figure;
    if (estimate === null || se === null || df === null || p === null || sd === null) return null;
    const change = { standardisedChange: estimate / sd, standardError: se / sd, df, p, worth: estimate / 3 };
    const { oracle, design } = this.#prepared;
    const excess = change.standardisedChange - design.tide - tally.commonError;
    const ownShares = oracle ? [1 - oracle.averageCorrelation, oracle.ownShare[tally.type]?.[addition] ?? 1] : [];
    const known = ownShares.map((share) => ({
      excess,
      p: twoSidedPFromT(excess / (change.standardError * Math.sqrt(share)), df),
    }));
    return { change, figure, known, isTrue: addition !== 0, falls: (additions[addition] ?? 0) < 0 };
  }

  /** From the variance of persons' mean scores, each rounded to a whole number as `tally-values.ts` does. */
  #correlation(all: Judged[], setting: Setting, ripples: number): number {
    const { sumBefore, sumsAfter, panel } = this.#drawn;
    const m = this.#drawn.questions.length;
    const people = sumBefore.length;
    const [before, after] = [scratch(0, people), scratch(1, people)];
    for (let person = 0; person < people; person++) before[person] = Math.round((sumBefore[person] as number) / m);
    after.fill(0);
    for (const [group, first] of this.#firstOfGroup) {
      const sums = sumsAfter[group]?.[first < ripples && group > 0 ? additionOf(first, setting) : 0] as Float64Array;
      for (let person = 0; person < people; person++) {
        after[person] = (after[person] as number) + (sums[person] as number);
      }
    }
    for (let person = 0; person < people; person++) after[person] = Math.round((after[person] as number) / m);
    const change = changeBetween({
      from: momentsOf(countsOf(before)),
      to: momentsOf(countsOf(after)),
      pairs: pairMomentsOf(pairsOf(before, after, panel)),
    });
    const error = "refused" in change ? null : change.se;
    return averageCorrelationOf(
      all.map(({ figure }) => figure.se),
      error,
    );
  }
}

function additionOf(question: number, { d, direction }: Setting): number {
  const falls = direction === "against" || (direction === "half" && question % 2 === 1);
  return additions.indexOf(falls ? -d : d);
}

function excessIn(tide: number | null, p: number | null, { standardisedChange }: ScreenedChange) {
  return tide === null || p === null ? null : { excess: standardisedChange - tide, p };
}

const scratches: Float64Array[] = [];

function scratch(which: number, length: number): Float64Array {
  const found = scratches[which];
  if (found?.length === length) return found;
  const made = new Float64Array(length);
  scratches[which] = made;
  return made;
}

const SCORES = 101;
const counts = new Int32Array(SCORES);
const crossed = new Int32Array(SCORES ** 2);

function countsOf(values: Float64Array) {
  counts.fill(0);
  for (let person = 0; person < values.length; person++) {
    const value = values[person] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  const rows: Array<{ value: number; count: number }> = [];
  for (let value = 0; value < SCORES; value++) {
    const count = counts[value] as number;
    if (count > 0) rows.push({ value, count });
  }
  return rows;
}

function pairsOf(before: Float64Array, after: Float64Array, panel: number) {
  const cells: number[] = [];
  for (let person = 0; person < panel; person++) {
    const cell = (before[person] as number) * SCORES + (after[person] as number);
    if (crossed[cell] === 0) cells.push(cell);
    crossed[cell] = (crossed[cell] as number) + 1;
  }
  return cells.map((cell) => {
    const count = crossed[cell] as number;
    crossed[cell] = 0;
    return { from: Math.floor(cell / SCORES), to: cell % SCORES, count };
  });
}
