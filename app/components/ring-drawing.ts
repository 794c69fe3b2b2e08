import type { RippleRing } from "#surveys/impact/ripples/candidate.ts";
import type { RingMark, RingPicture } from "#surveys/reporting/ring-picture.ts";

/** Measures of the picture, in units of its own: the challenge in the middle, three rings around it, the names of the types outside. */
export const size = 460;
export const middle = size / 2;
export const coreRadius = 24;
export const outerRadius: Record<RippleRing, number> = { inside: 86, between: 142, community: 198 };
export const labelRadius = 206;
const innerRadius: Record<RippleRing, number> = { inside: coreRadius + 4, between: 86, community: 142 };

export interface Sector {
  type: RingMark["type"];
  /** Angles in radians, clockwise from the top. */
  from: number;
  to: number;
}

/** A part of the circle for each type, wider where there is more to show; the same at every moment. */
export function sectorsOf({ sectors }: Pick<RingPicture, "sectors">): Sector[] {
  const widths = sectors.map(({ ripples }) => 1 + ripples / 3);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let start = 0;
  return sectors.map(({ type }, index) => {
    const from = start;
    start += ((widths[index] ?? 0) / whole) * 2 * Math.PI;
    return { type, from, to: start };
  });
}

export interface PlacedMark {
  mark: RingMark;
  x: number;
  y: number;
  radius: number;
}

/** Where each mark stands: evenly in its ring and sector, in rows and smaller where there are many. */
export function placeMarks(marks: readonly RingMark[], sectors: readonly Sector[]): PlacedMark[] {
  return sectors.flatMap((sector) =>
    (Object.keys(outerRadius) as RippleRing[]).flatMap((ring) => {
      const ofCell = marks.filter((mark) => mark.ring === ring && mark.type === sector.type);
      return placeInCell(ofCell, sector, ring);
    }),
  );
}

const markRadii = [14, 12, 10, 8, 6];
const gap = 3;

function placeInCell(marks: RingMark[], { from, to }: Sector, ring: RippleRing): PlacedMark[] {
  const [inner, outer] = [innerRadius[ring], outerRadius[ring]];
  const fits = (radius: number) =>
    rowsOf(radius, inner, outer) * perRow(radius, inner, outer, to - from) >= marks.length;
  const radius = markRadii.find(fits) ?? 6;
  const rows = Math.min(
    rowsOf(radius, inner, outer),
    Math.ceil(marks.length / perRow(radius, inner, outer, to - from)),
  );
  const inRow = Math.ceil(marks.length / Math.max(1, rows));
  return marks.map((mark, index) => {
    const row = Math.floor(index / inRow);
    const filled = Math.min(inRow, marks.length - row * inRow);
    const angle = from + ((to - from) * ((index % inRow) + 0.5)) / filled;
    const distance = (inner + outer) / 2 + (row - (rows - 1) / 2) * (2 * radius + gap);
    return { mark, radius, ...pointAt(angle, distance) };
  });
}

function rowsOf(radius: number, inner: number, outer: number): number {
  return Math.max(1, Math.floor((outer - inner - gap) / (2 * radius + gap)));
}

function perRow(radius: number, inner: number, outer: number, angle: number): number {
  return Math.max(1, Math.floor((angle * (inner + outer)) / 2 / (2 * radius + gap)));
}

/** A point at an angle clockwise from the top. Two decimals: the server and the browser must write the same. */
export function pointAt(angle: number, distance: number): { x: number; y: number } {
  return { x: rounded(middle + distance * Math.sin(angle)), y: rounded(middle - distance * Math.cos(angle)) };
}

/** An arc for words to stand on: clockwise in the upper half, the other way round below, so that nothing is upside down. */
export function wordArc(from: number, to: number, radius: number): string {
  const centre = (from + to) / 2;
  const isBelow = Math.cos(centre) < -0.01;
  // Words on the lower half hang inside their arc; it is drawn so much further out.
  const distance = isBelow ? radius + 12 : radius;
  const reach = Math.min((to - from) / 2, 1.5);
  const [start, end] = isBelow ? [centre + reach, centre - reach] : [centre - reach, centre + reach];
  const [a, b] = [pointAt(start, distance), pointAt(end, distance)];
  return `M${a.x} ${a.y}A${distance} ${distance} 0 0 ${isBelow ? 0 : 1} ${b.x} ${b.y}`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
