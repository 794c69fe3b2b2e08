import type { Codebook, LocalizedText } from "#surveys/definition/codebook.ts";
import { exposesFew, exposureAmong } from "./exposed-by-weights.ts";
import type { WeighablePerson } from "./plan-weights.ts";

interface Answers {
  people: readonly WeighablePerson[];
  answeredBy: ReadonlyArray<{ items: string[]; places: number[] }>;
  asked: Asked;
}

type Asked = ReadonlyArray<Pick<Codebook, "items" | "indexes">>;

/**
 * The items that must have no figures while these weights are in use, because their figures before, with these and with every other set
 * of weights could be put together to one about fewer people than the floor; and the indexes made of them, for the other items and the index
 * would tell the missing one. Docs: docs/decisions/017-a-question-is-withheld-not-the-weights.md
 *
 * @param weightings each in the order of the people, besides their first weights.
 * @returns null where the figures of everybody could be put together so, or where no question would be left.
 */
export function questionsToWithhold(
  { people, answeredBy, asked }: Answers,
  weightings: readonly number[][],
  floor: number,
): string[] | null {
  const weighed = people.map(({ segments, baseWeight }, at) => ({
    segments: Object.entries(segments).map(([name, group]) => `${name}=${group}`),
    weights: [baseWeight, ...weightings.map((weights) => weights[at] as number)],
  }));
  if (exposesFew(weighed, floor)) return null;
  const isExposed = exposureAmong(weighed, floor);
  const exposed = answeredBy.flatMap(({ items, places }) =>
    places.length < people.length && isExposed(places) ? items : [],
  );
  const withheld = new Set(exposed);
  for (const { indexes } of asked) {
    for (const { key, items } of indexes) if (items.some((item) => withheld.has(item))) withheld.add(key);
  }
  const known = answeredBy.flatMap(({ items }) => items).filter((item) => isQuestion(item, asked));
  return known.length > 0 && known.every((item) => withheld.has(item)) ? null : [...withheld];
}

function isQuestion(key: string, asked: Asked): boolean {
  return asked.some(({ items }) => items.some((item) => item.key === key));
}

/** In words, in the order of the survey: what an index's reliability is made of and the person's mean have none. */
export function labelsOf(keys: readonly string[], asked: Asked): LocalizedText[] {
  const all = new Map(
    asked.flatMap(({ items, indexes }) => [...items, ...indexes].map(({ key, label }) => [key, label])),
  );
  return [...all].flatMap(([key, label]) => (keys.includes(key) ? [label] : []));
}
