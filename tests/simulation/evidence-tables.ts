import type { CoverageCell } from "./coverage-summary.ts";
import type { Journal } from "./journal.ts";
import { rules } from "./screening-replicate.ts";
import type { Measured, ScreeningCell } from "./screening-summary.ts";
import { type SegmentUnit, segmentDesigns, segmentName } from "./segment-unit.ts";

/** The promises of METHODS §4 first, then what is behind them. */
export function screeningTables(cells: ScreeningCell[]): string {
  const promised = cells.filter(({ design }) => design.kind === "even" && design.indicators >= 30);
  if (promised.length === 0) return "";
  return [
    "## Ripples: the promises\n",
    table(["promise", "cells", "kept", "beyond two Monte Carlo errors", "worst cell"], promiseRows(promised)),
    `\n${promised.length} cells of the promised grid; surveys a cell: ${range(promised.map(({ surveys }) => surveys))}.\n`,
    "## False discoveries and power by rule, with the floor\n",
    table(["rule", "mean FDR", "highest FDR", "cells above 5 %", "mean power"], ruleRows(promised)),
    "\n## Power by size and effect (mean over overlap, correlation, tide, indicators and direction)\n",
    table(["people a wave", "share of ripples", "d", ...rules, "Ringvirk without floor"], powerRows(promised)),
    "\n## Harms beside gains: half rose and half fell, no tide\n",
    table(["people a wave", "d", "power, all", "power, those that fell"], harmRows(promised)),
    "\n## Outside the promised grid\n",
    table(
      ["kind", "indicators", "people", "cells", "highest FDR", "error", "lowest part of the oracle's power"],
      otherRows(cells),
    ),
    "\n## The tide\n",
    table(["people a wave", "tide", "mean bias, SD", "95 % interval held"], tideRows(promised)),
    "",
  ].join("\n");
}

function promiseRows(cells: ScreeningCell[]): string[][] {
  const toFind = cells.filter(({ setting }) => setting.share > 0);
  const judged = toFind.flatMap((cell) => (cell.ofOracle.floor ? [{ cell, part: cell.ofOracle.floor }] : []));
  const bare = toFind.flatMap((cell) => (cell.ofOracle.noFloor ? [{ cell, part: cell.ofOracle.noFloor }] : []));
  const fdr = (floor: "floor" | "noFloor") =>
    promiseRow(
      `false discoveries ≤ 5 %, ${floor === "floor" ? "flags as shown" : "without the floor"}`,
      cells.map((cell) => ({ cell, figure: cell.figures[floor].ringvirk.fdr })),
      { limit: 0.05, isUpper: true },
    );
  const behind = toFind.filter(({ behindBonferroni }) => behindBonferroni > 0).length;
  const ofOracle = (name: string, list: typeof judged) =>
    promiseRow(
      name,
      list.map(({ cell, part }) => ({ cell, figure: part })),
      { limit: 0.9, isUpper: false },
    );
  return [
    fdr("floor"),
    fdr("noFloor"),
    [
      "power at least Bonferroni's, same two tests",
      `${toFind.length}`,
      `${toFind.length - behind}`,
      "0",
      "in no single survey did Bonferroni find more",
    ],
    ofOracle("power ≥ 90 % of the oracle's where that reaches 50 %, flags as shown", judged),
    ofOracle("the same without the floor", bare),
  ];
}

function promiseRow(
  name: string,
  list: Array<{ cell: ScreeningCell; figure: Measured }>,
  { limit, isUpper }: { limit: number; isUpper: boolean },
): string[] {
  if (list.length === 0) return [name, "0", "–", "–", "–"];
  const excess = ({ figure }: { figure: Measured }) => (isUpper ? figure.value - limit : limit - figure.value);
  const worst = list.reduce((one, other) => (excess(other) > excess(one) ? other : one));
  const kept = list.filter((entry) => excess(entry) <= 0).length;
  const beyond = list.filter((entry) => excess(entry) > 2 * entry.figure.error).length;
  return [
    name,
    `${list.length}`,
    `${kept}`,
    `${beyond}`,
    `${percent(worst.figure.value)} ± ${percent(worst.figure.error)}: ${describe(worst.cell)}`,
  ];
}

