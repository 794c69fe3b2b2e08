import type { PublicChart as ChartFigures } from "#surveys/reporting/public-results.ts";
import { chartDrawing } from "./public-chart-drawing.ts";

const [width, height] = [340, 190];

/** A trend drawn on the server: every wave's figure with its interval, and the goal. It is an image whose words say the same as its table. */
export function PublicChart({ chart, goalWord }: { chart: ChartFigures; goalWord: string }) {
  const { points, goals, ticks, left, right } = chartDrawing(chart, { width, height });
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={chart.sentence}>
      {ticks.map(({ y, words }) => (
        <g key={words}>
          <line className="chart-grid" x1={left} x2={right} y1={y} y2={y} />
          <text x={left - 6} y={y + 4} textAnchor="end">
            {words}
          </text>
        </g>
      ))}
      {goals.map(({ y, title }) => (
        <g key={title}>
          <line className="chart-goal" x1={left} x2={right} y1={y} y2={y} />
          <text x={right} y={y - 5} textAnchor="end">
            {goalWord}
          </text>
        </g>
      ))}
      <polyline
        className="chart-line"
        points={points.flatMap(({ x, y }) => (y === null ? [] : [`${x},${y}`])).join(" ")}
      />
      {points.map(({ x, y, low, high, label }) => (
        <g key={label}>
          {low === null || high === null ? null : <line className="chart-interval" x1={x} x2={x} y1={low} y2={high} />}
          {y === null ? null : <circle className="chart-point" cx={x} cy={y} r="5" />}
          <text x={x} y={height - 8} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
}
