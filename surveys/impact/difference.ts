import type { Reading } from "#surveys/definition/codebook.ts";
import { dimensionOf, withheldChange } from "./disclosure.ts";
import { CONFIDENCE } from "./point.ts";
import type { ChangeResult, DifferenceResult } from "./results.ts";
import { differenceInDifferences, differenceOfShareChanges } from "./statistics/difference-in-differences.ts";

/**
 * Whether what a goal or ripple says of a segment can be held against the comparison group: of everyone (the comparison group is left out of
 * it), and of other groups of the same dimension, in which nobody of it stands. Groups of another dimension hold some of its people, and
 * tallies do not tell which.
 */
export function isComparable(segment: string, comparison: string): boolean {
  return segment === "" || (segment !== comparison && dimensionOf(segment) === dimensionOf(comparison));
}

/**
 * How much more the initiative's own people changed than the comparison group (difference-in-differences). Made of two changes that passed
 * disclosure control, and of nothing else: whoever sees both can work it out.
 *
 * @returns refused as "hidden" where either change is, and as either is where one has no interval.
 * @see statistics/difference-in-differences.ts
 */
export function differenceBetween(reading: Reading, own: ChangeResult, comparison: ChangeResult): DifferenceResult {
  const refused = refusalOf(own) ?? refusalOf(comparison);
  // Everyone and the own people together would tell the comparison group.
  if (refused === "hidden") {
    return { own: withheldChange(own), comparison: withheldChange(comparison), ...nothing, refused };
  }
  const changes = { own, comparison };
  if (refused) return { ...changes, ...nothing, refused };
  const tested = testOf(own, comparison);
  const isShare = reading === "share" && !isByDesign(own, comparison);
  const [one, other] = [limitsOf(own), limitsOf(comparison)];
  if (isShare && one && other) return { ...changes, ...tested, ...differenceOfShareChanges(one, other), refused: null };
  return { ...changes, ...tested, refused: tested.estimate === null ? "no-variation" : null };
}

const nothing = { estimate: null, se: null, df: null, p: null, low: null, high: null };

function testOf(own: ChangeResult, comparison: ChangeResult): Omit<DifferenceResult, "own" | "comparison" | "refused"> {
  const [one, other] = [errorOf(own), errorOf(comparison)];
  if (!one || !other) return nothing;
  const byDesign = isByDesign(own, comparison);
  const { estimate, se, df, p, low, high } = differenceInDifferences({
    ...{ own: one, comparison: other },
    ...{ byDesign, confidence: CONFIDENCE },
  });
  return { estimate, se, df, p, low, high };
}

/** Linearised: weights, strata or clusters. */
function isByDesign(own: ChangeResult, comparison: ChangeResult): boolean {
  return [own, comparison].some(({ weighted, clustered }) => weighted || clustered);
}

function refusalOf({ refused, estimate }: ChangeResult): DifferenceResult["refused"] {
  return refused ?? (estimate === null ? "hidden" : null);
}

function errorOf({ estimate, se, df }: ChangeResult) {
  return estimate === null || se === null || df === null ? null : { estimate, se, df };
}

function limitsOf({ estimate, low, high }: ChangeResult) {
  return estimate === null || low === null || high === null ? null : { estimate, low, high };
}
