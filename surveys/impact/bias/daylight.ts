/** The middle of Denmark; from Gedser to Skagen the shortest day differs by three quarters of an hour. */
const latitude = 56;

/**
 * Hours from sunrise to sunset in the middle of Denmark, refraction and the sun's own width counted in.
 *
 * @param day `YYYY-MM-DD`.
 * @returns 6.8 to 17.8, good to a few minutes.
 * @see Forsythe et al. (1995), Ecological Modelling 80, 87–95, "CBM" with p = 0.8333. Checked against almanac days: tests/impact/bias/season.test.ts
 */
export function daylightHours(day: string): number {
  const dayOfYear = Math.floor((Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / 86_400_000) + 1;
  const revolution = 0.2163108 + 2 * Math.atan(0.9671396 * Math.tan(0.0086 * (dayOfYear - 186)));
  const declination = Math.asin(0.39795 * Math.cos(revolution));
  const north = (latitude * Math.PI) / 180;
  const horizon = Math.sin((0.8333 * Math.PI) / 180);
  const cosine = (horizon + Math.sin(north) * Math.sin(declination)) / (Math.cos(north) * Math.cos(declination));
  return 24 - (24 / Math.PI) * Math.acos(cosine);
}
