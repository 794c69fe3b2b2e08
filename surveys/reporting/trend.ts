import type { ChangeResult, IndicatorResult, Results } from "#surveys/impact/results.ts";
import { type ChartData, chartData } from "./chart-data.ts";
import type { Reader } from "./number-format.ts";

/** One indicator in one segment over the waves: its chart with sentence and table, and the changes between the waves. */
export interface Trend {
  chart: ChartData;
  /** What the figures are counted in. */
  unit: Pick<IndicatorResult, "unit" | "unitLabel">;
  /** From the first wave that asked to each later one that it is compared with. */
  changes: TrendChange[];
}

interface TrendChange extends Pick<ChangeResult, "estimate" | "low" | "high" | "p" | "pairs"> {
  fromWave: string;
  toWave: string;
}

/** The trend of an indicator in a segment; null where the results have none such. */
export function trendOf(
  results: Results,
  wanted: { indicator: string; segment: string },
  reader: Reader,
): Trend | null {
  const { indicator: key, segment } = wanted;
  const indicator = results.indicators.find((one) => one.key === key && one.segment === segment);
  const chart = chartData(results, wanted, reader);
  if (!indicator || !chart) return null;
  const names = waveNames(results);
  const first = indicator.points[0]?.waveId;
  return {
    chart,
    unit: { unit: indicator.unit, unitLabel: indicator.unitLabel },
    changes: results.changes
      .filter((change) => change.indicator === key && change.segment === segment && change.from === first)
      .map(({ from, to, estimate, low, high, p, pairs }) => ({
        fromWave: names.get(from) ?? "",
        toWave: names.get(to) ?? "",
        ...{ estimate, low, high, p, pairs },
      })),
  };
}

export function waveNames({ waves }: Results): Map<string, string> {
  return new Map(waves.map((wave) => [wave.id, wave.name]));
}
