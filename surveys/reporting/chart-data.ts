import type { GoalResult, IndicatorResult, Results } from "#surveys/impact/results.ts";
import { readingWords, segmentWords, trendSentence } from "./change-sentence.ts";
import { formatCount, formatNumber, type Reader } from "./number-format.ts";

/** A trend chart, its table and its sentence: three ways of saying the same, all of figures that passed disclosure control. */
export interface ChartData {
  indicator: string;
  segment: string;
  title: string;
  /** What the figures are. */
  reading: string;
  segmentWords: string;
  /** One per wave, all of the same length; null where nothing may be said. */
  labels: string[];
  values: Array<number | null>;
  low: Array<number | null>;
  high: Array<number | null>;
  /** One for each goal about this indicator and segment: the level to reach, in the chart's unit. */
  goalLines: Array<{ goal: string; title: string; value: number }>;
  /** Points and percent always run from 0 to 100; an amount in its own unit leaves the ends open. */
  axis: { min: number; max: number } | null;
  /** What the chart says, for one who has not seen its title. */
  sentence: string;
  /** The same under the title, which it does not repeat. */
  sentenceUnderTitle: string;
  table: { head: string[]; rows: string[][] };
}

/** The trend of one indicator in one segment; null where the results have none such. */
export function chartData(
  results: Results,
  { indicator: key, segment }: { indicator: string; segment: string },
  reader: Reader,
): ChartData | null {
  const indicator = results.indicators.find((found) => found.key === key && found.segment === segment);
  if (!indicator) return null;
  const { points } = indicator;
  return {
    indicator: key,
    segment,
    title: indicator.label[reader.language],
    reading: readingWords(indicator, reader),
    segmentWords: segmentWords(segment, reader),
    labels: points.map((point) => waveName(results, point.waveId)),
    values: points.map((point) => point.estimate),
    low: points.map((point) => point.low),
    high: points.map((point) => point.high),
    goalLines: results.goals.flatMap((goal) => (goal.withdrawn ? [] : goalLine(goal, indicator))),
    axis: indicator.unit === "own" ? null : { min: 0, max: 100 },
    sentence: trendSentence(results, indicator, reader),
    sentenceUnderTitle: trendSentence(results, indicator, reader, "under-title"),
    table: tableOf(results, indicator, reader),
  };
}

/** A goal that is a change is drawn from the baseline's figure; without that figure there is no line. */
function goalLine(goal: GoalResult, indicator: IndicatorResult): ChartData["goalLines"] {
  if (goal.indicator !== indicator.key || goal.segment !== indicator.segment) return [];
  const { kind, value } = goal.target;
  if (kind === "level") return [{ goal: goal.id, title: goal.title, value }];
  const baseline = indicator.points.find((point) => point.position === 0)?.estimate ?? null;
  if (baseline === null) return [];
  return [{ goal: goal.id, title: goal.title, value: goal.direction === "rise" ? baseline + value : baseline - value }];
}

function tableOf(results: Results, indicator: IndicatorResult, { say, language }: Reader): ChartData["table"] {
  const withheld = say("results:sentence.table.withheld");
  const cell = (value: number | null) => (value === null ? "–" : formatNumber(value, language));
  return {
    head: ["wave", "estimate", "low", "high", "n"].map((column) => say(`results:sentence.table.${column}`)),
    rows: indicator.points.map((point) => [
      waveName(results, point.waveId),
      ...(point.n === null
        ? [withheld, "–", "–", "–"]
        : [cell(point.estimate), cell(point.low), cell(point.high), formatCount(point.n, language)]),
    ]),
  };
}

function waveName(results: Results, waveId: string): string {
  return results.waves.find((wave) => wave.id === waveId)?.name ?? waveId;
}
