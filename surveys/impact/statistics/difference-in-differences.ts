import { requireFinite, requirePositive } from "./input-domain.ts";
import { type TInterval, tIntervalOf } from "./t-interval.ts";

/** A change with its error: `changeBetween`, `weightedChangeBetween`. */
export type EstimatedChange = { estimate: number; se: number; df: number };

/**
 * How much more one group changed than another, of whom nobody is in both. What moved both alike (season, mood, a nationwide campaign) drops
 * out; what happened to one of them only does not, whatever it was.
 *
 * Unweighted: the two errors are added as in Welch's test, with Welch–Satterthwaite degrees of freedom; with the same people in both waves
 * it is Welch's t-test of persons' changes. By design (weights, strata, clusters): each group is a stratum of the whole sample, whose
 * degrees of freedom are those of both less one, as in a regression with four coefficients.
 *
 * @param known.byDesign the changes come from linearisation with a sampling unit.
 * @param known.confidence default 0.95.
 * @returns `own` minus `comparison`, in the unit of the changes.
 * @throws RangeError if a number is not finite, or a standard error or degrees of freedom not positive.
 * @see Welch (1947), Biometrika 34, 28–35. Checked against R: t.test of changes, lm and sandwich HC2 on wave × group, and
 *   survey::svyglm(y ~ wave * group) with groups as strata: tests/reference/difference-in-differences.R
 */
export function differenceInDifferences(known: {
  own: EstimatedChange;
  comparison: EstimatedChange;
  byDesign?: boolean;
  confidence?: number;
}): TInterval {
  const { own, comparison, byDesign = false, confidence = 0.95 } = known;
  for (const [name, change] of Object.entries({ own, comparison })) {
    requireFinite(`${name}.estimate`, change.estimate);
    requirePositive(`${name}.se`, change.se);
    requirePositive(`${name}.df`, change.df);
  }
  const se = Math.hypot(own.se, comparison.se);
  const df = byDesign ? Math.max(1, own.df + comparison.df - 1) : satterthwaite(own, comparison);
  return tIntervalOf({ estimate: own.estimate - comparison.estimate, se, df, confidence });
}

/** As shares of the sum, so that very small errors do not vanish when squared. */
function satterthwaite(own: EstimatedChange, comparison: EstimatedChange): number {
  const share = own.se ** 2 / (own.se ** 2 + comparison.se ** 2);
  return 1 / (share ** 2 / own.df + (1 - share) ** 2 / comparison.df);
}

type Limits = { estimate: number; low: number; high: number };

/**
 * The same for changes of shares, whose limits are not symmetric: joined by the method of variance estimates recovery, so that shares of
 * 0 % and 100 % give sane limits here too.
 *
 * @returns limits of `own` minus `comparison`, which hold it, in the unit of the changes.
 * @throws RangeError if a number is not finite or limits do not hold their estimate.
 * @see Zou & Donner (2008), Stat. Med. 27, 1693–1702. Checked against Newcombe's (2001) worked example:
 *   tests/reference/comparisons/difference-in-differences.ts
 */
export function differenceOfShareChanges(own: Limits, comparison: Limits): Limits {
  for (const { estimate, low, high } of [own, comparison]) {
    for (const value of [estimate, low, high]) requireFinite("limit", value);
    if (low > estimate || high < estimate) throw new RangeError(`${low} to ${high} does not hold ${estimate}`);
  }
  const estimate = own.estimate - comparison.estimate;
  return {
    estimate,
    low: estimate - Math.hypot(own.estimate - own.low, comparison.high - comparison.estimate),
    high: estimate + Math.hypot(own.high - own.estimate, comparison.estimate - comparison.low),
  };
}
