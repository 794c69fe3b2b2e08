import type { Audience } from "#db/schema.ts";
import { detectableOf } from "#surveys/impact/detectable.ts";
import type { ChangeResult, GoalResult, IndicatorResult, Results, RippleResult } from "#surveys/impact/results.ts";
import { segmentWords } from "./change-sentence.ts";
import type { Reader } from "./number-format.ts";
import { indicatorOf } from "./verdict-words.ts";

/** What happened to a goal's own question in the groups that the goal did not aim at. Figures alone that passed disclosure control. */
export interface SpillOver {
  /** True for a goal about everyone: the groups are then parts of those it aims at, and are not screened by themselves. */
  aimsAtEveryone: boolean;
  unit: Pick<IndicatorResult, "unit" | "unitLabel">;
  better: IndicatorResult["better"];
  rows: SpillOverRow[];
  /** How many of the groups the screening flagged, beyond chance and beyond the tide. */
  flagged: number;
}

export interface SpillOverRow {
  audience: Audience;
  segment: string;
  from: number | null;
  to: number | null;
  estimate: number;
  low: number | null;
  high: number | null;
  /** Where the interval holds zero: the smallest change that would have shown. */
  detectable: number | null;
  mark: "gain" | "harm" | "with-tide" | null;
}

/** Null before the goal has been measured twice. Groups of which nothing may be said are left out. */
export function spillOver(results: Results, goal: GoalResult): SpillOver | null {
  const own = indicatorOf(results, goal);
  if (!own || goal.wave === null) return null;
  const rows = results.indicators
    .filter(({ itemKey, reading, audience, segment }) => {
      const isSame = itemKey === own.itemKey && reading === own.reading;
      return isSame && !(audience === goal.audience && segment === goal.segment);
    })
    .flatMap((indicator) => rowOf(results, indicator, goal.wave ?? ""));
  const flagged = rows.filter(({ mark }) => mark === "gain" || mark === "harm").length;
  const { unit, unitLabel, better } = own;
  return { aimsAtEveryone: goal.segment === "", unit: { unit, unitLabel }, better, rows, flagged };
}

function rowOf(results: Results, indicator: IndicatorResult, wave: string): SpillOverRow[] {
  const change = results.changes.find(
    (one) =>
      one.indicator === indicator.key && one.segment === indicator.segment && one.fromPosition === 0 && one.to === wave,
  );
  if (!change || change.estimate === null) return [];
  const { estimate, low, high } = change;
  const levelAt = (waveId: string) => indicator.points.find((point) => point.waveId === waveId)?.estimate ?? null;
  const { audience, segment } = indicator;
  return [
    {
      ...{ audience, segment, from: levelAt(change.from), to: levelAt(wave), estimate, low, high },
      detectable: low !== null && high !== null && low <= 0 && high >= 0 ? detectableOf(change) : null,
      mark: markOf(results.ripples, indicator, change),
    },
  ];
}

/** A scale is screened by its mean and a yes-no by its share, so the flag is looked up by the question. */
function markOf(
  ripples: RippleResult[],
  { audience, itemKey }: IndicatorResult,
  change: ChangeResult,
): SpillOverRow["mark"] {
  const found = ripples.find(
    (ripple) =>
      ripple.audience === audience &&
      ripple.indicator.startsWith(`${audience}/${itemKey}/`) &&
      ripple.segment === change.segment &&
      ripple.from === change.from &&
      ripple.to === change.to,
  );
  if (!found) return null;
  return found.withTide ? "with-tide" : found.kind;
}

/** What the table says, in a sentence. */
export function spillOverSentence({ aimsAtEveryone, rows, flagged }: SpillOver, reader: Reader): string {
  const { say } = reader;
  if (rows.length === 0) return say("bias:spill.none");
  if (aimsAtEveryone) return say("bias:spill.inside", { count: rows.length });
  if (flagged === 0) return say("bias:spill.unflagged", { count: rows.length });
  const groups = rows
    .filter(({ mark }) => mark === "gain" || mark === "harm")
    .map(({ segment }) => segmentWords(segment, reader));
  return say("bias:spill.flagged", { count: flagged, groups: groups.join(", ") });
}
