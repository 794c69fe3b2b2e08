import { randomFrom } from "./random.ts";
import { varianceParts } from "./truth.ts";

/** What lasts in a person from wave to wave, and what does not. */
export interface Mind {
  /** The person's standing on an item in a wave: standard normal over persons. */
  standing(itemKey: string, position: number): number;
}

/**
 * @param person a name of the person that is nobody else's, such as "trygt-natteliv/resident/17".
 * @param household its name, and the share of the outlook's variance that its people have in common.
 */
export function mindOf(seed: number, person: string, household?: { name: string; share: number }): Mind {
  const draw = (part: string) => randomFrom(seed, `${person}/${part}`).normal();
  const share = household?.share ?? 0;
  const common = household ? randomFrom(seed, `${household.name}/outlook`).normal() : 0;
  const own = Math.sqrt(1 - share) * draw("outlook") + Math.sqrt(share) * common;
  const outlook = Math.sqrt(varianceParts.outlook) * own;
  const moods = new Map<number, number>();
  const moodOf = (position: number) => {
    const known = moods.get(position);
    if (known !== undefined) return known;
    const mood = Math.sqrt(varianceParts.mood) * draw(`mood/${position}`);
    moods.set(position, mood);
    return mood;
  };
  return {
    standing: (itemKey, position) =>
      outlook +
      moodOf(position) +
      Math.sqrt(varianceParts.own) * draw(`own/${itemKey}`) +
      Math.sqrt(varianceParts.moment) * draw(`moment/${itemKey}/${position}`),
  };
}
