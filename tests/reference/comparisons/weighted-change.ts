import { type WeightedChange, weightedChangeBetween } from "#surveys/impact/statistics/weighted-change.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-weighted.json" with { type: "json" };

const source = "statistics-weighted.R";
const code = ["surveys/impact/statistics/weighted-change.ts"];

export interface WeightedPeople {
  from: readonly (number | null)[];
  to: readonly (number | null)[];
  weightFrom: readonly (number | null)[];
  weightTo: readonly (number | null)[];
}

/** What the database does in the product. */
export function weightedChangeOf(people: WeightedPeople) {
  return weightedChangeBetween({
    from: weightedTallyOf(people.from, people.weightFrom),
    to: weightedTallyOf(people.to, people.weightTo),
    pairs: people.from.flatMap((from, person) => {
      const to = people.to[person] ?? null;
      if (from === null || to === null) return [];
      return [{ from, to, count: 1, weightProduct: (people.weightFrom[person] ?? 0) * (people.weightTo[person] ?? 0) }];
    }),
  });
}

function weightedTallyOf(values: readonly (number | null)[], weights: readonly (number | null)[]) {
  const rows = new Map<number, { value: number; count: number; weight: number; weightSquared: number }>();
  for (const [person, value] of values.entries()) {
    if (value === null) continue;
    const row = rows.get(value) ?? { value, count: 0, weight: 0, weightSquared: 0 };
    const weight = weights[person] ?? 0;
    rows.set(value, {
      value,
      count: row.count + 1,
      weight: row.weight + weight,
      weightSquared: row.weightSquared + weight ** 2,
    });
  }
  return [...rows.values()];
}

const isWeighted = ({ people }: (typeof reference)[number]) =>
  [...people.weightFrom, ...people.weightTo].some((weight) => weight !== null && weight !== 1);

function against(method: string, belongs: (known: (typeof reference)[number]) => boolean): Comparison {
  return {
    ...{ method, code, source, within: 1e-9 },
    reference: "R survey: `svyglm(y ~ wave, svydesign(ids = ~person, weights = ~w))`",
    figures: () =>
      reference
        .filter(belongs)
        .flatMap((known) => figuresOf(known.name, weightedChangeOf(known.people), known.expected)),
  };
}

export const weightedChange: Comparison[] = [
  against("Weighted change: all, some or none in both waves, a tiny group, extremes", isWeighted),
  against("Weighted change where all weights are 1", (known) => !isWeighted(known)),
  {
    ...{ method: "Weighted change where all weights are 1, by a second test", code, source, within: 1e-9 },
    reference: "R survey: `svyttest` on the same design",
    figures: () =>
      reference.flatMap((known) =>
        known.svyttest ? figuresOf(known.name, weightedChangeOf(known.people), known.svyttest) : [],
      ),
  },
  {
    ...{ method: "Effective number of answers, design effect of weighting", source, within: 1e-12 },
    code: ["surveys/impact/statistics/effective-sample-size.ts"],
    reference: "Kish's (Σw)² / Σw², calculated in R",
    figures: () =>
      reference.flatMap((known) => {
        const { from, to } = weightedChangeOf(known.people) as WeightedChange;
        return [
          ...figuresOf(`${known.name}, from`, from, {
            effectiveSize: known.effectiveSizeFrom,
            designEffect: from.n / known.effectiveSizeFrom,
          }),
          ...figuresOf(`${known.name}, to`, to, {
            effectiveSize: known.effectiveSizeTo,
            designEffect: to.n / known.effectiveSizeTo,
          }),
        ];
      }),
  },
];
