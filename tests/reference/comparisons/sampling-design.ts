import { readAnswers } from "#surveys/impact/answers.ts";
import { compareWaves } from "#surveys/impact/comparison.ts";
import { designedChangeBetween } from "#surveys/impact/statistics/designed-change.ts";
import { designedMeanOf } from "#surveys/impact/statistics/designed-mean.ts";
import { type DesignedAnswers, samplingDesign } from "#surveys/impact/statistics/sampling-design.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-design.json" with { type: "json" };

const source = "statistics-design.R";
const changes = ["surveys/impact/statistics/designed-change.ts", "surveys/impact/statistics/sampling-design.ts"];

export interface Person {
  person: number;
  cluster: number;
  stratum: number;
  wave: number;
  weight: number;
  value: number | null;
  group: boolean;
}

/** Units are numbered within strata, as `nest = TRUE` does; people without clusters are their own. */
export function sampleOf(people: Person[], { clusters = true, strata = true } = {}) {
  const numbers = new Map<string, number>();
  const stratumOf: number[] = [];
  const strataNumbers = new Map<number, number>();
  const unitOf = (one: Person) => {
    const stratum = strata ? one.stratum : 0;
    const key = `${stratum} ${clusters ? one.cluster : one.person}`;
    const unit = numbers.get(key) ?? numbers.size;
    numbers.set(key, unit);
    if (!strataNumbers.has(stratum)) strataNumbers.set(stratum, strataNumbers.size);
    stratumOf[unit] = strataNumbers.get(stratum) as number;
    return unit;
  };
  const units = people.map(unitOf);
  const answersOf = (wave: number): DesignedAnswers => {
    const own = people.flatMap((one, at) => (one.wave === wave && one.group && one.value !== null ? [at] : []));
    return {
      unit: own.map((at) => units[at] as number),
      weight: own.map((at) => people[at]?.weight ?? 0),
      value: own.map((at) => people[at]?.value as number),
    };
  };
  return { design: samplingDesign(stratumOf), from: answersOf(0), to: answersOf(1) };
}

type Columns = Record<"person" | "cluster" | "stratum" | "wave" | "w", number[]> & {
  y: (number | null)[];
  group?: boolean[];
};

function peopleOf({ person, cluster, stratum, wave, w, y, group }: Columns): Person[] {
  return person.map((one, at) => ({
    ...{ person: one, cluster: cluster[at] as number, stratum: stratum[at] as number, wave: wave[at] as number },
    ...{ weight: w[at] as number, value: y[at] ?? null, group: group?.[at] ?? true },
  }));
}

function kindOf(name: string) {
  return { clusters: !name.startsWith("strata without clusters"), strata: name !== "clusters without strata" };
}

function pointFigures(known: (typeof reference.cases)[number]) {
  return ([0, 1] as const).flatMap((wave) => {
    const people = peopleOf(known.people).filter((one) => one.wave === wave);
    const { design, from, to } = sampleOf(people, kindOf(known.name));
    const { n, estimate: mean, se, df, designEffect } = wave === 0 ? known.from : known.to;
    const found = designedMeanOf(wave === 0 ? from : to, design);
    return figuresOf(`${known.name}, wave ${wave}`, found, { n, mean, se, df, designEffect });
  });
}

/** The engine's figure: the variance by design over that of the same people drawn singly and counting one. */
function designEffectFigures({ name, people: columns, designEffect }: (typeof reference.cases)[number]) {
  const people = peopleOf(columns).filter((one) => one.group && one.value !== null);
  const inWave = (wave: number) => {
    const rows = people
      .filter((one) => one.wave === wave)
      .map(({ value, weight }) => ({ value: value as number, count: 1, weight, weightSquared: weight ** 2 }));
    return readAnswers(rows, (value) => value, true);
  };
  const later = new Map(people.filter(({ wave }) => wave === 1).map((one) => [one.person, one]));
  const pairs = people.flatMap((one) => {
    const other = later.get(one.person);
    if (one.wave !== 0 || !other) return [];
    return [
      { from: one.value as number, to: other.value as number, count: 1, weightProduct: one.weight * other.weight },
    ];
  });
  const sampled = sampleOf(peopleOf(columns), kindOf(name));
  const change = compareWaves({ reading: "mean", from: inWave(0), to: inWave(1), pairs, sampled });
  return figuresOf(name, change, { designEffect });
}

export const designedSamples: Comparison[] = [
  {
    ...{ method: "Change with strata and clusters: also domains, lonely units, a tiny group", code: changes, source },
    ...{ reference: "R survey: `svyglm` on `svydesign(ids, strata, weights, nest = TRUE)`", within: 1e-9 },
    figures: () =>
      reference.cases.flatMap((known) =>
        figuresOf(
          known.name,
          designedChangeBetween(sampleOf(peopleOf(known.people), kindOf(known.name))),
          known.change,
        ),
      ),
  },
  {
    ...{ method: "Change with clusters, by a second test", code: changes, source, within: 1e-9 },
    reference: "R survey: `svyttest`",
    figures: () => {
      const { people, difference: estimate, t, p, df } = reference.svyttest;
      const change = designedChangeBetween(sampleOf(peopleOf(people), { strata: false }));
      return figuresOf("clusters", change, { estimate, t, p, df });
    },
  },
  {
    ...{ method: "Mean with strata and clusters, its design effect", source, within: 1e-9 },
    code: ["surveys/impact/statistics/designed-mean.ts", "surveys/impact/statistics/sampling-design.ts"],
    reference: 'R survey: `svymean(deff = "replace")`',
    figures: () => reference.cases.flatMap(pointFigures),
  },
  {
    ...{ method: "Design effect of a change", code: ["surveys/impact/comparison.ts"], source, within: 1e-9 },
    reference: "R survey: variance of `svyglm` by design over that of persons without weights",
    figures: () => reference.cases.flatMap(designEffectFigures),
  },
];
