import { averageErrorCorrelation } from "#surveys/impact/statistics/average-error-correlation.ts";
import { tideOf } from "#surveys/impact/statistics/tide.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/end-to-end.json" with { type: "json" };
import { changeOf } from "./partially-overlapping-change.ts";
import { readRaw } from "./raw-answers.ts";

const source = "end-to-end.R";

const changeIn = (indicator: string) => {
  const found = reference.figures.find((one) => one.indicator === indicator)?.segments[0]?.change;
  if (!found) throw new Error(indicator);
  return found;
};
const unbound = reference.figures.map(({ indicator }) => indicator).filter((name) => name.startsWith("place."));
const judged = ["safe/mean", "noise/mean", "burgled/share", ...unbound];

/** A person's whole mean over the judged items on 0–100, as the tallies keep it. */
function personMean(answers: Record<string, string | undefined>): number | null {
  const score = (name: string, low: number, high: number) => {
    const share = (Number(answers[name]) - low) / (high - low);
    return Number.isNaN(share) ? [] : [100 * share];
  };
  const worst = (scores: number[]) => scores.map((one) => 100 - one);
  const rows = unbound.map((name) => name.replace(/^place\.|\/mean$/g, ""));
  const scores = [
    ...score("safe", 1, 7),
    ...worst(score("noise", 1, 7)),
    ...worst(score("burgled", 0, 1)),
    ...rows.flatMap((row) => score(row, 1, 5)),
  ];
  if (scores.length === 0) return null;
  return Math.floor(scores.reduce((sum, one) => sum + one, 0) / scores.length + 0.5);
}

function changeOfPersonMeans() {
  const change = changeOf({ from: readRaw(0, personMean), to: readRaw(1, personMean) });
  if ("refused" in change) throw new Error(change.refused);
  return change;
}

function tideFigures() {
  const changes = unbound.map(changeIn).map(({ estimate, se, sd, df }) => ({
    ...{ standardisedChange: estimate / sd, standardError: se / sd, df },
  }));
  const { averageCorrelation, estimate, low, high } = reference.tide;
  const found = tideOf(changes, averageCorrelation);
  const ripples = reference.ripples.filter(({ segment }) => segment === "");
  return [
    ...figuresOf("tide", found?.tide, { estimate, low, high }),
    ...ripples.flatMap(({ indicator, tide, pAgainstTide }) =>
      figuresOf(indicator, found?.excesses[unbound.indexOf(indicator)], { tide, p: pAgainstTide }),
    ),
  ];
}

export const tide: Comparison[] = [
  {
    ...{ method: "Tide, and an indicator's p against it", code: ["surveys/impact/statistics/tide.ts"] },
    ...{ reference: "our own method, written anew in R from raw answers", source, within: 0.01 },
    because: "the shift comes from two optimisers that stop a little below the same top",
    figures: tideFigures,
  },
  {
    ...{ method: "Average correlation of the errors of indicators", source, within: 1e-9 },
    code: ["surveys/impact/statistics/average-error-correlation.ts"],
    reference: "variance of a sum, written anew in R from raw answers",
    figures: () => [
      {
        name: "of nine indicators",
        ours: averageErrorCorrelation({
          standardErrors: judged.map((name) => changeIn(name).se),
          standardErrorOfPersonMean: changeOfPersonMeans().se,
        }),
        theirs: reference.tide.averageCorrelation,
      },
    ],
  },
];
