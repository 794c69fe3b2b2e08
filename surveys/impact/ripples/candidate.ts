import type { TieSubject } from "#surveys/impact/network/network-candidates.ts";
import type { ReportSubject } from "#surveys/impact/reports/report-candidates.ts";
import type { RippleResult } from "#surveys/impact/results.ts";
import type { ThemeResult, ThemeSubject } from "#surveys/impact/themes/themes.ts";
import type { WorkflowSubject } from "#surveys/impact/workflows/workflow-candidates.ts";
import { changeKinds } from "#surveys/initiative/change-report.ts";

/** Where a candidate comes from (METHODS §4): five sources feed one list; a spill-over is an indicator's. */
export const rippleSources = ["indicator", "spill-over", "tie", "workflow", "report", "theme"] as const;
export type RippleSource = (typeof rippleSources)[number];

/** What changed, how deep it goes, and how far from the challenge it is seen. */
export const rippleTypes = changeKinds;
export type RippleType = (typeof rippleTypes)[number];
export const rippleDepths = ["transactional", "transitional", "transformational"] as const;
export type RippleDepth = (typeof rippleDepths)[number];
export const rippleRings = ["inside", "between", "community"] as const;
export type RippleRing = (typeof rippleRings)[number];

/** What a candidate stands on, after disclosure control. Each source has its own shape. */
export type RippleSubject = IndicatorSubject | TieSubject | WorkflowSubject | ReportSubject | GrownThemeSubject;

export interface IndicatorSubject {
  source: "indicator" | "spill-over";
  /** The surest finding of this movement, and the further groups and waves in which the same question moved the same way. */
  ripple: RippleResult;
  further: readonly RippleResult[];
}

export interface GrownThemeSubject {
  source: "theme";
  theme: Omit<ThemeResult, "subjects" | "common">;
  grown: ThemeSubject;
}

/** `unjudged`: nothing says whether it is for the better. */
export type RippleKind = "gain" | "harm" | "mixed" | "unjudged";

/** An unexpected change, whatever source it comes from, before anybody has decided about it. It never says what caused it. */
export interface RippleCandidate {
  /**
   * Stable as long as it is about the same: source and subject, and the way it went where that makes another candidate of it. Further waves
   * give the same candidate new figures, not a new key. What analysts decide is kept under it.
   */
  key: string;
  subject: RippleSubject;
  kind: RippleKind;
  /** Proposed by the source; an analyst may code it otherwise. Null where the source cannot tell. */
  type: RippleType | null;
  depth: RippleDepth | null;
  ring: RippleRing | null;
  /** `YYYY-MM-DD` from which it can be seen: the follow-up's last day, or the day that a report names. */
  seenOn: string;
  /** The pair of waves, where it comes from comparing two. */
  from: string | null;
  to: string | null;
  /** Ids of the organisations it is about, and of those that say so each for itself (reporters, sides of a tie, confirmers). */
  organisations: string[];
  voices: string[];
}
