import type { RippleRing } from "#surveys/impact/ripples/candidate.ts";
import type { RingMark, RingPicture } from "#surveys/reporting/ring-picture.ts";

/** Measures of the picture, in units of its own: the challenge in the middle, three rings around it, the names of the types outside. */
export const size = 460;
export const middle = size / 2;
export const coreRadius = 24;
export const outerRadius: Record<RippleRing, number> = { inside: 86, between: 142, community: 198 };
export const labelRadius = 213;
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

/** Every shape, and the line around what is new, stays within this many radii of its middle. */
const reach = 1.3;
/** Room for the line around what is new; less where marks are tiny, so that any number of them finds a place. */
const clearance = 1.5;

/** How far from its middle a mark of this radius may draw: the line around what is new. */
export function reachOf(radius: number): number {
  return radius * reach + Math.min(clearance, radius / 5);
}

/** Where each mark stands: evenly in its ring and sector, in rows and smaller where there are many. No two touch, and none crosses a border. */
export function placeMarks(marks: readonly RingMark[], sectors: readonly Sector[]): PlacedMark[] {
  return sectors.flatMap((sector) =>
    (Object.keys(outerRadius) as RippleRing[]).flatMap((ring) => {
      const ofCell = marks.filter((mark) => mark.ring === ring && mark.type === sector.type);
      return placeInCell(ofCell, sector, ring);
    }),
  );
}

function placeInCell(marks: RingMark[], { from, to }: Sector, ring: RippleRing): PlacedMark[] {
  const { radius, rows } = largestThatFits(marks.length, to - from, ring);
  const places = rows.flatMap(({ distance, filled }) =>
    Array.from({ length: filled }, (_, index) => pointAt(from + ((to - from) * (index + 0.5)) / filled, distance)),
  );
  return marks.flatMap((mark, index) => {
    const place = places[index];
    return place ? [{ mark, radius, ...place }] : [];
  });
}

interface Row {
  distance: number;
  filled: number;
}

const largest = 14;

/** The largest radius at which so many marks stand in the cell, and their rows: shrunk step by step, so that there always is one. */
function largestThatFits(marks: number, angle: number, ring: RippleRing): { radius: number; rows: Row[] } {
  for (let radius = largest; ; radius *= 0.92) {
    const room = roomiestRows(radius, angle, ring);
    const places = room.reduce((sum, { filled }) => sum + filled, 0);
    if (places >= marks) return { radius: rounded(radius), rows: spread(marks, room) };
  }
}

/** As many rows as the ring is wide, each with as many marks as stand side by side in it. */
function roomiestRows(radius: number, angle: number, ring: RippleRing): Row[] {
  // A little more than it draws: places are rounded.
  const own = reachOf(radius) + Math.min(0.05, radius / 20);
  const [inner, outer] = [innerRadius[ring], outerRadius[ring]];
  const rows = Math.floor((outer - inner) / (2 * own));
  const middleRow = (inner + outer) / 2;
  return Array.from({ length: rows }, (_, row) => {
    const distance = middleRow + (row - (rows - 1) / 2) * 2 * own;
    return { distance, filled: sideBySide(own / distance, angle) };
  });
}

/** How many circles of a reach (as a fraction of their distance) stand evenly in an angle, clear of each other and of its ends. */
function sideBySide(reachAtDistance: number, angle: number): number {
  return reachAtDistance >= 1 ? 0 : Math.floor(angle / (2 * Math.asin(reachAtDistance)));
}

/** The fewest rows that hold them, nearest to the middle of the ring, each filled in proportion to its room. */
function spread(marks: number, room: Row[]): Row[] {
  const centre = (room.length - 1) / 2;
  const byMiddle = room
    .map((row, index) => ({ row, off: Math.abs(index - centre) }))
    .sort((one, other) => one.off - other.off);
  const used: Row[] = [];
  let places = 0;
  for (const { row } of byMiddle) {
    if (places >= marks) break;
    used.push(row);
    places += row.filled;
  }
  let [left, roomLeft] = [marks, places];
  return used.map(({ distance, filled }) => {
    const share = Math.min(filled, Math.ceil((left * filled) / Math.max(1, roomLeft)));
    left -= share;
    roomLeft -= filled;
    return { distance, filled: share };
  });
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
