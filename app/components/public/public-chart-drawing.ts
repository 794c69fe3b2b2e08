import type { PublicChart } from "#surveys/reporting/public-results.ts";

/** Where everything stands in the drawing, in its own units; null where nothing is told. */
export interface ChartDrawing {
  left: number;
  right: number;
  points: Array<{ x: number; y: number | null; low: number | null; high: number | null; label: string }>;
  goals: Array<{ y: number; title: string }>;
  ticks: Array<{ y: number; words: string }>;
}

const margins = { left: 40, right: 12, top: 14, bottom: 32 };

/** Places a chart's figures: waves from left to right, the axis from its least to its most, or from what there is to show. */
export function chartDrawing(chart: PublicChart, { width, height }: { width: number; height: number }): ChartDrawing {
  const axis = chart.axis ?? openAxis(chart);
  const right = width - margins.right;
  const span = right - margins.left;
  const y = (value: number) => {
    const part = (value - axis.min) / (axis.max - axis.min);
    return round(height - margins.bottom - part * (height - margins.top - margins.bottom));
  };
  const orNull = (value: number | null | undefined) => (value === null || value === undefined ? null : y(value));
  const step = span / chart.labels.length;
  return {
    ...{ left: margins.left, right },
    points: chart.labels.map((label, index) => ({
      x: round(margins.left + step * (index + 0.5)),
      y: orNull(chart.values[index]),
      low: orNull(chart.low[index]),
      high: orNull(chart.high[index]),
      label: shortened(label, Math.floor(step / 6.5)),
    })),
    goals: chart.goalLines
      .filter(({ value }) => value >= axis.min && value <= axis.max)
      .map(({ value, title }) => ({ y: y(value), title })),
    ticks: ticksOf(axis).map((value) => ({ y: y(value), words: String(value).replace("-", "−") })),
  };
}

function openAxis({ values, low, high, goalLines }: PublicChart): { min: number; max: number } {
  const told = [...values, ...low, ...high, ...goalLines.map(({ value }) => value)].filter((value) => value !== null);
  const [least, most] = [Math.min(0, ...told), Math.max(...told)];
  return { min: Math.floor(least), max: Math.max(Math.ceil(most), Math.floor(least) + 1) };
}

function ticksOf({ min, max }: { min: number; max: number }): number[] {
  return [min, round((min + max) / 2), max];
}

function shortened(label: string, most: number): string {
  return label.length <= most ? label : `${label.slice(0, Math.max(1, most - 1))}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
