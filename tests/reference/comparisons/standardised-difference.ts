import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { standardisedDifference } from "#surveys/impact/statistics/standardised-difference.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/standardised-difference.json" with { type: "json" };

const source = "standardised-difference.R";
const code = ["surveys/impact/statistics/standardised-difference.ts"];

export const momentsIn = (answers: number[]) => momentsOf(answers.map((value) => ({ value, count: 1 })));

const differenceOf = ({ one, other }: { one: number[]; other: number[] }) =>
  standardisedDifference(momentsIn(one), momentsIn(other));

export const standardisedDifferences: Comparison[] = [
  {
    ...{ method: "Standardised difference of two groups", code, source, within: 1e-12 },
    reference: "R effectsize: `cohens_d(pooled_sd = FALSE)`",
    figures: () =>
      reference.cases.flatMap(({ name, difference, ...groups }) =>
        figuresOf(name, differenceOf(groups), { difference }),
      ),
  },
  {
    ...{ method: "Interval of the standardised difference, ten or more in each group", code, source, within: 0.06 },
    reference: "R effectsize: exact limits from the noncentral t",
    because: "ours takes the error of large samples",
    figures: () =>
      reference.cases
        .filter(({ one, other }) => Math.min(one.length, other.length) >= 10)
        .flatMap(({ name, low, high, ...groups }) =>
          figuresOf(name, differenceOf(groups), { low, high }).map((figure) => ({ ...figure, allowed: 0.06 })),
        ),
  },
];
