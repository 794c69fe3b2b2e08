import { type Answers, readAnswers, readPairs } from "#surveys/impact/answers.ts";
import { compareWaves } from "#surveys/impact/comparison.ts";
import { pointOf } from "#surveys/impact/point.ts";
import { talliesOf } from "#tests/impact/hand-made.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/impact-points.json" with { type: "json" };

const source = "impact-points.R";
const [points, changes] = [["surveys/impact/point.ts"], ["surveys/impact/comparison.ts"]];
const readings = {
  mean: (value: number) => ((value - 1) / 6) * 100,
  share: (value: number) => (value >= 5 ? 100 : 0),
};

/** The same answers through tallies, read as a mean or as a share. */
export function wavesOf(reading: "mean" | "share", weighted: boolean) {
  const tallies = talliesOf(
    reference.answers.map(({ person, wave, value, weight }) => ({
      ...{ person, wave, values: { dark: value } },
      ...(weighted ? { weight } : {}),
    })),
  );
  const [read, isWeighted] = [readings[reading], tallies.isWeighted("wave-0", "resident")];
  const [from, to] = ["wave-0", "wave-1"].map((wave) =>
    readAnswers(tallies.valuesOf(wave, "resident", "", "dark"), read, isWeighted),
  ) as [Answers, Answers];
  return {
    ...{ reading, from, to },
    pairs: readPairs(tallies.pairsOf("wave-0", "wave-1", "resident", "", "dark"), read, read),
  };
}

function pointFigures(reading: "mean" | "share", weighted: boolean, theirs: { before: object; after: object }) {
  const { from, to } = wavesOf(reading, weighted);
  return [
    ...figuresOf(`${reading} before`, pointOf(from, reading), theirs.before),
    ...figuresOf(`${reading} after`, pointOf(to, reading), theirs.after),
  ];
}

function changeFigures(name: string, waves: Parameters<typeof compareWaves>[0], theirs: Record<string, number>) {
  const { n0, n1, pairs, ...figures } = theirs;
  return figuresOf(name, compareWaves(waves), figures);
}

const { mean, share, weightedMean, weightedShare } = reference;

export const pointsAndChanges: Comparison[] = [
  {
    ...{ method: "Mean and share of a wave, through tallies", code: points, source, within: 1e-9 },
    reference: "R stats: `prop.test`; `uniroot` on the test that a mean's interval inverts",
    figures: () => [...pointFigures("mean", false, mean), ...pointFigures("share", false, share)],
  },
  {
    ...{ method: "Weighted mean and share of a wave, through tallies", code: points, source, within: 1e-9 },
    reference: "R survey: `svymean`; `uniroot` on the tests that the intervals invert",
    figures: () => [...pointFigures("mean", true, weightedMean), ...pointFigures("share", true, weightedShare)],
  },
  {
    ...{ method: "Change of mean and share, through tallies", code: changes, source, within: 1e-9 },
    reference: "T_new2 in R; R `t.test`; Newcombe's method 10 on `prop.test`",
    figures: () => {
      const { estimate, se, df, p } = share.test;
      return [
        ...changeFigures("mean", wavesOf("mean", false), mean.change),
        ...changeFigures("mean, pairs unknown", { ...wavesOf("mean", false), pairs: [] }, mean.unpaired),
        ...changeFigures("share", wavesOf("share", false), { estimate, se, df, p }),
        ...changeFigures("share, pairs unknown", { ...wavesOf("share", false), pairs: [] }, share.unpaired),
      ];
    },
  },
  {
    ...{ method: "Weighted change of mean and share, through tallies", code: changes, source, within: 1e-9 },
    reference: "R survey: `svyglm` (estimate, error); degrees of freedom of decision 013, a share's limits by MOVER",
    figures: () => [
      ...changeFigures("mean", wavesOf("mean", true), weightedMean.change),
      ...changeFigures("share", wavesOf("share", true), weightedShare.change),
    ],
  },
];
