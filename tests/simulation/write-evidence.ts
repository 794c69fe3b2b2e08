import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CoverageCell, coverageCells } from "./coverage-summary.ts";
import { coveragePlots, screeningPlots } from "./evidence-plots.ts";
import { coverageTables, screeningTables, segmentTable } from "./evidence-tables.ts";
import type { Journal } from "./journal.ts";
import { rules } from "./screening-replicate.ts";
import { type ScreeningCell, screeningCells } from "./screening-summary.ts";

/** Writes what the finished work shows: every cell as a row for a spreadsheet, tables and pictures to read. */
export function writeEvidence({ journal, seed, folder }: { journal: Journal; seed: number; folder: string }): void {
  const [screening, coverage] = [screeningCells(journal, seed), coverageCells(journal, seed)];
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  write("screening.csv", screeningCsv(screening));
  write("coverage.csv", coverageCsv(coverage));
  const tables = [screeningTables(screening), segmentTable(journal, seed), coverageTables(coverage)].join("\n");
  write(
    "tables.md",
    `# Tables of the simulation\n\nWritten by \`npm run simulate\`, seed ${seed}. What they mean: [README](README.md).\n\n${tables}`,
  );
  for (const [name, picture] of [...screeningPlots(screening), ...coveragePlots(coverage)]) write(name, picture);
  console.log(tables);
}

function screeningCsv(cells: ScreeningCell[]): string {
  const columns = rules.flatMap((rule) => [`${rule} fdr`, `${rule} power`]);
  const head = ["kind", "indicators", "people", "overlap", "correlation", "tide", "share", "d", "direction", "surveys"];
  const lines = cells.map(({ design, setting, surveys, figures }) => {
    const { kind, indicators, people, overlap, correlation, tide } = design;
    const found = rules.flatMap((rule) => [figures.floor[rule].fdr.value, figures.floor[rule].power.value]);
    const cell = [
      kind,
      indicators,
      people,
      overlap,
      correlation,
      tide,
      setting.share,
      setting.d,
      setting.direction,
      surveys,
    ];
    return [...cell, ...found.map((value) => value.toFixed(4))].join(",");
  });
  return `${[...head, ...columns].join(",")}\n${lines.join("\n")}\n`;
}

function coverageCsv(cells: CoverageCell[]): string {
  const head = "figure,scale,n,overlap,persistence,rise,cv,related,samples,coverage,below,above,refused,width";
  const lines = cells.map(({ design, samples, ...figures }) => {
    const { figure, scale, n, overlap, persistence, rise, cv, related } = design;
    const { coverage, below, above, refused, width } = figures;
    const found = [coverage, below, above, refused, width].map((value) => value.toFixed(4));
    return [figure, `"${scale.name}"`, n, overlap, persistence, rise, cv, related, samples, ...found].join(",");
  });
  return `${[head, ...lines].join("\n")}\n`;
}
