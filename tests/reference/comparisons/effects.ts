import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { changeBetween } from "#surveys/impact/statistics/partially-overlapping-change.ts";
import { relativeEffectBetween } from "#surveys/impact/statistics/relative-effect.ts";
import { smallSampleCorrection, standardisedChangeBetween } from "#surveys/impact/statistics/standardised-change.ts";
import { tallyOf } from "#tests/impact/statistics/tally.ts";
import { type Comparison, type Figure, figuresOf } from "#tests/reference/comparison.ts";
import relative from "#tests/reference/relative-effect.json" with { type: "json" };
import standardised from "#tests/reference/standardised-change.json" with { type: "json" };

const ordinal = ["surveys/impact/statistics/relative-effect.ts"];
const inDeviations = ["surveys/impact/statistics/standardised-change.ts"];

export type Answerer = { from: number | null; to: number | null; weightFrom?: number; weightTo?: number };

/** One row per person, as if nobody answered alike: tallies add up to the same. */
export function relativeEffectOf(people: Answerer[], weighted = false) {
  const row = (value: number, weight = 1) => ({ value, count: 1, weight, weightSquared: weight ** 2 });
  return relativeEffectBetween({
    from: people.flatMap(({ from, weightFrom }) => (from === null ? [] : [row(from, weightFrom)])),
    to: people.flatMap(({ to, weightTo }) => (to === null ? [] : [row(to, weightTo)])),
    pairs: people.flatMap(({ from, to, weightFrom = 1, weightTo = 1 }) =>
      from === null || to === null ? [] : [{ from, to, count: 1, weightProduct: weightFrom * weightTo }],
    ),
    weighted,
  });
}

export const apart = (from: number[], to: number[]): Answerer[] => [
  ...from.map((value) => ({ from: value, to: null })),
  ...to.map((value) => ({ from: null, to: value })),
];
export const panel = (from: number[], to: number[]): Answerer[] =>
  from.map((value, i) => ({ from: value, to: to[i] ?? null }));

function madeEffect(people: Answerer[], weighted = false) {
  const effect = relativeEffectOf(people, weighted);
  if ("refused" in effect) throw new Error(effect.refused);
  return { ...effect, t: (effect.estimate - 0.5) / effect.se };
}

function weightedPeople(): Answerer[] {
  const people = new Map<number, Answerer>();
  for (const { person, wave, y, w } of relative.weighted.rows) {
    const known = people.get(person) ?? { from: null, to: null };
    people.set(person, wave === 0 ? { ...known, from: y, weightFrom: w } : { ...known, to: y, weightTo: w });
  }
  return [...people.values()];
}

const none = { n: 0, correlation: null };

function unpairedStandardised({ from, to, g, d }: (typeof standardised.unpaired)[number]): Figure[] {
  const [before, after] = [momentsOf(tallyOf(from)), momentsOf(tallyOf(to))];
  const change = changeBetween({ from: before, to: after, pairs: none });
  if ("refused" in change) throw new Error(change.refused);
  const effect = standardisedChangeBetween({ from: before, to: after, pairs: none, df: change.df });
  const middle = effect && (effect.low + effect.high) / 2;
  return figuresOf(`g ${g}`, { g: effect?.estimate, d: middle }, { g, d });
}

function bonettFigures(): Figure[] {
  const { n1, n2, ...independent } = standardised.independentExample;
  const cases = [
    { ...independent, n1, n2, correlation: null, pairs: 0 },
    ...standardised.pairedExamples.map(({ n, cor, ...one }) => ({
      ...{ ...one, n1: n, n2: n, correlation: cor, pairs: n },
    })),
  ];
  return cases.flatMap(({ m1, m2, sd1, sd2, correlation, pairs, se, low, high, ...size }) => {
    const effect = standardisedChangeBetween({
      from: { n: size.n2, mean: m2, variance: sd2 ** 2 },
      to: { n: size.n1, mean: m1, variance: sd1 ** 2 },
      pairs: { n: pairs, correlation },
      df: pairs > 0 ? pairs - 1 : size.n1 + size.n2 - 2,
    });
    return figuresOf(`means ${m1} and ${m2}`, effect, { se, low, high });
  });
}

export const effects: Comparison[] = [
  {
    ...{
      method: "Chance that a later answer is better (Brunner–Munzel), nobody in both waves",
      code: ordinal,
      within: 1e-9,
    },
    ...{ reference: "scipy: `stats.brunnermunzel`", source: "relative-effect.py" },
    figures: () =>
      relative.unpaired.flatMap(({ from, to, estimate, t, p }) => {
        const effect = madeEffect(apart(from, to));
        return figuresOf(`estimate ${estimate}`, { ...effect, t: Math.abs(effect.t) }, { estimate, t, p });
      }),
  },
  {
    ...{ method: "Chance that a later answer is better, as published", code: ordinal, source: "relative-effect.R" },
    reference: "pain scores of Brunner & Munzel (2000), from the help page of R lawstat",
    ...{ within: 5e-5, because: "printed to five digits; p, of 0.0058, to four" },
    figures: () => {
      const [pain] = relative.unpaired;
      return figuresOf("pain", madeEffect(apart(pain?.from ?? [], pain?.to ?? [])), relative.published).map((figure) =>
        figure.name === "pain: p" ? { ...figure, allowed: 1e-5 } : figure,
      );
    },
  },
  {
    ...{
      method: "Chance that a later answer is better, everybody in both waves (paired Brunner–Munzel)",
      code: ordinal,
      within: 1e-9,
    },
    ...{ reference: "Munzel & Brunner (2002), from R `rank` of raw answers", source: "relative-effect.R" },
    figures: () =>
      relative.paired.flatMap(({ from, to, ...theirs }) =>
        figuresOf(`estimate ${theirs.estimate}`, madeEffect(panel(from, to)), theirs),
      ),
  },
  {
    ...{
      method: "Chance that a later answer is better, weighted, some in both waves",
      code: ordinal,
      within: 1e-9,
      source: "relative-effect.R",
    },
    reference: "R survey: `svyglm` on placements made by comparing each answer with each",
    figures: () => {
      const { estimate, se, df } = relative.weighted;
      return figuresOf("weighted", madeEffect(weightedPeople(), true), { estimate, se, df });
    },
  },
  {
    ...{ method: "Change in standard deviations (Hedges' g, average SD)", code: inDeviations, within: 1e-9 },
    ...{ reference: "R effectsize: `hedges_g`, `cohens_d(pooled_sd = FALSE)`", source: "standardised-change.R" },
    figures: () => [
      ...standardised.unpaired.flatMap(unpairedStandardised),
      ...standardised.correction.map(({ df, J }) => ({
        ...{ name: `correction at df ${df}`, ours: smallSampleCorrection(df), theirs: J },
      })),
    ],
  },
  {
    ...{
      method: "Interval of the change in standard deviations, with and without pairs",
      code: inDeviations,
      within: 1e-4,
    },
    ...{ reference: "Bonett's worked examples in the help of R statpsych", source: "standardised-change.R" },
    because: "printed to five to seven digits",
    figures: bonettFigures,
  },
];
