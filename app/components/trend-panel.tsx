import { segmentWords } from "#app/texts/segment-words.ts";
import { useFigures } from "#app/texts/use-figures.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { ChartData } from "#surveys/reporting/chart-data.ts";
import type { Trend } from "#surveys/reporting/trend.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";
import { TrendChart } from "./trend-chart.tsx";
import type { Drawing } from "./trend-drawing.ts";

/** A trend as a picture, with tables of all its figures; the sentence that says the same stands with its title, where it is shown. */
export function TrendPanel({ trend }: { trend: Trend }) {
  return (
    <div className="trend">
      <TrendPicture trend={trend} />
      <TrendTables trend={trend} />
    </div>
  );
}

/** The picture alone. */
export function TrendPicture({ trend: { chart, unit } }: { trend: Trend }) {
  const say = useSay();
  const language = useLanguage();
  if (chart.values.every((value) => value === null)) return null;
  const words = {
    axis: say(`results:page.unit.axis-${unit.unit}`, { unit: unit.unitLabel?.[language] ?? "" }).trim(),
    goal: say("results:page.chart.goal"),
    toldOf: (row: string[]) =>
      say("results:page.chart.told", { figure: row[1] ?? "", low: row[2] ?? "", high: row[3] ?? "", n: row[4] ?? "" }),
  };
  return <TrendChart sentence={chart.sentence} drawing={drawingOf(chart, language, words)} />;
}

function TrendTables({ trend: { chart, unit, changes } }: { trend: Trend }) {
  const say = useSay();
  const figures = useFigures();
  if (chart.labels.length === 0) return null;
  return (
    <details>
      <summary>{say("results:page.chart.table")}</summary>
      <FigureTable
        caption={`${chart.title} · ${segmentWords(chart.segment, say)}`}
        note={chart.reading}
        head={chart.table.head}
        rows={[
          ...chart.table.rows,
          ...chart.goalLines.map(({ title, value }) => [
            say("results:page.chart.goal-titled", { title }),
            figures.figure(value, unit) ?? "",
          ]),
        ]}
      />
      {changes.length === 0 ? null : (
        <FigureTable
          caption={say("results:page.chart.changes")}
          head={["from-to", "change", "interval", "p", "pairs"].map((key) => say(`results:page.chart.${key}`))}
          rows={changes.map((change) => [
            say("results:page.chart.from-to-row", { from: change.fromWave, to: change.toWave }),
            <Figure key="change">{figures.change(change.estimate, unit)}</Figure>,
            <Figure key="interval">{figures.changeInterval(change.low, change.high)}</Figure>,
            <Figure key="p">{figures.p(change.p)}</Figure>,
            <Figure key="pairs">{figures.count(change.pairs)}</Figure>,
          ])}
        />
      )}
    </details>
  );
}

function drawingOf(
  { labels, values, low, high, goalLines, axis, table }: ChartData,
  locale: string,
  words: { axis: string; goal: string; toldOf: (row: string[]) => string },
): Drawing {
  return {
    points: labels.map((wave, index) => ({
      wave,
      estimate: values[index] ?? null,
      low: low[index] ?? null,
      high: high[index] ?? null,
      told: words.toldOf(table.rows[index] ?? []),
    })),
    goalLines: goalLines.map(({ value }) => value),
    axis,
    axisTitle: words.axis,
    goalWord: words.goal,
    locale,
  };
}
