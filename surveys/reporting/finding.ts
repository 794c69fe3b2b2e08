import { indicatorKey } from "#surveys/definition/reading.ts";
import type { GoalResult, IndicatorResult, Results, TideResult, Verdict } from "#surveys/impact/results.ts";
import { readingWords } from "./change-sentence.ts";
import { differenceSentence } from "./difference-words.ts";
import { ordinalSentence } from "./effect-words.ts";
import type { Reader } from "./number-format.ts";
import { type Trend, trendOf, waveNames } from "./trend.ts";
import { goalSentence, indicatorOf, targetWords } from "./verdict-words.ts";

/** What a figure is called and counted in. */
export interface Described extends Pick<IndicatorResult, "unit" | "unitLabel"> {
  label: string;
  reading: string;
  /** A mean, whose change can be told by the order of the answers and in standard deviations too. */
  isMean: boolean;
}

/** A goal with what its verdict stands on, in the reader's words. */
export interface GoalFinding {
  goal: GoalResult;
  verdict: Verdict | "not-measured";
  sentence: string;
  /** How often a new answer is better; null where nothing may or can be said. */
  ordinal: string | null;
  /** How the change stands to that of the comparison group; "" without one. */
  difference: string;
  target: string;
  /** Null where neither figures nor surveys know the indicator: its question was taken out. */
  indicator: Described | null;
  /** Null where there is nothing to draw. */
  trend: Trend | null;
  /** Names of the wave the verdict is about and of the wave by which the goal is due. */
  wave: string | null;
  dueWave: string | null;
  /** Response rate of the goal's audience at baseline and at the wave of the verdict. */
  rates: Array<{ wave: string; imported: boolean; rate: number | null }>;
}

/** Every goal, in the order they were set. */
export function goalFindings(results: Results, reader: Reader): GoalFinding[] {
  const names = waveNames(results);
  return results.goals.map((goal) => {
    const indicator = indicatorOf(results, goal);
    return {
      goal,
      verdict: goal.wave === null ? "not-measured" : goal.verdict,
      sentence: goalSentence(results, goal, reader),
      ordinal: ordinalSentence(goal.change, reader),
      difference: indicator && goal.change ? differenceSentence(results, goal, indicator, reader) : "",
      target: indicator ? targetWords(goal, indicator, reader) : "",
      indicator: indicator ? describe(indicator, reader) : null,
      trend: trendOf(results, goal, reader),
      wave: names.get(goal.wave ?? "") ?? null,
      dueWave: names.get(goal.dueWave ?? "") ?? null,
      rates: results.waves
        .filter((wave) => wave.position === 0 || wave.id === goal.wave)
        .map(({ name, source, audiences }) => ({
          wave: name,
          imported: source === "imported",
          rate: audiences.find((entry) => entry.audience === goal.audience)?.responseRate ?? null,
        })),
    };
  });
}

/** A tide with the names of its waves, and which way it went so far as its interval says. */
export interface TideFinding {
  tide: TideResult;
  way: "rose" | "fell" | "uncertain" | "none";
  fromWave: string;
  toWave: string;
}

export function tideFindings(results: Results): TideFinding[] {
  const names = waveNames(results);
  return results.tides.map((tide) => ({
    tide,
    way: tideWay(tide),
    fromWave: names.get(tide.from) ?? "",
    toWave: names.get(tide.to) ?? "",
  }));
}

function tideWay({ estimate, low, high }: TideResult): TideFinding["way"] {
  if (estimate === null || low === null || high === null) return "none";
  if (low > 0) return "rose";
  return high < 0 ? "fell" : "uncertain";
}

/** The last tide of each audience. */
export function newestTides(results: Results): TideFinding[] {
  return [...new Map(tideFindings(results).map((finding) => [finding.tide.audience, finding])).values()];
}

/** An indicator that the surveys ask for, whether anybody has answered or not (`indicatorsToChoose`). */
type Asked = Omit<IndicatorResult, "key" | "kind" | "better" | "counted" | "alpha" | "segment" | "points"> & {
  kind: string;
  goodEnd: number[];
  better: "rise" | "fall";
};

/** The results with the indicators that are asked for and not measured yet, without figures: a goal has words before it has answers. */
export function withUnmeasured(results: Results, asked: Asked[]): Results {
  const measured = new Set(results.indicators.map(({ key }) => key));
  const unmeasured = asked.map(
    ({ goodEnd, better, audience, itemKey, kind, reading, label, theme, unit, unitLabel }): IndicatorResult => ({
      key: indicatorKey({ audience, itemKey, reading }),
      ...{ audience, itemKey, reading, label, theme, unit, unitLabel },
      kind: kind as IndicatorResult["kind"],
      better: better === "rise" ? "up" : "down",
      counted: reading === "share" ? goodEnd.map((value) => ({ value, label: null })) : null,
      alpha: null,
      segment: "",
      points: [],
    }),
  );
  return { ...results, indicators: [...results.indicators, ...unmeasured.filter(({ key }) => !measured.has(key))] };
}

/** An indicator in the reader's words. */
export function describe(indicator: IndicatorResult, reader: Reader): Described {
  const { label, unit, unitLabel } = indicator;
  return {
    label: label[reader.language],
    reading: readingWords(indicator, reader),
    isMean: indicator.reading === "mean",
    unit,
    unitLabel,
  };
}
