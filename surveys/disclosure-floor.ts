/** No number about fewer people than this leaves the system by any route (METHODS §5). */
export const DISCLOSURE_FLOOR = 5;

/** A count of people as it may be shown; null below the floor, so that nobody and too few look alike. */
export function shownCount(count: number, floor: number = DISCLOSURE_FLOOR): number | null {
  return count < floor ? null : count;
}

/** A whole of which a part is told beside it, such as those invited: null also where too few are in the rest. */
export function shownWhole(whole: number, part: number, floor: number = DISCLOSURE_FLOOR): number | null {
  return whole !== part && whole - part < floor ? null : shownCount(whole, floor);
}
