import { adjustBenjaminiHochberg } from "#surveys/impact/statistics/benjamini-hochberg.ts";
import { adjustHolm } from "#surveys/impact/statistics/holm.ts";
import { searchSelectedFamilies } from "#surveys/impact/statistics/selected-families.ts";
import { type Comparison, figuresOf, figuresOfLists } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-adjusted-p.json" with { type: "json" };

const source = "statistics-adjusted-p.R";

function familyFigures() {
  const { q, selected, segments, level, flagged } = reference.families;
  const families = segments.map((pValues, index) => ({ selected: selected[index] ?? false, pValues }));
  const found = searchSelectedFamilies(families, q);
  return [
    ...figuresOf("level", found, { level }),
    ...found.families.flatMap((family, index) =>
      figuresOfLists(
        `flags in family ${index}`,
        (family?.flagged ?? []).map(Number),
        selected[index] ? (flagged[index] ?? []).map(Number) : [],
      ),
    ),
  ];
}

export const adjustedP: Comparison[] = [
  {
    ...{ method: "Benjamini–Hochberg", code: ["surveys/impact/statistics/benjamini-hochberg.ts"] },
    ...{ reference: 'R stats: `p.adjust("BH")`', source, within: 1e-12 },
    figures: () =>
      reference.adjusted.flatMap(({ p, benjaminiHochberg }) =>
        figuresOfLists(`of ${p.length}`, adjustBenjaminiHochberg(p), benjaminiHochberg),
      ),
  },
  {
    ...{ method: "Holm", code: ["surveys/impact/statistics/holm.ts"] },
    ...{ reference: 'R stats: `p.adjust("holm")`', source, within: 1e-12 },
    figures: () => reference.adjusted.flatMap(({ p, holm }) => figuresOfLists(`of ${p.length}`, adjustHolm(p), holm)),
  },
  {
    ...{ method: "Segments of flagged indicators (level and flags)", source, within: 1e-12 },
    code: ["surveys/impact/statistics/selected-families.ts"],
    reference: 'Benjamini & Bogomolov (2014) by R `p.adjust("BH")` at q × R/m',
    figures: familyFigures,
  },
];
