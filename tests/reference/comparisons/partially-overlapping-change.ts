import { momentsOf, pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { changeBetween } from "#surveys/impact/statistics/partially-overlapping-change.ts";
import { type Answers, crossTallyOf, tallyOf } from "#tests/impact/statistics/tally.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-change.json" with { type: "json" };

export function changeOf(answers: Answers) {
  return changeBetween({
    from: momentsOf(tallyOf(answers.from)),
    to: momentsOf(tallyOf(answers.to)),
    pairs: pairMomentsOf(crossTallyOf(answers)),
  });
}

const code = ["partially-overlapping-change.ts", "overlap.ts", "t-interval.ts"].map(
  (file) => `surveys/impact/statistics/${file}`,
);

function against(method: string, source: string, said: string): Comparison {
  return {
    ...{ method, code, reference: said, source: "statistics-change.R", within: 1e-9 },
    figures: () =>
      reference.change
        .filter((known) => known.source.startsWith(source))
        .flatMap((known) => figuresOf(known.name, changeOf(known), known.expected)),
  };
}

export const partiallyOverlappingChange: Comparison[] = [
  against("Change, everybody in both waves", "t.test(paired", "R stats: `t.test(paired = TRUE)`"),
  against("Change, nobody in both waves", "t.test (Welch)", "R stats: `t.test` (Welch)"),
  against(
    "Change, some in both waves",
    "T_new2",
    "T_new2 of Derrick et al. (2017), from persons' answers; among the cases their own example (p = 0.026)",
  ),
];
