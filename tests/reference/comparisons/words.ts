import { weightedLogOdds } from "#surveys/impact/statistics/weighted-log-odds.ts";
import type { Comparison, Figure } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/weighted-log-odds.json" with { type: "json" };

const source = "weighted-log-odds.R";
const code = ["surveys/impact/statistics/weighted-log-odds.ts"];

export function wordsOf(from: number[], to: number[]) {
  return from.map((count, index) => ({ from: count, to: to[index] ?? 0 }));
}

type Case = (typeof reference.cases)[number];

function posteriorFigures({ from, to, priorWords, mean, variance }: Case): Figure[] {
  return weightedLogOdds(wordsOf(from, to), priorWords).flatMap((found, index) => {
    const smallest = Math.min(from[index] ?? 0, to[index] ?? 0) + (priorWords * (from[index] ?? 0)) / 2000;
    const [theirMean, theirVariance] = [mean[index] ?? null, variance[index] ?? null];
    return [
      { name: `word ${index}: log-odds`, ours: found.logOdds, theirs: theirMean, allowed: 1 / smallest },
      ...[{ name: `word ${index}: variance`, ours: found.se ** 2, theirs: theirVariance }].map((figure) => ({
        ...figure,
        allowed: (theirVariance ?? 0) / smallest,
      })),
    ];
  });
}

function drawnFigures({ from, to, priorWords, drawnMean, drawnSd }: Case): Figure[] {
  return weightedLogOdds(wordsOf(from, to), priorWords).flatMap(({ logOdds, se }, index) => {
    const sd = drawnSd[index] ?? null;
    return [
      { name: `word ${index}: mean`, ours: logOdds, theirs: drawnMean[index] ?? null, allowed: 0.12 * (sd ?? 0) },
      { name: `word ${index}: SD`, ours: se, theirs: sd, allowed: 0.05 * (sd ?? 0) },
    ];
  });
}

export const words: Comparison[] = [
  {
    ...{ method: "p of a word that grew, common or new", code, source, within: 1e-6 },
    reference: "R `integrate` over the beta posteriors",
    figures: () =>
      [...reference.cases, ...reference.rare].flatMap(({ from, to, priorWords, p }) =>
        weightedLogOdds(wordsOf(from, to), priorWords).map((found, index) => ({
          ...{ name: `word ${index}`, ours: found.p, theirs: p[index] ?? null },
        })),
      ),
  },
  {
    ...{ method: "Weighted log-odds of a word and its variance", code, source, within: 0.1 },
    reference: "exact posterior by R `digamma`, `trigamma`",
    because:
      "the estimate of Monroe et al. (2008) is the exact one for large counts; off by less than 1 / the smallest count",
    figures: () => reference.cases.flatMap(posteriorFigures),
  },
  {
    ...{
      method: "Weighted log-odds of a word and its standard error",
      code,
      source,
      within: 0.1,
      because: "chance of the draws, and as above",
    },
    reference: "40,000 draws from the posterior by R `rgamma`",
    figures: () => reference.cases.flatMap(drawnFigures),
  },
];
