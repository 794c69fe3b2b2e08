import type { Verdict } from "./results.ts";
import { studentTCdf, studentTQuantile } from "./statistics/student-t.ts";

export interface Interval {
  estimate: number;
  low: number;
  high: number;
}

/** What a verdict is made of; figures in the goal's unit, after disclosure control. Null: withheld, or none could be made. */
export interface GoalEvidence {
  direction: "rise" | "fall";
  /** A level, or for a change an amount above zero in the goal's direction. */
  target: { kind: "level" | "change"; value: number };
  /** Above zero. */
  smallestWorthwhile: number;
  /** Baseline to the wave the verdict is about. */
  change: Interval | null;
  /** The figure at that wave. */
  level: Interval | null;
}

/**
 * The verdict on a goal (METHODS §3), first match wins. A target that is a level is judged on the interval of the level at the wave, a
 * target that is a change on the interval of the change; whether things moved at all is always judged on the change. A level that
 * stood beyond the target at baseline already is thus reached even if it fell: the change beside it says so. "Too few" is said of the
 * interval that is needed and no other: a change stands where everybody now answers alike, and a level where the baseline did not ask.
 */
export function verdictOf(evidence: GoalEvidence): Verdict {
  const judged = turnedToTarget(evidence);
  const { direction, smallestWorthwhile } = evidence;
  if (judged === null) return "too-few";
  if (judged.low >= -rounding) return "reached";
  if (judged.estimate >= -rounding) return "probably-reached";
  const change = whole(evidence.change);
  if (change === null) return "too-few";
  const moved = turned(change, direction);
  if (moved.low > rounding) return "on-the-way";
  if (moved.high < -rounding) return "worse";
  const trifle = smallestWorthwhile + rounding;
  if (moved.low >= -trifle && moved.high <= trifle) return "unchanged";
  return "cannot-tell";
}

/** In which order sums were added shows in their last bits, and must not decide which side of a border a figure stands on. */
const rounding = 1e-9;

/**
 * How probable it is that the target is reached, all ways of being wrong before the survey thought alike. Read from the interval itself,
 * from the half of it that faces the target, so that it never contradicts the verdict: it is 97.5 % exactly where a 95 % interval begins
 * at the target.
 *
 * @param df of the interval; Infinity for those of shares.
 * @returns a probability, or null where there is no interval.
 */
export function probabilityReached(evidence: GoalEvidence, df: number, confidence = 0.95): number | null {
  const judged = turnedToTarget(evidence);
  if (judged === null) return null;
  if (Math.abs(judged.estimate) <= rounding) return 0.5;
  const towards = judged.estimate > 0 ? judged.estimate - judged.low : judged.high - judged.estimate;
  if (towards <= 0) return judged.estimate > 0 ? 1 : 0;
  return studentTCdf((judged.estimate / towards) * studentTQuantile((1 + confidence) / 2, df), df);
}

/** The judged figure as its distance beyond the target, in the goal's direction. */
function turnedToTarget({ direction, target, change, level }: GoalEvidence): Interval | null {
  const judged = whole(target.kind === "level" ? level : change);
  if (judged === null) return null;
  const sign = direction === "rise" ? 1 : -1;
  return whole(shifted(turned(judged, direction), target.kind === "level" ? sign * target.value : target.value));
}

/** Of what is no number, nothing is said: every comparison with NaN is false, so it would pass for "cannot tell". */
function whole(interval: Interval | null): Interval | null {
  if (interval === null) return null;
  return [interval.estimate, interval.low, interval.high].every(Number.isFinite) ? interval : null;
}

function turned({ estimate, low, high }: Interval, direction: "rise" | "fall"): Interval {
  return direction === "rise" ? { estimate, low, high } : { estimate: -estimate, low: -high, high: -low };
}

function shifted({ estimate, low, high }: Interval, by: number): Interval {
  return { estimate: estimate - by, low: low - by, high: high - by };
}
