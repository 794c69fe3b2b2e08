import type { GoalTable } from "#db/schema.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import type { GoalStanding } from "#surveys/initiative/seal.server.ts";
import { detectableOf } from "./detectable.ts";
import type { MeasuredWave, SegmentFigures } from "./figures.ts";
import { type GoalEvidence, type Interval, probabilityReached, verdictOf } from "./goal-verdict.ts";
import type { ChangeResult, GoalResult, PointResult } from "./results.ts";
import { adjustHolm } from "./statistics/holm.ts";

export interface GoalMaterial {
  goal: GoalTable;
  standing: GoalStanding;
  endorsedBy: string[];
  withdrawn: boolean;
  /** The goal's indicator in its segment, where there are any figures. */
  figures: SegmentFigures | undefined;
}

/**
 * The goals with their verdicts, in their own order. Everything stands on figures that passed disclosure control. Holm's p-values are over
 * all goals whose change could be tested.
 *
 * @param allWaves every wave of the initiative, so that the due wave can be named before it is held.
 */
export function goalResults(goals: GoalMaterial[], allWaves: MeasuredWave[]): GoalResult[] {
  const results = goals.map((material) => goalResult(material, allWaves));
  const tested = results.filter((goal) => typeof goal.change?.p === "number");
  const adjusted = adjustHolm(tested.map((goal) => goal.change?.p ?? 1));
  const holm = new Map(tested.map((goal, index) => [goal.id, adjusted[index] ?? null]));
  return results.map((goal) => ({ ...goal, holmP: holm.get(goal.id) ?? null }));
}

function goalResult(
  { goal, standing, endorsedBy, withdrawn, figures }: GoalMaterial,
  allWaves: MeasuredWave[],
): GoalResult {
  const judged = judgedWave(goal, figures);
  const evidence = evidenceOf(goal, judged);
  const { change, current } = judged;
  const verdict = verdictOf(evidence);
  return {
    id: goal.id,
    title: goal.title,
    indicator: indicatorKey({ audience: goal.audience, itemKey: goal.item_key, reading: goal.reading }),
    audience: goal.audience,
    segment: goal.segment,
    direction: goal.direction,
    target: evidence.target,
    smallestWorthwhile: goal.smallest_worthwhile,
    dueWave: allWaves.find((wave) => wave.position === goal.due_position)?.id ?? null,
    duePosition: goal.due_position,
    wave: current?.waveId ?? null,
    verdict,
    change,
    baseline: judged.baseline,
    current,
    // Of what there are too few answers to judge, nothing is said to be probable.
    probabilityReached:
      verdict === "too-few" ? null : probabilityReached(evidence, degreesOfFreedom(goal, change, current)),
    smallestDetectable: detectableOf(change),
    holmP: null,
    difference: null,
    ...standing,
    withdrawn,
    endorsedBy,
  };
}

interface JudgedWave {
  baseline: PointResult | null;
  current: PointResult | null;
  change: ChangeResult | null;
}

/** The due wave when it is closed and asked, else the newest after the baseline of which something may be said. */
function judgedWave(goal: GoalTable, figures: SegmentFigures | undefined): JudgedWave {
  const baseline = figures?.points.find((point) => point.position === 0) ?? null;
  const later = (figures?.points ?? []).filter((point) => point.position > 0);
  const due = later.find((point) => point.position === goal.due_position);
  const current = due ?? later.findLast((point) => point.n !== null) ?? later.at(-1) ?? null;
  const change = figures?.changes.find(
    ({ result }) => result.fromPosition === 0 && result.toPosition === current?.position,
  );
  return { baseline, current, change: change?.result ?? null };
}

function evidenceOf(goal: GoalTable, { change, current }: JudgedWave): GoalEvidence {
  return {
    direction: goal.direction,
    target: { kind: goal.target_kind, value: goal.target_value },
    smallestWorthwhile: goal.smallest_worthwhile,
    change: intervalOf(change),
    level: intervalOf(current),
  };
}

function intervalOf(figure: Pick<PointResult, "estimate" | "low" | "high"> | null): Interval | null {
  if (!figure || figure.estimate === null || figure.low === null || figure.high === null) return null;
  return { estimate: figure.estimate, low: figure.low, high: figure.high };
}

/** Of the interval that is judged: Wilson's and MOVER's limits are the normal distribution's, all others Student's t. */
function degreesOfFreedom(goal: GoalTable, change: ChangeResult | null, current: PointResult | null): number {
  const share = goal.reading === "share";
  if (goal.target_kind === "level") return share ? Number.POSITIVE_INFINITY : (current?.df ?? 1);
  return share && !change?.weighted && !change?.clustered
    ? Number.POSITIVE_INFINITY
    : (change?.df ?? Number.POSITIVE_INFINITY);
}
