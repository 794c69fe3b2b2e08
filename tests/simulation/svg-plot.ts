/** One row of dots (or steps of a line): where it stands, and how surely. */
export interface Series {
  label: string;
  /** A shape as well as a colour, for those who do not tell colours apart. */
  shape: "circle" | "square" | "triangle" | "diamond" | "cross";
  colour: string;
  points: Array<{ x: number; y: number }>;
}

export interface Plot {
  title: string;
  xLabel: string;
  yLabel: string;
  xTicks: Array<{ at: number; label: string }>;
  yTicks: Array<{ at: number; label: string }>;
  /** A promise, drawn as a line across. */
  limit: { at: number; label: string } | null;
  series: Series[];
}

const [WIDTH, HEIGHT] = [760, 420];
const box = { left: 70, right: 560, top: 46, bottom: 360 };

/** A plain picture of series of points, readable without colour; the numbers stand in the tables beside it. */
export function plotSvg({ title, xLabel, yLabel, xTicks, yTicks, limit, series }: Plot): string {
  const [x, y] = [scaleOf(xTicks, box.left, box.right), scaleOf(yTicks, box.bottom, box.top)];
  const parts = [
    ...yTicks.flatMap(({ at, label }) => [
      `<line x1="${box.left}" x2="${box.right}" y1="${y(at)}" y2="${y(at)}" stroke="#ddd"/>`,
      text(box.left - 8, y(at) + 4, label, "end"),
    ]),
    ...xTicks.map(({ at, label }) => text(x(at), box.bottom + 18, label, "middle")),
    text((box.left + box.right) / 2, HEIGHT - 14, xLabel, "middle"),
    text(box.left, box.top - 10, yLabel, "start"),
    `<text x="${box.left}" y="20" font-size="15" font-weight="bold">${escaped(title)}</text>`,
  ];
  if (limit) {
    const at = y(limit.at);
    parts.push(`<line x1="${box.left}" x2="${box.right}" y1="${at}" y2="${at}" stroke="#000" stroke-dasharray="6 4"/>`);
    parts.push(text(box.right + 6, at + 4, limit.label, "start"));
  }
  // The names of the series keep clear of the promise's.
  const limitAt = limit ? y(limit.at) : box.bottom;
  const names = limitAt < (box.top + box.bottom) / 2 ? limitAt + 28 : box.top + 20;
  for (const [index, one] of series.entries()) {
    for (const point of one.points) parts.push(mark(one, x(point.x), y(point.y)));
    const line = names + 22 * index;
    parts.push(mark(one, box.right + 16, line), text(box.right + 28, line + 4, one.label, "start"));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="${escaped(title)}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${parts.join("\n")}
</svg>
`;
}

function scaleOf(ticks: Array<{ at: number }>, from: number, to: number): (value: number) => number {
  const [low, high] = [Math.min(...ticks.map(({ at }) => at)), Math.max(...ticks.map(({ at }) => at))];
  return (value) =>
    Number((from + ((Math.max(low, Math.min(high, value)) - low) / (high - low)) * (to - from)).toFixed(1));
}

function mark({ shape, colour }: Series, x: number, y: number): string {
  const style = `fill="${colour}" fill-opacity="0.55" stroke="${colour}"`;
  if (shape === "circle") return `<circle cx="${x}" cy="${y}" r="3.5" ${style}/>`;
  if (shape === "square") return `<rect x="${x - 3.2}" y="${y - 3.2}" width="6.4" height="6.4" ${style}/>`;
  if (shape === "triangle") return `<path d="M${x} ${y - 4.5}l4.5 8h-9z" ${style}/>`;
  if (shape === "diamond") return `<path d="M${x} ${y - 4.8}l4.8 4.8l-4.8 4.8l-4.8 -4.8z" ${style}/>`;
  return `<path d="M${x - 4} ${y - 4}l8 8m0 -8l-8 8" fill="none" stroke="${colour}" stroke-width="1.6"/>`;
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end"): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
