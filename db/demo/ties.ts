import { randomFrom } from "./random.ts";
import type { InitiativeTruth } from "./truth.ts";

/** How close two organisations work in a wave, 0–5; pairs that nobody planted know each other a little, and go on doing so. */
export function closenessOf(
  truth: InitiativeTruth,
  seed: number,
  one: string,
  other: string,
  position: number,
): number {
  const pair = [one, other].sort();
  const planted = truth.ties.find((tie) => [...tie.between].sort().join() === pair.join());
  if (planted) return planted.strength[Math.min(position, 2)] ?? 0;
  return 0.2 + 1.0 * randomFrom(seed, `${truth.slug}/tie/${pair.join("/")}`).next();
}
