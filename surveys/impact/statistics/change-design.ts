import { requireFraction, requireLevel, requirePositive } from "./input-domain.ts";
import { normalQuantile } from "./normal.ts";
import { studentTQuantile } from "./student-t.ts";

/** How two waves are to be held and compared; both with as many answers. */
export interface ChangeDesign {
  /** Fraction of each wave's answers whose person answered both. */
  overlap: number;
  /** Of these people's two answers. */
  correlation: number;
  /** By how much clusters or weights raise the variance; 1 for none. */
  designEffect: number;
  /** Two: the change is to be set against the change of a comparison group with as many answers. */
  groups: 1 | 2;
  power: number;
  /** Two-sided level of one test: 1 − 0.05 / k for k goals (Bonferroni), the step that Holm begins with. */
  confidence: number;
}

/** Below this the arithmetic says more about itself than about answers. */
const fewest = 3;
const most = 1e9;

/**
 * How many answers each wave needs, in each group, to show a change of a mean.
 *
 * The variance of the change is 2 SD² (1 − overlap × correlation) × design effect / n, twice that with a comparison group; the test is T_new2
 * (`changeBetween`), whose degrees of freedom lie between those of Welch's and of the paired t-test. It adds two t quantiles where the exact sum
 * needs the noncentral t: the number is within half a person of R's (0.3 % from a hundred answers on).
 *
 * @param known.change size of the change to be shown, without sign, in the unit of `sd`.
 * @returns answers per wave and group, not rounded; at least 3, Infinity where no number would do.
 * @throws RangeError if a size is not positive, a fraction outside [0, 1], the correlation outside [-1, 1).
 * @see Derrick et al. (2017), J. Mod. Appl. Stat. Methods 16(1), 137–157; Kish (1965) for the design effect. Checked against R power.t.test with
 *   no overlap and with full overlap, and in between by simulation: tests/reference/change-design.R
 */
export function answersForMeanChange(known: ChangeDesign & { change: number; sd: number }): number {
  requirePositive("change", known.change);
  return fewestAnswers((answers) => detectableMeanChange({ ...known, answers }) <= known.change);
}

/** The smallest change of a mean that so many answers per wave would show. See {@link answersForMeanChange}. */
export function detectableMeanChange(known: ChangeDesign & { answers: number; sd: number }): number {
  const { sd, answers, power, confidence } = known;
  requirePositive("sd", sd);
  requireDesign(known, answers);
  const df = degreesOfFreedom(known, answers);
  const se = sd * Math.sqrt((2 * (1 - known.overlap * known.correlation) * spread(known)) / answers);
  return se * (studentTQuantile((1 + confidence) / 2, df) + studentTQuantile(power, df));
}

/**
 * How many answers each wave needs, in each group, to show that a share went from `from` to `to` (fractions, not percent). The variance under no
 * change is that of the average share, under the change that of the two, each made smaller by the overlap; with no overlap it is R's
 * power.prop.test.
 *
 * @returns answers per wave and group, not rounded; at least 3.
 * @throws RangeError as {@link answersForMeanChange}, or if the shares are the same or outside [0, 1].
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, §4.2; Connor (1987), Biometrics 43, 207–211 for pairs. Checked
 *   against R power.prop.test, and with overlap by simulation: tests/reference/change-design.R
 */
export function answersForShareChange(known: ChangeDesign & { from: number; to: number }): number {
  const { from, to, overlap, correlation, power, confidence } = known;
  requireFraction("from", from);
  requireFraction("to", to);
  if (from === to) throw new RangeError("the two shares are the same");
  requireDesign(known, fewest);
  const average = (from + to) / 2;
  const [before, after] = [from * (1 - from), to * (1 - to)];
  const together = overlap * correlation;
  const unchanged = 2 * average * (1 - average) * (1 - together);
  const changed = before + after - 2 * together * Math.sqrt(before * after);
  const reach =
    normalQuantile((1 + confidence) / 2) * Math.sqrt(unchanged) +
    normalQuantile(power) * Math.sqrt(Math.max(0, changed));
  return Math.max(fewest, spread(known) * (reach / (to - from)) ** 2);
}

/**
 * The smallest change of a share, upwards or downwards, that so many answers per wave would show; a fraction without sign.
 *
 * @returns null where even a change to 0 or 1 would not show.
 */
export function detectableShareChange(
  known: ChangeDesign & { from: number; answers: number; way: "up" | "down" },
): number | null {
  const { from, answers, way } = known;
  requireFraction("from", from);
  requirePositive("answers", answers);
  const room = way === "up" ? 1 - from : from;
  const needs = (change: number) =>
    answersForShareChange({ ...known, to: way === "up" ? from + change : from - change });
  if (room <= 0 || needs(room) > answers) return null;
  let [tooSmall, enough] = [0, room];
  for (let step = 0; step < 60; step++) {
    const middle = (tooSmall + enough) / 2;
    if (middle > 0 && needs(middle) <= answers) enough = middle;
    else tooSmall = middle;
  }
  return enough;
}

/** A comparison group has as many answers and its own change, so the variance of the difference is twice as large. */
function spread({ designEffect, groups }: ChangeDesign): number {
  return designEffect * groups;
}

/** T_new2's with equal variances: pairs − 1 and Welch's, by the share of answers that have no partner. Each group has its own. */
function degreesOfFreedom({ overlap, groups }: ChangeDesign, answers: number): number {
  const pairs = overlap * answers;
  const welch = 2 * answers - 2;
  return groups * Math.max(1, pairs - 1 + (welch - pairs + 1) * (1 - overlap));
}

function fewestAnswers(isEnough: (answers: number) => boolean): number {
  if (isEnough(fewest)) return fewest;
  let [tooFew, enough] = [fewest, fewest * 2];
  while (!isEnough(enough)) {
    if (enough > most) return Number.POSITIVE_INFINITY;
    [tooFew, enough] = [enough, enough * 2];
  }
  for (let step = 0; step < 60; step++) {
    const middle = (tooFew + enough) / 2;
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function requireDesign({ overlap, correlation, designEffect, power, confidence }: ChangeDesign, answers: number): void {
  requireFraction("overlap", overlap);
  if (!(correlation >= -1 && correlation < 1))
    throw new RangeError(`correlation must lie in [-1, 1), got ${correlation}`);
  requirePositive("designEffect", designEffect);
  requireLevel("power", power);
  requireLevel("confidence", confidence);
  requirePositive("answers", answers);
}