function ruleRows(cells: ScreeningCell[]): string[][] {
  return rules.map((rule) => {
    const fdr = cells.map(({ figures }) => figures.floor[rule].fdr.value);
    const power = cells
      .filter(({ setting }) => setting.share > 0)
      .map(({ figures }) => figures.floor[rule].power.value);
    return [
      rule,
      percent(mean(fdr)),
      percent(Math.max(...fdr)),
      `${fdr.filter((one) => one > 0.05).length}`,
      percent(mean(power)),
    ];
  });
}

function powerRows(cells: ScreeningCell[]): string[][] {
  const toFind = cells.filter(({ setting }) => setting.share > 0);
  const groups = Map.groupBy(toFind, ({ design, setting }) => `${design.people}|${setting.share}|${setting.d}`);
  return [...groups].map(([key, group]) => {
    const [people = "", share, d = ""] = key.split("|");
    const found = rules.map((rule) => percent(mean(group.map(({ figures }) => figures.floor[rule].power.value))));
    const bare = percent(mean(group.map(({ figures }) => figures.noFloor.ringvirk.power.value)));
    return [people, percent(Number(share)), d, ...found, bare];
  });
}

function harmRows(cells: ScreeningCell[]): string[][] {
  const halves = cells.filter(
    ({ design, setting }) => setting.direction === "half" && setting.share > 0 && design.tide === 0,
  );
  const groups = Map.groupBy(halves, ({ design, setting }) => `${design.people}|${setting.d}`);
  return [...groups].map(([key, group]) => {
    const [people = "", d = ""] = key.split("|");
    const ours = group.map(({ figures }) => figures.floor.ringvirk);
    return [
      people,
      d,
      percent(mean(ours.map(({ power }) => power.value))),
      percent(mean(ours.map(({ powerOfFalls }) => powerOfFalls))),
    ];
  });
}

function otherRows(cells: ScreeningCell[]): string[][] {
  const others = cells.filter(({ design }) => design.kind !== "even" || design.indicators < 30);
  const groups = Map.groupBy(others, ({ design }) => `${design.kind}|${design.indicators}|${design.people}`);
  return [...groups].map(([key, group]) => {
    const worst = group.reduce((one, other) => (fdrOf(other).value > fdrOf(one).value ? other : one));
    // The oracle is told of the even kind only.
    const parts = group.flatMap(({ design, ofOracle }) =>
      design.kind === "even" && ofOracle.floor ? [ofOracle.floor.value] : [],
    );
    const lowest = parts.length === 0 ? "–" : percent(Math.min(...parts));
    return [...key.split("|"), `${group.length}`, percent(fdrOf(worst).value), percent(fdrOf(worst).error), lowest];
  });
}

function tideRows(cells: ScreeningCell[]): string[][] {
  const groups = Map.groupBy(cells, ({ design }) => `${design.people}|${design.tide}`);
  return [...groups].map(([key, group]) => {
    const bias = mean(group.map(({ tideBias }) => Math.abs(tideBias)));
    return [...key.split("|"), bias.toFixed(3), percent(mean(group.map(({ tideHeld }) => tideHeld)))];
  });
}

function fdrOf({ figures }: ScreeningCell): Measured {
  return figures.floor.ringvirk.fdr;
}

function describe({ design, setting }: ScreeningCell): string {
  const { indicators, people, overlap, correlation, tide } = design;
  const ripples =
    setting.share === 0
      ? "no ripple"
      : `${percent(setting.share)} ripples of ${setting.d} SD ${setting.direction} the tide`;
  return `${indicators} indicators, ${people} people, overlap ${overlap}, correlation ${correlation}, tide ${tide}, ${ripples}`.replace(
    "half the tide",
    "half each way",
  );
}

