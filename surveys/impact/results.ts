import type { Audience } from "#db/schema.ts";
import type { LocalizedText, Reading } from "#surveys/definition/codebook.ts";
import type { ComparisonGroup } from "#surveys/initiative/comparison-group.ts";
import type { BiasResult } from "./bias/bias.ts";

/**
 * Everything known about an initiative, after disclosure control: what pages, JSON, charts and exports are made of, and nothing else
 * is. Field by field in `docs/results-format.md`. Estimates are in points of 100 (mean), percent (share) or the item's unit; positive is
 * better for means and shares whatever the coding, while numbers keep their unit and `better` says which way is good.
 * A field that disclosure control withholds is null, together with everything that stands on the same people.
 */
export interface Results {
  initiative: { slug: string; name: string };
  floor: number;
  waves: WaveResult[];
  /** Whom the initiative's people are held against; null without a comparison group. */
  comparison: ComparisonGroup | null;
  /** One per indicator × segment; `points` has one entry per wave in which the item was in the survey. */
  indicators: IndicatorResult[];
  /** Baseline → each later wave, and each wave → the next, for each indicator × segment. */
  changes: ChangeResult[];
  goals: GoalResult[];
  tides: TideResult[];
  /** Flagged ripples, gains and harms in one list, strongest first; those that only moved with the tide have `withTide: true` and stand last. */
  ripples: RippleResult[];
  /** What may make a change look other than it is: one per audience and pair of waves, in the order of `changes`. */
  bias: BiasResult[];
}

export interface WaveResult {
  id: string;
  position: number;
  name: string;
  opensOn: string;
  closesOn: string;
  state: "planned" | "open" | "closed";
  source: "ringvirk" | "imported";
  audiences: Array<{
    audience: Audience;
    /** Null for imported waves: nobody knows how many were asked; and where a handful did not answer. */
    invited: number | null;
    answered: number | null;
    /** Of those who did not answer: whose invitation never reached a mail server. Null where that, or the rest of them, would be too few. */
    undelivered: number | null;
    /** Fraction: AAPOR's response rate 2. */
    responseRate: number | null;
  }>;
}

export interface IndicatorResult {
  /** "resident/safety-dark/mean" */
  key: string;
  audience: Audience;
  itemKey: string;
  kind: "scale" | "yes-no" | "number" | "index";
  reading: Reading;
  label: LocalizedText;
  theme: string;
  unit: "points" | "percent" | "own";
  unitLabel: LocalizedText | null;
  /** Which way of the shown figure is better; null where the survey does not say. */
  better: "up" | "down" | null;
  /** The codes that a share counts, with their words; null for a mean. */
  counted: Array<{ value: number; label: LocalizedText | null }> | null;
  /** Cronbach's alpha of an index in the newest wave, everyone; null for items, in segments, and with too few complete answers. */
  alpha: number | null;
  /** "" for everyone, else "name=value". */
  segment: string;
  points: PointResult[];
}

export interface PointResult {
  waveId: string;
  position: number;
  n: number | null;
  estimate: number | null;
  low: number | null;
  high: number | null;
  /** Degrees of freedom of the interval of a mean; null for a share. */
  df: number | null;
  weighted: boolean;
  /** Strata or clusters of the sample are in the error. */
  clustered: boolean;
  designEffect: number | null;
  effectiveN: number | null;
}

export interface ChangeResult {
  indicator: string;
  segment: string;
  from: string;
  to: string;
  fromPosition: number;
  toPosition: number;
  n0: number | null;
  n1: number | null;
  pairs: number | null;
  estimate: number | null;
  se: number | null;
  df: number | null;
  p: number | null;
  low: number | null;
  high: number | null;
  /**
   * How often a random answer of the later wave is better than a random answer of the earlier one, ties counted half: a fraction, ½ is no
   * difference. For means with a good direction, from ten times the floor of answers in both waves on; limits and p are null where the
   * answers of the two waves do not overlap at all.
   */
  ordinal: { better: number; low: number | null; high: number | null; p: number | null } | null;
  /** Hedges' g with the average standard deviation: positive is better. For unweighted means. */
  standardised: { estimate: number; low: number; high: number } | null;
  weighted: boolean;
  /** Strata or clusters of the sample are in the error. */
  clustered: boolean;
  designEffect: number | null;
  effectiveN: number | null;
  /** Why there is no figure. */
  refused: "hidden" | "too-few" | "no-variation" | null;
}

export type Verdict = "too-few" | "reached" | "probably-reached" | "on-the-way" | "worse" | "unchanged" | "cannot-tell";

export interface GoalResult {
  id: string;
  title: string;
  indicator: string;
  audience: Audience;
  segment: string;
  direction: "rise" | "fall";
  target: { kind: "level" | "change"; value: number };
  smallestWorthwhile: number;
  dueWave: string | null;
  duePosition: number;
  /** The wave the verdict is about: the due wave when it is closed, else the newest of which something may be said. */
  wave: string | null;
  verdict: Verdict;
  change: ChangeResult | null;
  /** The figure at baseline and at `wave`. */
  baseline: PointResult | null;
  current: PointResult | null;
  probabilityReached: number | null;
  smallestDetectable: number | null;
  holmP: number | null;
  /** Against the comparison group; null without one, and for groups that hold some of its people. */
  difference: DifferenceResult | null;
  sealedBeforeBaseline: boolean;
  changedAfterBaseline: boolean;
  /** Sealed before the baseline and since removed, or made to be about something else: here as it was sealed, with "@sealed" after its id. */
  withdrawn: boolean;
  endorsedBy: string[];
}

/** How much the indicators that no goal speaks of moved together, in standard deviations. */
export interface TideResult {
  audience: Audience;
  from: string;
  to: string;
  indicators: number;
  estimate: number | null;
  low: number | null;
  high: number | null;
  averageCorrelation: number | null;
}

/**
 * How much more (or, below zero, less) the initiative's own people changed than the comparison group: difference-in-differences, in the
 * figure's unit, `own.estimate` minus `comparison.estimate`. It leaves out what moved both alike, and tells no cause.
 */
export interface DifferenceResult {
  /** The change it starts from: the goal's or ripple's own, except where the comparison group was named later and is still in everyone. */
  own: ChangeResult;
  comparison: ChangeResult;
  estimate: number | null;
  se: number | null;
  df: number | null;
  p: number | null;
  low: number | null;
  high: number | null;
  refused: ChangeResult["refused"];
}

export interface RippleResult {
  indicator: string;
  audience: Audience;
  segment: string;
  from: string;
  to: string;
  kind: "gain" | "harm";
  /** "indicator": bound to no goal or expectation. "spill-over": a goal's indicator in a group it did not aim at. */
  source: "indicator" | "spill-over";
  change: ChangeResult;
  standardisedChange: number;
  tide: number | null;
  pAgainstZero: number;
  pAgainstTide: number | null;
  adjustedP: number;
  withTide: boolean;
  /** Against the comparison group; null without one, and for groups that hold some of its people. */
  difference: DifferenceResult | null;
}
