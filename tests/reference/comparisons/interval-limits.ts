import { boundedMeanInterval, errorOfBoundedMean } from "#surveys/impact/statistics/bounded-mean-interval.ts";
import { weightedDegreesOfFreedom } from "#surveys/impact/statistics/weighted-degrees-of-freedom.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-interval-limits.json" with { type: "json" };

const source = "statistics-interval-limits.R";

export const intervalLimits: Comparison[] = [
  {
    ...{ method: "Mean between 0 and 100 of one wave, its interval", source, within: 1e-9 },
    code: ["surveys/impact/statistics/bounded-mean-interval.ts"],
    reference: "R stats: `uniroot` on the test that the interval inverts",
    figures: () =>
      reference.intervals.flatMap(({ low, high, ...known }) => [
        ...figuresOf(`${known.mean} ± ${known.se}`, boundedMeanInterval(known), { low, high }),
        ...figuresOf(
          `${known.mean} ± ${known.se}, its error`,
          { se: errorOfBoundedMean({ ...known, low, high }) },
          { se: known.se },
        ),
      ]),
  },
  {
    ...{ method: "Degrees of freedom of a weighted mean", source, within: 0.65 },
    code: ["surveys/impact/statistics/weighted-degrees-of-freedom.ts"],
    reference: "what the error's own spread shows in 20,000 samples drawn in R, weights trimmed at five times the mean",
    because: "made of the weights' first two powers alone; the coverage that it gives is in [the evidence](README.md)",
    figures: () =>
      reference.degrees.map(({ n, cv, shown }) => {
        const ours = weightedDegreesOfFreedom({ count: n, weight: n, weightSquared: n * (1 + cv ** 2) });
        return { name: `n ${n}, cv ${cv.toFixed(2)}`, ours, theirs: shown };
      }),
  },
];
