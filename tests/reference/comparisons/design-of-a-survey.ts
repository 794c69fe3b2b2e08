import {
  answersForMeanChange,
  answersForShareChange,
  type ChangeDesign,
  detectableMeanChange,
} from "#surveys/impact/statistics/change-design.ts";
import { smallestDetectableChange } from "#surveys/impact/statistics/detectable-change.ts";
import design from "#tests/reference/change-design.json" with { type: "json" };
import type { Comparison } from "#tests/reference/comparison.ts";
import change from "#tests/reference/statistics-change.json" with { type: "json" };

const source = "change-design.R";
const code = ["surveys/impact/statistics/change-design.ts"];
const approximation = "ours adds two quantiles of t where the exact sum needs the noncentral t";

export const plainDesign: ChangeDesign = {
  ...{ overlap: 0, correlation: 0.5, designEffect: 1, groups: 1, power: 0.8, confidence: 0.95 },
};

export const designOfASurvey: Comparison[] = [
  {
    ...{ method: "Smallest detectable change", code: ["surveys/impact/statistics/detectable-change.ts"] },
    ...{ reference: "R stats: `power.t.test(strict = TRUE)`", source: "statistics-change.R" },
    ...{ within: 0.0003, because: `${approximation}; 5 answers a wave are the worst` },
    figures: () =>
      change.detectable.map(({ nPerWave, se, df, exact }) => ({
        ...{ name: `${nPerWave} answers`, ours: smallestDetectableChange({ se, df }), theirs: exact },
        allowed: (nPerWave >= 10 ? 0.0003 : 0.002) * exact,
      })),
  },
  {
    ...{ method: "Answers needed for a change of a mean: unpaired, paired, against a comparison group", code, source },
    ...{ reference: "R stats: `power.t.test`", within: 0.01, because: `${approximation}: half a person at most` },
    figures: () =>
      design.means.flatMap(({ unpaired, paired, against, ...known }) => {
        const together = { ...plainDesign, ...known, overlap: 1 };
        const needed = [
          { name: "unpaired", ours: answersForMeanChange({ ...plainDesign, ...known }), theirs: unpaired },
          { name: "paired", ours: answersForMeanChange(together), theirs: paired },
          { name: "against", ours: answersForMeanChange({ ...together, groups: 2 }), theirs: against },
        ];
        return needed.map((figure) => ({ ...figure, allowed: 0.5 }));
      }),
  },
  {
    ...{ method: "Answers needed for a change of a share, nobody in both waves", code, source, within: 1e-4 },
    ...{ reference: "R stats: `power.prop.test`", because: "R solves to four digits" },
    figures: () =>
      design.shares.map(({ n, ...known }) => ({
        ...{ name: `${known.from} to ${known.to}`, theirs: n },
        ours: answersForShareChange({ ...plainDesign, ...known }),
      })),
  },
  {
    ...{ method: "Change of a mean that will show, some in both waves", code, source, within: 0.012 },
    ...{ reference: "power found in 20,000 simulated surveys", because: "chance of the simulation" },
    figures: () =>
      design.simulatedMeans.map(({ change: theirs, power, ...known }) => ({
        ...{ name: `${known.answers} answers, overlap ${known.overlap}`, theirs },
        ours: detectableMeanChange({ ...plainDesign, ...known, power }),
      })),
  },
  {
    ...{ method: "Answers needed for a change of a share, some in both waves", code, source, within: 0.02 },
    ...{ reference: "power found in 20,000 simulated surveys", because: "chance of the simulation" },
    figures: () =>
      design.simulatedShares.map(({ answers, power, ...known }) => ({
        ...{ name: `${known.from} to ${known.to}`, theirs: answers },
        ours: answersForShareChange({ ...plainDesign, ...known, power }),
      })),
  },
];
