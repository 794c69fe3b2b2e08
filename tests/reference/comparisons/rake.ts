import { type Margin, rake } from "#surveys/impact/statistics/rake.ts";
import { trimWeights } from "#surveys/impact/statistics/trim-weights.ts";
import { type Comparison, figuresOf, figuresOfLists } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-rake.json" with { type: "json" };

const source = "statistics-rake.R";

type Known = (typeof reference)[number];

function marginsOf({ people, margins }: Known): Margin[] {
  return margins.map(({ name, targets }) => ({
    name,
    groupOf: people[name as "sex" | "age" | "area"],
    targets: new Map(Object.entries(targets).filter((entry): entry is [string, number] => entry[1] !== undefined)),
  }));
}

function rakedFigures(known: Known) {
  const raked = rake({ weights: known.people.w, margins: marginsOf(known), tolerance: known.tolerance });
  return figuresOfLists(known.name, "refused" in raked ? [] : raked.weights, known.weights);
}

function trimmedFigures({ name, weights, cap, trimmedWeights, trimmed }: Known) {
  if (cap === undefined || trimmedWeights === undefined) return [];
  const found = trimWeights({ weights, cap });
  return [...figuresOfLists(name, found.weights, trimmedWeights), ...figuresOf(name, found, { trimmed })];
}

export const raking: Comparison[] = [
  {
    ...{ method: "Raking to population margins", code: ["surveys/impact/statistics/rake.ts"] },
    ...{ reference: "R survey: `rake`", source, within: 1e-8 },
    figures: () => reference.flatMap(rakedFigures),
  },
  {
    ...{ method: "Trimming of weights", code: ["surveys/impact/statistics/trim-weights.ts"] },
    ...{ reference: "R survey: `trimWeights(strict = TRUE)`", source, within: 1e-8 },
    figures: () => reference.flatMap(trimmedFigures),
  },
];
