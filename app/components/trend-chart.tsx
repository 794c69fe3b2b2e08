import { useEffect, useRef } from "react";
import type { Drawing } from "./trend-drawing.ts";

interface TrendChartProps {
  /** What the chart shows, in one sentence; what a screen reader says instead of the picture. */
  sentence: string;
  drawing: Drawing;
}

/**
 * The picture of a trend. It comes when the browser has fetched the drawing library; without script there is no picture, and the table
 * beside it says the same.
 */
export function TrendChart({ sentence, drawing }: TrendChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = JSON.stringify(drawing);
  useEffect(() => {
    let end: () => void = () => {};
    let gone = false;
    import("./trend-drawing.ts").then(({ drawTrend }) => {
      if (gone || !canvas.current) return;
      end = keepDrawn(canvas.current, (target, still) => drawTrend(target, JSON.parse(shown), { still }));
    });
    return () => {
      gone = true;
      end();
    };
  }, [shown]);
  return (
    <div className="trend-chart">
      <canvas ref={canvas} role="img" aria-label={sentence} />
    </div>
  );
}

/** Draws, and draws anew when the reader changes between light and dark. Gives back what ends it. */
function keepDrawn(
  canvas: HTMLCanvasElement,
  draw: (canvas: HTMLCanvasElement, still: boolean) => { destroy(): void },
): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let chart = draw(canvas, still);
  const redraw = () => {
    chart.destroy();
    chart = draw(canvas, true);
  };
  dark.addEventListener("change", redraw);
  return () => {
    dark.removeEventListener("change", redraw);
    chart.destroy();
  };
}
