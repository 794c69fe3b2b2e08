import { DISCLOSURE_FLOOR, shownCount } from "#surveys/disclosure-floor.ts";
import { effectiveSampleSize } from "#surveys/impact/statistics/effective-sample-size.ts";
import { type Margin, type RakeRefusal, rake } from "#surveys/impact/statistics/rake.ts";
import { trimWeights } from "#surveys/impact/statistics/trim-weights.ts";
import { firstProblem, type Problem, problemAt } from "#surveys/problem.ts";
import { mergeMark, type WeightMargin, type WeightsSummary } from "./weight-margins.ts";

/** One who answered: the groups they stand in, and their first weight. */
export interface WeighablePerson {
  segments: Readonly<Record<string, string>>;
  baseWeight: number;
}

/** The weights in the order of the people, their mean 1, and what may be told of them. */
export interface WeightsPlan {
  weights: number[];
  summary: WeightsSummary;
}

/**
 * Weights that give a wave's answers the population's margins: raked from the first weights, then trimmed once at `cap` times the mean, with what
 * is cut off spread evenly over the others. After trimming the margins fit a little less; the summary says how they end.
 *
 * Who stands in no group of a margin, or in one of which nothing is said, keeps the share of the whole they have: the margin is about the
 * others.
 *
 * Disclosure: every group with a target has at least as many answers as the floor, and so have those outside, or there are none; so all shares
 * can be told, and no difference of them is about fewer. Groups of nobody and of too few get the same refusal. What is told of single weights is
 * told of as many as the floor.
 *
 * @param cap above 1, in times the mean weight.
 * @returns refused: "weights.too-few", "weights.group-too-few", "weights.outside-too-few", "weights.not-converged", "weights.never-meet".
 */
export function planWeights(
  people: readonly WeighablePerson[],
  margins: readonly WeightMargin[],
  cap: number,
  floor = DISCLOSURE_FLOOR,
): WeightsPlan | Problem {
  if (people.length < floor) return problemAt("margins", "weights.too-few", { floor });
  const read = margins.map((margin) => readMargin(people, margin));
  const tooFew = firstProblem(
    read.flatMap((margin, at) => sizeProblems(margin, margins[at]?.leavesOut ?? false, floor)),
  );
  if (tooFew) return tooFew;
  const first = people.map(({ baseWeight }) => baseWeight);
  const raked = rake({ weights: first, margins: read });
  if ("refused" in raked) return refusalOf(raked, floor);
  const scaled = scaledToOne(raked.weights);
  const { weights, trimmed } = trimWeights({ weights: scaled, cap });
  const known = { first: scaledToOne(first), weights, floor };
  return { weights, summary: { ...summaryOf(read, known), cap, trimmed: shownCount(trimmed, floor) } };
}

/** Groups that are taken together go by one name. */
function readMargin(people: readonly WeighablePerson[], { dimension, groups }: WeightMargin): Margin {
  const names = new Map(groups.flatMap((group) => group.groups.map((name) => [name, nameOf(group.groups)] as const)));
  return {
    name: dimension,
    groupOf: people.map(({ segments }) => names.get(segments[dimension] ?? "") ?? null),
    targets: new Map(groups.map((group) => [nameOf(group.groups), group.share])),
  };
}

function nameOf(groups: readonly string[]): string {
  return groups.join(mergeMark);
}

/** A group that is left out has at least as many as the floor with the others outside: trying groups out tells nothing of small ones. */
function sizeProblems({ name, groupOf, targets }: Margin, leavesOut: boolean, floor: number): Problem[] {
  const few = [...targets.keys()].filter((group) => groupOf.filter((one) => one === group).length < floor);
  const outside = groupOf.filter((one) => one === null).length;
  return [
    ...few.map((group) => problemAt("margins", "weights.group-too-few", { dimension: name, group, floor })),
    ...((leavesOut || outside > 0) && outside < floor
      ? [problemAt("margins", "weights.outside-too-few", { dimension: name, floor })]
      : []),
  ];
}

function refusalOf(refusal: RakeRefusal, floor: number): Problem {
  const { margin: dimension, group } = refusal;
  if (refusal.refused === "empty-group")
    return problemAt("margins", "weights.group-too-few", { dimension, group, floor });
  const { emptyWith } = refusal;
  if (!emptyWith) return problemAt("margins", "weights.not-converged", { dimension, group });
  const other = { otherDimension: emptyWith.margin, otherGroup: emptyWith.group };
  return problemAt("margins", "weights.never-meet", { dimension, group, ...other });
}

function scaledToOne(weights: readonly number[]): number[] {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}

function summaryOf(
  margins: readonly Margin[],
  { first, weights, floor }: { first: number[]; weights: number[]; floor: number },
): Omit<WeightsSummary, "cap" | "trimmed"> {
  const sorted = [...weights].sort((a, b) => b - a);
  const sum = (list: readonly number[]) => list.reduce((total, weight) => total + weight, 0);
  const effectiveN = effectiveSampleSize({ weight: sum(weights), weightSquared: sum(weights.map((w) => w ** 2)) });
  return {
    answered: weights.length,
    margins: margins.map(({ name, groupOf, targets }) => {
      const shareOf = (list: number[], group: string) =>
        sum(list.filter((_, at) => groupOf[at] === group)) / sum(list.filter((_, at) => groupOf[at] !== null));
      return {
        dimension: name,
        groups: [...targets].map(([group, target]) => ({
          ...{ name: group, target, before: shareOf(first, group), after: shareOf(weights, group) },
        })),
        outside: groupOf.filter((group) => group === null).length,
      };
    }),
    largest: sorted[floor - 1] as number,
    smallest: sorted.at(-floor) as number,
    designEffect: weights.length / effectiveN,
    effectiveN,
  };
}
