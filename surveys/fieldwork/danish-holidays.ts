import { dayAfter } from "./danish-time.ts";

/**
 * The public holidays of a year in Denmark, `YYYY-MM-DD`, since 2024, when Great Prayer Day was done away with; and Christmas Eve, which is
 * none by law and kept by everybody.
 */
export function danishHolidays(year: number): string[] {
  const easter = easterSunday(year);
  // Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday.
  const movable = [-3, -2, 0, 1, 39, 49, 50].map((days) => dayAfter(easter, days));
  return [`${year}-01-01`, ...movable, ...["24", "25", "26"].map((day) => `${year}-12-${day}`)];
}

/**
 * Easter Sunday of the Gregorian calendar.
 * @see Meeus (1991), Astronomical Algorithms, ch. 8 (the algorithm of Nature, 1876).
 */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(sum / 31)).padStart(2, "0")}-${String((sum % 31) + 1).padStart(2, "0")}`;
}