/** The search inside flagged indicators. */
export function segmentTable(journal: Journal, seed: number): string {
  const entries = journal.entriesOf(seed, "segments");
  const rows = segmentDesigns().flatMap((design) => {
    const units = (entries.get(segmentName(design)) ?? []).map(({ result }) => result as SegmentUnit);
    const sum = (of: (unit: SegmentUnit) => number) => units.reduce((total, unit) => total + of(unit), 0);
    const surveys = sum((unit) => unit.surveys);
    if (surveys === 0) return [];
    const share = sum((unit) => unit.falseShare) / surveys;
    const error = Math.sqrt(Math.max(0, sum((unit) => unit.falseShareSquared) / surveys - share ** 2) / surveys);
    const naive = sum((unit) => unit.naiveFalseShare) / surveys;
    const found = design.rippling === 0 ? "–" : percent(sum((unit) => unit.found) / surveys);
    return [
      [
        `${design.people}`,
        `${design.rippling}`,
        `${surveys}`,
        `${percent(share)} ± ${percent(error)}`,
        percent(naive),
        found,
      ],
    ];
  });
  if (rows.length === 0) return "";
  const head = [
    "people a wave, four segments",
    "segments that rippled",
    "surveys",
    "false, two stages",
    "false, searched at q",
    "found",
  ];
  return `## Segments of flagged indicators (30 indicators, a fifth rippled by 0.4 SD)\n\n${table(head, rows)}\n`;
}

export function coverageTables(cells: CoverageCell[]): string {
  if (cells.length === 0) return "";
  const groups = Map.groupBy(
    cells,
    ({ design }) => `${design.figure} of ${isShare(design) ? "a share" : "a mean"}|${design.cv}`,
  );
  const rows = [...groups].map(([key, group]) => {
    const large = group.filter(({ design }) => design.n >= 20);
    const lowest = large.reduce((one, other) => (other.coverage < one.coverage ? other : one));
    const told = group.filter(({ design }) => expectedOfRarer(design) >= 5);
    return [
      ...key.split("|"),
      `${group.length}`,
      percent(mean(group.map(({ coverage }) => coverage)), 2),
      told.length === 0 ? "–" : percent(mean(told.map(({ coverage }) => coverage)), 2),
      `${percent(lowest.coverage, 2)} ± ${percent(lowest.error, 2)}`,
      `${large.filter(({ coverage }) => coverage < 0.92).length} of ${large.length}`,
      percent(mean(group.map(({ refused }) => refused)), 2),
    ];
  });
  const lowestTen = cells
    .filter(({ design }) => design.n >= 20)
    .sort((a, b) => a.coverage - b.coverage)
    .slice(0, 12);
  const kinds = [...Map.groupBy(cells, ({ design }) => `${design.figure} ${isShare(design)}`).values()];
  const ofKinds = mean(kinds.map((group) => mean(group.map(({ coverage }) => coverage))));
  const told = cells.filter(({ design }) => expectedOfRarer(design) >= 5);
  return [
    "## Intervals: how often 95 % hold the truth\n",
    `All ${cells.length} cells, ${range(cells.map(({ samples }) => samples))} samples each: mean ${percent(mean(cells.map(({ coverage }) => coverage)), 2)};`,
    `the four kinds of figure counted alike: ${percent(ofKinds, 2)}; the ${told.length} cells in which at least five people of a wave are expected at the`,
    `rarer answer (means: all of n ≥ 10): ${percent(mean(told.map(({ coverage }) => coverage)), 2)}.\n`,
    table(
      [
        "figure",
        "cv of weights",
        "cells",
        "mean",
        "mean, five expected",
        "lowest of n ≥ 20",
        "below 92 %, n ≥ 20",
        "no interval",
      ],
      rows,
    ),
    "\nLowest of n ≥ 20:\n",
    table(
      ["cell", "coverage", "error", "interval below the truth", "above"],
      lowestTen.map(({ design, coverage, error, below, above }) => [
        coverageCellName(design),
        percent(coverage, 2),
        percent(error, 2),
        percent(below),
        percent(above),
      ]),
    ),
    "",
  ].join("\n");
}

function coverageCellName({
  figure,
  scale,
  n,
  overlap,
  persistence,
  rise,
  cv,
  related,
}: CoverageCell["design"]): string {
  const panel = figure === "point" ? "" : `, overlap ${overlap}, r ${persistence}, rise ${rise}`;
  return `${figure} of ${scale.name}, n ${n}${panel}, cv ${cv}, related ${related}`;
}

export function isShare({ scale }: CoverageCell["design"]): boolean {
  return scale.shares.length === 2;
}

/** People of a wave who give the rarer answer of a share, on average. */
function expectedOfRarer(design: CoverageCell["design"]): number {
  return isShare(design) ? design.n * Math.min(...design.scale.shares) : design.n / 2;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(fraction: number, decimals = 1): string {
  return `${(100 * fraction).toFixed(decimals)} %`;
}

function range(values: number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? `${low}` : `${low} to ${high}`;
}
