import type { ChangeResult, GoalResult, IndicatorResult, PointResult, Results } from "#surveys/impact/results.ts";
import { subjectWords } from "./change-sentence.ts";
import { formatChange, formatLevel, formatNumber, type Reader } from "./number-format.ts";
import { tellingDecimals } from "./telling-decimals.ts";

/** The verdict in a word or two; a goal of which no wave has been held says so rather than "too few". */
export function verdictWords(goal: GoalResult, { say }: Reader): string {
  return say(`results:verdict.${verdictKey(goal)}`);
}

/** What the goal asked for: "mindst 65,0 point", "et fald på mindst 3,0 procentpoint". */
export function targetWords(goal: GoalResult, indicator: IndicatorResult, reader: Reader, decimals = 1): string {
  const { kind, value } = goal.target;
  const format = kind === "level" ? formatLevel : formatChange;
  const shown = format(value, indicator, reader, decimals);
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
  const alike = goal.verdict === "too-few" && goal.change?.refused === "no-variation";
  const verdict = reader.say(`results:sentence.goal.${alike ? "all-alike" : verdictKey(goal)}`);
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
  const current = completeInterval(goal.current);
  const decimals = tellingDecimals(
    [...standingsOfChange(goal, change), ...standingsOfLevel(goal, current)],
    [goal.baseline.estimate, goal.current.estimate, change.estimate, goal.target.value],
  );
  const values = {
    subject: subjectWords(indicator, reader, "under-title"),
    from: formatLevel(goal.baseline.estimate, indicator, reader, decimals),
    to: formatLevel(goal.current.estimate, indicator, reader, decimals),
    change: formatChange(change.estimate, indicator, reader, decimals),
    low: formatNumber(change.low, reader.language, decimals),
    high: formatNumber(change.high, reader.language, decimals),
    target: targetWords(goal, indicator, reader, decimals),
  };
  if (goal.target.kind === "change") return reader.say("results:sentence.goal.figures-change", values);
  if (!current) return null;
  return reader.say("results:sentence.goal.figures-level", {
    ...values,
    level: formatLevel(current.estimate, indicator, reader, decimals),
    levelLow: formatNumber(current.low, reader.language, decimals),
    levelHigh: formatNumber(current.high, reader.language, decimals),
  });
}

type Standings = Array<[number, number]>;

/** The borders on which a verdict turns: no change, the smallest worthwhile change, the target. */
function standingsOfChange({ direction, target, smallestWorthwhile }: GoalResult, change: Interval): Standings {
  const ends = [change.low, change.high];
  const wanted = direction === "rise" ? target.value : -target.value;
  const atTarget =
    target.kind === "change" ? [...ends, change.estimate].map((end): [number, number] => [end, wanted]) : [];
  const borders = [0, smallestWorthwhile, -smallestWorthwhile];
  return [...atTarget, ...borders.flatMap((border) => ends.map((end): [number, number] => [end, border]))];
}

function standingsOfLevel({ target }: GoalResult, level: Interval | null): Standings {
  if (target.kind !== "level" || level === null) return [];
  return [level.estimate, level.low, level.high].map((value) => [value, target.value]);
}

interface Interval {
  estimate: number;
  low: number;
  high: number;
}

function completeInterval(figure: ChangeResult | PointResult | null): Interval | null {
  if (!figure || figure.estimate === null || figure.low === null || figure.high === null) return null;
  return { estimate: figure.estimate, low: figure.low, high: figure.high };
}
