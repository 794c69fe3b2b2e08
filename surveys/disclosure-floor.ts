/** No number about fewer people than this leaves the system by any route (METHODS §5). */
export const DISCLOSURE_FLOOR = 5;

/**
 * A count of people as it may be shown: to the nearest multiple of twice the floor, so that two counts never tell the few by whom they
 * differ. Null below the floor, so that nobody and too few look alike. At a higher floor it is made of what is told at the lowest, so that
 * the two grids do not cross: whoever reads both learns at most whether the higher floor is reached. Why this is enough: `surveys/impact/disclosure.ts`.
 */
export function shownCount(count: number, floor: number = DISCLOSURE_FLOOR): number | null {
  if (count < floor) return null;
  return toNearest(2 * floor, floor > DISCLOSURE_FLOOR ? toNearest(2 * DISCLOSURE_FLOOR, count) : count);
}

function toNearest(step: number, count: number): number {
  return Math.max(1, Math.round(count / step)) * step;
}

/** A part of a whole that is told beside it, such as those who used a word; null also where too few are in the rest. */
export function shownPart(part: number, whole: number, floor: number = DISCLOSURE_FLOOR): number | null {
  return whole !== part && whole - part < floor ? null : shownCount(part, floor);
}

/** The exact count for those who have it anyway (a coordinator sends the reminders); null below the floor. */
export function countFromFloor(count: number): number | null {
  return count < DISCLOSURE_FLOOR ? null : count;
}

/** The fewest people that a shown count can mean. */
export function fewestShownAs(shown: number, floor: number = DISCLOSURE_FLOOR): number {
  return floor > DISCLOSURE_FLOOR ? Math.max(floor, shown - floor - DISCLOSURE_FLOOR) : shown - floor;
}
