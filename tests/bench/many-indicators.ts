import { personMeanKey } from "#surveys/definition/codebook.ts";
import { type Answered, normalNumbers, randomNumbers, scaleItem, yesNoItem } from "#tests/impact/hand-made.ts";

/** How much an initiative asks whom. */
export interface Asking {
  indicators: number;
  /** Four dimensions of equally many groups. */
  segments: number;
  /** Of each wave; half of them in both. */
  people: number;
}

/** Scales of seven and yes-no questions by turns. */
export function itemsOf({ indicators }: Asking) {
  return Array.from({ length: indicators }, (_, index) =>
    index % 2 === 0 ? scaleItem(`item-${index}`) : yesNoItem(`item-${index}`, { good: "high", goodEnd: [1] }),
  );
}

/**
 * Answers of two waves with a mood that people keep, a tide of 0.1 SD, and every tenth question rippling by half a standard deviation, so
 * that the groups behind it are searched as well.
 */
export function answersOf({ indicators, segments, people }: Asking, seed: number): Answered[] {
  const [normal, uniform] = [normalNumbers(seed), randomNumbers(seed + 500_000)];
  const groups = segments / 4;
  const moods = Array.from({ length: people * 1.5 }, () => ({ feeling: normal(), place: Math.floor(uniform() * 1e6) }));
  return [0, 1].flatMap((wave) =>
    moods.slice((wave * people) / 2, (wave * people) / 2 + people).map(({ feeling, place }, index): Answered => {
      const values: Record<string, number> = {};
      let sum = 0;
      for (let item = 0; item < indicators; item++) {
        const moved = wave * (item % 10 === 0 ? 0.6 : 0.1);
        const latent = 0.6 * feeling + 0.8 * normal() + moved;
        const code = item % 2 === 0 ? Math.max(1, Math.min(7, Math.round(4 + 1.4 * latent))) : Number(latent > 0);
        values[`item-${item}`] = code;
        sum += item % 2 === 0 ? ((code - 1) / 6) * 100 : 100 * code;
      }
      values[personMeanKey] = Math.round(sum / indicators);
      const group = (dimension: number) => `group ${Math.floor(place / groups ** dimension) % groups}`;
      const stands = { area: group(0), age: group(1), gender: group(2), home: group(3) };
      return { wave, person: String((wave * people) / 2 + index), segments: stands, values };
    }),
  );
}
