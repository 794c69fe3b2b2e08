import type { Audience, GoalTable } from "#db/schema.ts";
import type { Reading } from "#surveys/definition/codebook.ts";
import { firstProblem, type Problem, problemAt } from "#surveys/problem.ts";
import { checkChoice, checkText, maxLengths, readNumber, refusalIn } from "./field-check.ts";
import type { IndicatorChoice } from "./indicator-choice.ts";

/** Changes below this are called trifles where nobody has said otherwise: 3 points of 100 or 3 percentage points (METHODS §4). */
const defaultSmallestWorthwhile = 3;

/** A goal as a person states it; numbers may be typed text with a comma. */
export interface GoalInput {
  title: string;
  audience: Audience;
  itemKey: string;
  reading: Reading;
  /** "" for everyone, else "name=value", such as "area=Nord". */
  segment: string;
  /** Left out: the way in which the indicator gets better. */
  direction?: GoalTable["direction"];
  targetKind: string;
  /** A level, or for a change the amount above zero in the goal's direction; in the unit of the indicator. */
  targetValue: string | number;
  /** Left out or "": 3, which only points and percent have a meaning for. */
  smallestWorthwhile?: string | number;
  /** Number of the wave by which it should be reached; the baseline is 0. */
  duePosition: string | number;
}

export type GoalColumns = Omit<GoalTable, "id" | "initiative_id" | "position">;

/**
 * Checks a goal against the indicator it names (undefined: there is none such in the initiative's surveys) and gives its columns.
 * Refused, all at once: "field.missing", "field.too-long", "field.not-a-number", "field.not-a-choice", "goal.unknown-indicator",
 * "goal.reading-impossible", "goal.direction-wrong", "goal.segment-wrong", "goal.target-impossible", "goal.smallest-wrong",
 * "goal.due-wave-wrong".
 */
export function readGoal(input: GoalInput, choices: IndicatorChoice[]): GoalColumns | Problem {
  const indicator = choices.find(
    (choice) =>
      choice.audience === input.audience && choice.itemKey === input.itemKey && choice.reading === input.reading,
  );
  const target = readNumber("targetValue", input.targetValue);
  const smallest = readSmallest(input.smallestWorthwhile ?? "", indicator);
  const due = readNumber("duePosition", input.duePosition);
  const refusal = firstProblem([
    checkText("title", input.title, maxLengths.line),
    indicator ? null : unknownIndicator(input, choices),
    checkSegment(input.segment),
    checkDirection(input, indicator),
    checkChoice("targetKind", input.targetKind, ["level", "change"]),
    refusalIn(target) ?? checkTarget(input.targetKind, target as number, indicator),
    refusalIn(smallest) ?? checkSmallest(smallest as number, indicator),
    refusalIn(due) ?? checkDue(due as number),
  ]);
  if (refusal || !indicator) return refusal ?? problemAt("indicator", "goal.unknown-indicator");
  return {
    title: input.title.trim(),
    audience: input.audience,
    item_key: input.itemKey,
    reading: input.reading,
    segment: input.segment,
    direction: indicator.better,
    target_kind: input.targetKind as GoalTable["target_kind"],
    target_value: target as number,
    smallest_worthwhile: smallest as number,
    due_position: due as number,
  };
}

function unknownIndicator(input: GoalInput, choices: IndicatorChoice[]): Problem {
  if (input.itemKey === "") return problemAt("indicator", "field.missing");
  const otherReading = choices.some((c) => c.audience === input.audience && c.itemKey === input.itemKey);
  return problemAt("indicator", otherReading ? "goal.reading-impossible" : "goal.unknown-indicator", {
    item: input.itemKey,
  });
}

function checkSegment(segment: string): Problem | null {
  const wellFormed = segment === "" || /^[^=~]+=[^=~]+$/.test(segment);
  if (!wellFormed) return problemAt("segment", "goal.segment-wrong");
  return checkText("segment", segment, maxLengths.line, "optional");
}

function checkDirection(input: GoalInput, indicator: IndicatorChoice | undefined): Problem | null {
  const againstBetter = indicator && input.direction && input.direction !== indicator.better;
  return againstBetter ? problemAt("direction", "goal.direction-wrong") : null;
}

function checkTarget(kind: string, value: number, indicator: IndicatorChoice | undefined): Problem | null {
  const limit = indicator?.unit === "own" ? Number.POSITIVE_INFINITY : 100;
  const possible = kind === "change" ? value > 0 && value <= limit : value >= 0 && value <= limit;
  return possible ? null : problemAt("targetValue", "goal.target-impossible");
}

function readSmallest(typed: string | number, indicator: IndicatorChoice | undefined): number | Problem {
  if (typed === "" && indicator?.unit !== "own") return defaultSmallestWorthwhile;
  return readNumber("smallestWorthwhile", typed);
}

function checkSmallest(value: number, indicator: IndicatorChoice | undefined): Problem | null {
  const limit = indicator?.unit === "own" ? Number.POSITIVE_INFINITY : 100;
  return value > 0 && value < limit ? null : problemAt("smallestWorthwhile", "goal.smallest-wrong");
}

function checkDue(position: number): Problem | null {
  return Number.isInteger(position) && position >= 1 && position <= 99
    ? null
    : problemAt("duePosition", "goal.due-wave-wrong");
}
