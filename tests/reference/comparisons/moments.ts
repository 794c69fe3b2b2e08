import { medianOf } from "#surveys/impact/statistics/median.ts";
import { momentsOf, pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { crossTallyOf, tallyOf } from "#tests/impact/statistics/tally.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import medians from "#tests/reference/median.json" with { type: "json" };
import reference from "#tests/reference/statistics-change.json" with { type: "json" };

export const moments: Comparison[] = [
  {
    method: "Mean, variance, covariance and correlation, from tallies",
    code: ["surveys/impact/statistics/moments.ts"],
    ...{
      reference: "R stats: `mean`, `var`, `cov`, `cor` of the persons",
      source: "statistics-change.R",
      within: 1e-12,
    },
    figures: () =>
      reference.change.flatMap((known) => [
        ...figuresOf(`${known.name}, from`, momentsOf(tallyOf(known.from)), known.momentsFrom),
        ...figuresOf(`${known.name}, to`, momentsOf(tallyOf(known.to)), known.momentsTo),
        ...figuresOf(known.name, pairMomentsOf(crossTallyOf(known)), {
          ...{ covariance: known.covariance, correlation: known.correlation },
        }),
      ]),
  },
  {
    ...{ method: "Median", code: ["surveys/impact/statistics/median.ts"] },
    ...{ reference: "R stats: `median`", source: "median.R", within: 1e-12 },
    figures: () =>
      medians.map(({ values, median }) => ({
        ...{ name: `of ${values.length}`, ours: medianOf(values), theirs: median },
      })),
  },
];
