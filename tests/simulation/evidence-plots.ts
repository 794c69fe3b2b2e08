import type { CoverageCell } from "./coverage-summary.ts";
import { isShare } from "./evidence-tables.ts";
import type { ScreeningCell } from "./screening-summary.ts";
import { plotSvg, type Series } from "./svg-plot.ts";

const looks: Array<Pick<Series, "shape" | "colour">> = [
  { shape: "circle", colour: "#0072b2" },
  { shape: "square", colour: "#d55e00" },
  { shape: "triangle", colour: "#009e73" },
  { shape: "diamond", colour: "#cc79a7" },
  { shape: "cross", colour: "#555555" },
];
const look = (index: number) => looks[index % looks.length] as (typeof looks)[number];

const percents = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => {
    const at = from + index * step;
    return { at: Number(at.toFixed(4)), label: `${Math.round(1000 * at) / 10} %` };
  });

export function screeningPlots(cells: ScreeningCell[]): Array<[string, string]> {
  const promised = cells.filter(({ design }) => design.kind === "even" && design.indicators >= 30);
  if (promised.length === 0) return [];
  return [
    ["false-discoveries.svg", falseDiscoveries(promised)],
    ["false-discoveries-by-rule.svg", falseByRule(promised)],
    ["power.svg", power(promised)],
  ];
}

/** Every cell of the promised grid: those without a tide first, then the others. */
function falseDiscoveries(cells: ScreeningCell[]): string {
  const sorted = [...cells].sort((a, b) => a.design.tide - b.design.tide);
  const turn = sorted.filter(({ design }) => design.tide === 0).length;
  return plotSvg({
    ...{ title: "False discoveries in every cell", xLabel: "cells", yLabel: "share of flags that are false" },
    xTicks: [
      { at: 0, label: "no tide" },
      { at: turn, label: "tide 0.2 SD" },
      { at: sorted.length, label: "" },
    ],
    yTicks: percents(0, 0.1, 0.01),
    limit: { at: 0.05, label: "promise 5 %" },
    series: [
      {
        ...{ label: "Ringvirk, as shown", ...look(0) },
        points: sorted.map(({ figures }, x) => ({ x, y: figures.floor.ringvirk.fdr.value })),
      },
    ],
  });
}

/** The cells by how many flags are false, by rule; every twelfth cell is drawn. */
function falseByRule(cells: ScreeningCell[]): string {
  const shown = ["ringvirk", "oracle", "bonferroni", "bh-zero", "p<0.05"] as const;
  return plotSvg({
    ...{ title: "False discoveries by rule", xLabel: "cells, the worst last", yLabel: "share of flags that are false" },
    xTicks: percents(0, 1, 0.1),
    yTicks: percents(0, 1, 0.1),
    limit: { at: 0.05, label: "promise 5 %" },
    series: shown.map((rule, index) => ({
      ...{ label: rule, ...look(index) },
      points: cells
        .map(({ figures }) => figures.floor[rule].fdr.value)
        .sort((a, b) => a - b)
        .map((y, place) => ({ x: place / (cells.length - 1), y }))
        .filter((_, place) => place % 12 === 0 || place === cells.length - 1),
    })),
  });
}

/** Ringvirk's power against the oracle's, each cell one dot; above the line the promise is kept. */
function power(cells: ScreeningCell[]): string {
  const directions = ["with", "half", "against"] as const;
  const toFind = cells.filter(({ setting }) => setting.share > 0);
  return plotSvg({
    ...{
      title: "Power: Ringvirk and the oracle",
      xLabel: "power of the oracle",
      yLabel: "part of it that Ringvirk reaches",
    },
    xTicks: percents(0.2, 1, 0.1),
    yTicks: percents(0.5, 1.1, 0.1),
    limit: { at: 0.9, label: "promise 90 % (right half)" },
    series: directions.map((direction, index) => ({
      ...{ label: `ripples ${direction === "half" ? "half each way" : `${direction} the tide`}`, ...look(index) },
      points: toFind.flatMap(({ setting, figures }) => {
        const [x, ours] = [figures.floor.oracle.power.value, figures.floor.ringvirk.power.value];
        return setting.direction === direction && x >= 0.2 ? [{ x, y: ours / x }] : [];
      }),
    })),
  });
}

export function coveragePlots(cells: CoverageCell[]): Array<[string, string]> {
  if (cells.length === 0) return [];
  const sizes = [...new Set(cells.map(({ design }) => design.n))].sort((a, b) => a - b);
  const plot = (title: string, chosen: CoverageCell[]) =>
    plotSvg({
      ...{ title, xLabel: "people in each wave", yLabel: "coverage of the 95 % interval" },
      xTicks: [...sizes.map((n, at) => ({ at, label: `${n}` })), { at: sizes.length - 0.4, label: "" }],
      yTicks: percents(0.86, 1, 0.02),
      limit: { at: 0.92, label: "promise 92 % from n = 20" },
      series: [0, 0.5, 1].map((cv, index) => ({
        ...{ label: `weights differ by ${cv} (cv)`, ...look(index) },
        points: chosen
          .filter(({ design }) => design.cv === cv)
          .map(({ design, coverage }) => ({ x: sizes.indexOf(design.n) + 0.15 * index, y: coverage })),
      })),
    });
  const of = (figure: string, share: boolean) =>
    cells.filter(({ design }) => design.figure === figure && isShare(design) === share);
  return [
    ["coverage-mean-point.svg", plot("Intervals of a mean in one wave", of("point", false))],
    ["coverage-share-point.svg", plot("Intervals of a share in one wave", of("point", true))],
    ["coverage-mean-change.svg", plot("Intervals of the change of a mean", of("change", false))],
    ["coverage-share-change.svg", plot("Intervals of the change of a share", of("change", true))],
  ];
}
