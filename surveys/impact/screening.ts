import { adjustBenjaminiHochberg } from "./statistics/benjamini-hochberg.ts";
import { searchSelectedFamilies } from "./statistics/selected-families.ts";
import { type Excess, type StandardisedChange, type Tide, tideOf } from "./statistics/tide.ts";

/** A change as the screening sees it: in standard deviations, positive = better. */
export interface ScreenedChange extends StandardisedChange {
  /** Two-sided p against no change. */
  p: number;
  /** The change divided by the smallest worthwhile change; below 1 (either sign) it is a trifle, however sure. */
  worth: number;
}

/** What the screening says of one change. */
export interface Finding {
  /** A ripple: beyond chance and beyond the tide, and no trifle. */
  flagged: boolean;
  /** Beyond chance and no trifle, but not beyond the tide. Never true together with `flagged`. */
  withTide: boolean;
  /** The tide of the others in standard deviations, and the p against it. Null where none could be read. */
  tide: number | null;
  pAgainstTide: number | null;
  /** Comparable with q. */
  adjustedP: number;
}

/** Of the flagged changes, the share that is expected to be chance at most. */
const FALSE_DISCOVERY_RATE = 0.05;

/**
 * Screens the indicators that no goal and no expectation speaks of (METHODS §4, source 1). A change is flagged when Benjamini–Hochberg at
 * q passes the larger of its two p-values, against zero and against the tide of the others, both with the same sign, and it is no trifle.
 * With too few indicators for a tide only zero is tested, and `tide` is null.
 *
 * @param changes one per indicator, everyone's answers; leave out what could not be tested.
 * @param averageCorrelation of their errors, in [0, 1).
 * @returns the tide of all of them and a finding for each, in order.
 * @throws RangeError as `tideOf` and `adjustBenjaminiHochberg`.
 * @see Checked by simulation: tests/impact/screening.test.ts
 */
export function screenIndicators(
  changes: readonly ScreenedChange[],
  averageCorrelation: number,
  q = FALSE_DISCOVERY_RATE,
): { tide: Tide | null; findings: Finding[] } {
  const tide = changes.length > 0 ? tideOf(changes, averageCorrelation) : null;
  return { tide: tide?.tide ?? null, findings: screenFamily(changes, tide?.excesses ?? changes.map(() => null), q) };
}

/**
 * One family of changes, each with its excess over the tide (null where none could be read): Benjamini–Hochberg over the larger p-values.
 * Used for the indicators overall, and for goal indicators in groups that the goals did not aim at.
 */
export function screenFamily(
  changes: readonly ScreenedChange[],
  excesses: readonly (Excess | null)[],
  q = FALSE_DISCOVERY_RATE,
): Finding[] {
  const both = changes.map((change, index) => largerP(change, excesses[index] ?? null));
  const adjusted = adjustBenjaminiHochberg(both);
  const againstZero = adjustBenjaminiHochberg(changes.map((change) => change.p));
  return changes.map((change, index) => {
    const excess = excesses[index] ?? null;
    const adjustedP = adjusted[index] ?? 1;
    const flagged = adjustedP <= q && isWorthwhile(change);
    return {
      flagged,
      withTide: !flagged && (againstZero[index] ?? 1) <= q && isWorthwhile(change),
      tide: excess?.tide ?? null,
      pAgainstTide: excess?.p ?? null,
      adjustedP,
    };
  });
}

/** The segments of one indicator, each change with its excess over the tide of the segment. */
export interface SegmentFamily {
  selected: boolean;
  changes: readonly ScreenedChange[];
  excesses: readonly (Excess | null)[];
}

/**
 * Looks inside the indicators that were flagged for the segments behind the change, at q × R/m (Benjamini & Bogomolov 2014); same two
 * tests, same floor.
 *
 * @param families one for every indicator that was screened, flagged or not.
 * @returns in the same order; null for an indicator that was not flagged.
 */
export function screenSegments(families: readonly SegmentFamily[], q = FALSE_DISCOVERY_RATE): (Finding[] | null)[] {
  const searched = searchSelectedFamilies(
    families.map(({ selected, changes, excesses }) => ({
      selected,
      pValues: changes.map((change, index) => largerP(change, excesses[index] ?? null)),
    })),
    q,
  );
  return families.map(({ changes, excesses }, index) => {
    const family = searched.families[index];
    if (!family) return null;
    return changes.map((change, place) => ({
      flagged: (family.flagged[place] ?? false) && isWorthwhile(change),
      withTide: false,
      tide: excesses[place]?.tide ?? null,
      pAgainstTide: excesses[place]?.p ?? null,
      adjustedP: family.adjusted[place] ?? 1,
    }));
  });
}

/**
 * The p of a candidate: the larger of its two. A rise that is less than the tide's is no gain beyond it, however sure: different signs
 * never count.
 */
export function largerP(change: ScreenedChange, excess: Pick<Excess, "excess" | "p"> | null): number {
  if (excess === null) return change.p;
  return Math.sign(excess.excess) === Math.sign(change.standardisedChange) ? Math.max(change.p, excess.p) : 1;
}

function isWorthwhile({ worth }: ScreenedChange): boolean {
  return Math.abs(worth) >= 1;
}
