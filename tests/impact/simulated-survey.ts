import { personMeanKey } from "#surveys/definition/codebook.ts";
import { type Answered, codebookOf, normalNumbers, scaleItem } from "./hand-made.ts";

/**
 * 300 residents in each of two waves, half of them in both; twenty items that share a mood, a tide of +0.3 SD, and what is planted beyond
 * it, by item and area.
 */
export function simulatedSurvey(seed: number, beyond: (item: number, area: string) => number): Answered[] {
  const normal = normalNumbers(seed);
  const areas = ["Nord", "Syd", "Vest"];
  const people = Array.from({ length: 450 }, (_, index) => ({
    person: `person-${index}`,
    area: areas[index % 3] ?? "",
    mood: normal(),
  }));
  return [0, 1].flatMap((wave) =>
    people.slice(wave * 150, wave * 150 + 300).map(({ person, area, mood }) => {
      const values: Record<string, number> = {};
      let sum = 0;
      for (let item = 0; item < 20; item++) {
        const tide = wave * (0.3 + beyond(item, area));
        const feeling = Math.sqrt(0.4) * mood + Math.sqrt(0.6) * normal() + tide;
        const code = Math.max(1, Math.min(7, Math.round(4 + 1.5 * feeling)));
        values[`item-${item}`] = code;
        sum += ((code - 1) / 6) * 100;
      }
      values[personMeanKey] = Math.round(sum / 20);
      return { wave, person, segments: { area }, values };
    }),
  );
}

export const twentyItems = codebookOf(Array.from({ length: 20 }, (_, item) => scaleItem(`item-${item}`)));
