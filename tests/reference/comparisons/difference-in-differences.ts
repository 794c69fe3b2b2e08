import {
  differenceInDifferences,
  differenceOfShareChanges,
} from "#surveys/impact/statistics/difference-in-differences.ts";
import { shareChangeBetween } from "#surveys/impact/statistics/mover-share-change.ts";
import { weightedChangeBetween } from "#surveys/impact/statistics/weighted-change.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/difference-in-differences.json" with { type: "json" };
import { changeOf } from "./partially-overlapping-change.ts";

const source = "difference-in-differences.R";
const code = ["surveys/impact/statistics/difference-in-differences.ts"];

interface Group {
  from: number[];
  to: number[];
}

function inPanel(group: Group) {
  const change = changeOf(group);
  if ("refused" in change) throw new Error(change.refused);
  return change;
}

/** The same answers, each of another person. */
function inTwoSamples({ from, to }: Group) {
  const change = changeOf({ from: [...from, ...to.map(() => null)], to: [...from.map(() => null), ...to] });
  if ("refused" in change) throw new Error(change.refused);
  return change;
}

function weightedChangeOfGroup(number: number) {
  const rows = reference.weighted.rows.filter((row) => row.group === number);
  const inWave = (wave: number) =>
    rows
      .filter((row) => row.wave === wave)
      .map(({ y, w }) => ({ value: y, count: 1, weight: w, weightSquared: w ** 2 }));
  const pairs = rows.flatMap((one) => {
    const other = rows.find((row) => row.wave === 1 && row.person === one.person);
    if (one.wave !== 0 || !other) return [];
    return [{ from: one.y, to: other.y, count: 1, weightProduct: one.w * other.w }];
  });
  const change = weightedChangeBetween({ from: inWave(0), to: inWave(1), pairs });
  if ("refused" in change) throw new Error(change.refused);
  return change;
}

/** Newcombe's own example: 17 of 65 against 17 of 75, less 18 of 72 against 16 of 65. */
function publishedShares() {
  const pairs = { n: 0, correlation: null };
  const own = shareChangeBetween({ from: { count: 17, n: 75 }, to: { count: 17, n: 65 }, pairs });
  const comparison = shareChangeBetween({ from: { count: 16, n: 65 }, to: { count: 18, n: 72 }, pairs });
  if ("refused" in own || "refused" in comparison) throw new Error("refused");
  return differenceOfShareChanges(own, comparison);
}

export const differencesInDifferences: Comparison[] = [
  {
    ...{ method: "Change less the comparison group's, other people each time", code, source, within: 1e-9 },
    reference: 'R `lm(y ~ wave * group)` with sandwich `vcovHC(type = "HC2")`',
    figures: () =>
      reference.apart.flatMap(({ own, comparison, estimate, se }) =>
        figuresOf(
          `${estimate}`,
          differenceInDifferences({ own: inTwoSamples(own), comparison: inTwoSamples(comparison) }),
          { estimate, se },
        ),
      ),
  },
  {
    ...{ method: "Change less the comparison group's, the same people each time", code, source, within: 1e-9 },
    reference: "R stats: `t.test` (Welch) of the people's changes",
    figures: () =>
      reference.panel.flatMap(({ own, comparison, ...theirs }) =>
        figuresOf(
          `${theirs.estimate}`,
          differenceInDifferences({ own: inPanel(own), comparison: inPanel(comparison) }),
          theirs,
        ),
      ),
  },
  {
    ...{ method: "Change less the comparison group's, weighted, some in both waves", code, source, within: 1e-9 },
    reference: "R survey: `svyglm(y ~ wave * group)`, groups as strata",
    figures: () => {
      const { rows, ...theirs } = reference.weighted;
      const [own, comparison] = [weightedChangeOfGroup(1), weightedChangeOfGroup(0)];
      return figuresOf("weighted", differenceInDifferences({ own, comparison, byDesign: true }), theirs);
    },
  },
  {
    ...{
      method: "Change of a share less the comparison group's",
      code,
      within: 1e-4,
      because: "printed to four decimals",
    },
    ...{ reference: "worked example of Newcombe (2001), Stat. Med. 20, 2885–2893", source: "its section 4.1" },
    figures: () =>
      figuresOf("example", publishedShares(), { low: -0.1687, high: 0.2343 }).map((figure) => ({
        ...{ ...figure, allowed: 0.00005 },
      })),
  },
];
