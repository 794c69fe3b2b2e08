import type { ChangeResult, GoalResult, IndicatorResult, PointResult, Results } from "#surveys/impact/results.ts";
import { subjectWords } from "./change-sentence.ts";
import { formatChange, formatLevel, formatNumber, type Reader } from "./number-format.ts";

/** The verdict in a word or two; a goal of which no wave has been held says so rather than "too few". */
export function verdictWords(goal: GoalResult, { say }: Reader): string {
  return say(`results:verdict.${verdictKey(goal)}`);
}

/** What the goal asked for: "mindst 65,0 point", "et fald på mindst 3,0 procentpoint". */
export function targetWords(goal: GoalResult, indicator: IndicatorResult, reader: Reader): string {
  const { kind, value } = goal.target;
  const shown = kind === "level" ? formatLevel(value, indicator, reader) : formatChange(value, indicator, reader);
  const inPoints = indicator.unit === "points" ? reader.say("results:sentence.points", { number: shown }) : shown;
  return reader.say(`results:sentence.goal.${kind}-${goal.direction}`, { value: inPoints });
}

/**
 * The verdict in full sentences: what it is, the figures it stands on with their interval, and what the goal was. Says what changed, never
 * what caused it.
 *
 * @param results where the goal's indicator gets its unit from.
 */
export function goalSentence(results: Results, goal: GoalResult, reader: Reader): string {
  const verdict = reader.say(`results:sentence.goal.${verdictKey(goal)}`);
  const indicator = indicatorOf(results, goal);
  if (!indicator) return verdict;
  const figures = figuresSentence(goal, indicator, reader);
  const target = targetWords(goal, indicator, reader);
  return `${verdict} ${figures ?? reader.say("results:sentence.goal.target-only", { target })}`;
}

/** The indicator a goal is about, in its segment where there is anything to show, else for everyone: unit and words are the same. */
export function indicatorOf(results: Results, goal: GoalResult): IndicatorResult | undefined {
  const same = results.indicators.filter((indicator) => indicator.key === goal.indicator);
  return same.find((indicator) => indicator.segment === goal.segment) ?? same[0];
}

function verdictKey(goal: GoalResult): GoalResult["verdict"] | "not-measured" {
  return goal.wave === null ? "not-measured" : goal.verdict;
}

function figuresSentence(goal: GoalResult, indicator: IndicatorResult, reader: Reader): string | null {
  const change = completeInterval(goal.change);
  if (!change || goal.current?.estimate == null || goal.baseline?.estimate == null) return null;
  const values = {
    subject: subjectWords(indicator, reader, "under-title"),
    from: formatLevel(goal.baseline.estimate, indicator, reader),
    to: formatLevel(goal.current.estimate, indicator, reader),
    change: formatChange(change.estimate, indicator, reader),
    low: formatNumber(change.low, reader.language),
    high: formatNumber(change.high, reader.language),
    target: targetWords(goal, indicator, reader),
  };
  if (goal.target.kind === "change") return reader.say("results:sentence.goal.figures-change", values);
  const current = completeInterval(goal.current);
  if (!current) return null;
  return reader.say("results:sentence.goal.figures-level", {
    ...values,
    level: formatLevel(current.estimate, indicator, reader),
    levelLow: formatNumber(current.low, reader.language),
    levelHigh: formatNumber(current.high, reader.language),
  });
}

function completeInterval(figure: ChangeResult | PointResult | null) {
  if (!figure || figure.estimate === null || figure.low === null || figure.high === null) return null;
  return { estimate: figure.estimate, low: figure.low, high: figure.high };
}
