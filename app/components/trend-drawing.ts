import { CategoryScale, Chart, LinearScale, LineElement, Tooltip } from "chart.js";
import { LineWithErrorBarsController, PointWithErrorBar } from "chartjs-chart-error-bars";
import annotation from "chartjs-plugin-annotation";

Chart.register(
  CategoryScale,
  LinearScale,
  LineElement,
  Tooltip,
  LineWithErrorBarsController,
  PointWithErrorBar,
  annotation,
);

/** What is drawn: words are ready to show, figures are only placed. */
export interface Drawing {
  points: Array<{ wave: string; estimate: number | null; low: number | null; high: number | null; told: string }>;
  goalLines: number[];
  /** Null leaves the ends to the chart. */
  axis: { min: number; max: number } | null;
  axisTitle: string;
  goalWord: string;
  locale: string;
}

/**
 * Draws a trend with its intervals and the goal's line on a canvas, in the colours of the page as they are now. Loaded by the browser
 * when a page with charts is open, and by nothing else. Give the chart back with `destroy()` before drawing anew.
 */
export function drawTrend(canvas: HTMLCanvasElement, drawing: Drawing, { still }: { still: boolean }): Chart {
  const colour = coloursOf(canvas);
  const { points, axis } = drawing;
  const type = LineWithErrorBarsController.id as "lineWithErrorBars";
  return new Chart<"lineWithErrorBars", Array<ReturnType<typeof barOf>>>(canvas, {
    type,
    data: {
      // One word to a line, so that neighbours do not run into each other on a small screen.
      labels: points.map(({ wave }) => wave.split(" ")),
      datasets: [
        {
          data: points.map(barOf),
          borderColor: colour("--accent"),
          backgroundColor: colour("--accent"),
          borderWidth: 2.5,
          pointRadius: 5,
          pointHoverRadius: 7,
          errorBarColor: colour("--accent"),
          errorBarWhiskerColor: colour("--accent"),
          errorBarLineWidth: 1.5,
          errorBarWhiskerLineWidth: 1.5,
          errorBarWhiskerSize: 14,
        },
      ],
    },
    options: {
      locale: drawing.locale,
      responsive: true,
      maintainAspectRatio: false,
      animation: still ? false : { duration: 300 },
      layout: { padding: { top: 8, right: 8 } },
      scales: {
        x: {
          type: "category",
          offset: true,
          grid: { display: false },
          border: { color: colour("--line-strong") },
          ticks: { color: colour("--ink-soft"), font: fontOf(canvas), maxRotation: 0 },
        },
        y: {
          type: "linear",
          ...(axis ?? { grace: "10%" }),
          title: { display: true, text: drawing.axisTitle, color: colour("--ink-soft"), font: fontOf(canvas) },
          grid: { color: colour("--line") },
          border: { color: colour("--line-strong") },
          ticks: { color: colour("--ink-soft"), font: fontOf(canvas), maxTicksLimit: 6 },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          backgroundColor: colour("--ink"),
          titleColor: colour("--card"),
          bodyColor: colour("--card"),
          displayColors: false,
          callbacks: {
            title: ([found]) => points[found?.dataIndex ?? -1]?.wave ?? "",
            label: ({ dataIndex }) => points[dataIndex]?.told ?? "",
          },
        },
        annotation: {
          annotations: Object.fromEntries(
            drawing.goalLines.map((value, index) => [
              `goal-${index}`,
              {
                type: "line" as const,
                yMin: value,
                yMax: value,
                borderColor: colour("--warn"),
                borderWidth: 2,
                borderDash: [7, 5],
                label: {
                  display: true,
                  content: drawing.goalWord,
                  position: "start" as const,
                  yAdjust: -12,
                  color: colour("--warn"),
                  backgroundColor: colour("--warn-soft"),
                  font: fontOf(canvas),
                  padding: { x: 6, y: 2 },
                },
              },
            ]),
          ),
        },
      },
    },
  }) as unknown as Chart;
}

/** A withheld figure leaves a gap. */
function barOf({ estimate, low, high }: Drawing["points"][number]) {
  const y = estimate ?? Number.NaN;
  return { y, yMin: low ?? y, yMax: high ?? y };
}

function coloursOf(canvas: HTMLCanvasElement): (name: string) => string {
  const style = getComputedStyle(canvas);
  return (name) => style.getPropertyValue(name).trim();
}

function fontOf(canvas: HTMLCanvasElement): { family: string; size: number } {
  return { family: getComputedStyle(canvas).fontFamily, size: 13 };
}
