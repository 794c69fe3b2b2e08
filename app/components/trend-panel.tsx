import { segmentWords } from "#app/texts/segment-words.ts";
import { useFigures } from "#app/texts/use-figures.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { ChartData } from "#surveys/reporting/chart-data.ts";
import type { Trend } from "#surveys/reporting/trend.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";
import { TrendChart } from "./trend-chart.tsx";
import type { Drawing } from "./trend-drawing.ts";

/** A trend as a sentence, a picture, and tables of all its figures. */
export function TrendPanel({ trend: { chart, unit, changes } }: { trend: Trend }) {
  const say = useSay();
  const language = useLanguage();
  const figures = useFigures();
  const caption = `${chart.title} · ${segmentWords(chart.segment, say)}`;
  const words = {
    axis: say(`results:page.unit.axis-${unit.unit}`, { unit: unit.unitLabel?.[language] ?? "" }).trim(),
    goal: say("results:page.chart.goal"),
    toldOf: (row: string[]) =>
      say("results:page.chart.told", { figure: row[1] ?? "", low: row[2] ?? "", high: row[3] ?? "", n: row[4] ?? "" }),
  };
  return (
    <div className="trend">
      <p>{chart.sentence}</p>
      {chart.values.some((value) => value !== null) ? (
        <TrendChart sentence={chart.sentence} drawing={drawingOf(chart, language, words)} />
      ) : null}
      {chart.labels.length === 0 ? null : (
        <details>
          <summary>{say("results:page.chart.table")}</summary>
          <FigureTable
            caption={caption}
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
      )}
    </div>
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
