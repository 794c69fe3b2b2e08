import { type CoverageDesign, coverageDesigns, coverageName } from "./coverage-grid.ts";
import type { CoverageUnit } from "./coverage-unit.ts";
import type { Journal } from "./journal.ts";

export interface CoverageCell {
  design: CoverageDesign;
  samples: number;
  coverage: number;
  /** Monte Carlo standard error. */
  error: number;
  /** Share of samples without an interval. */
  refused: number;
  below: number;
  above: number;
  width: number;
}

export function coverageCells(journal: Journal, seed: number): CoverageCell[] {
  const entries = journal.entriesOf(seed, "coverage");
  return coverageDesigns().flatMap((design) => {
    const units = (entries.get(coverageName(design)) ?? []).map(({ result }) => result as CoverageUnit);
    const sum = (of: (unit: CoverageUnit) => number) => units.reduce((total, unit) => total + of(unit), 0);
    const [samples, intervals] = [sum((unit) => unit.samples), sum((unit) => unit.intervals)];
    if (intervals === 0) return [];
    const coverage = sum((unit) => unit.held) / intervals;
    return [
      {
        ...{ design, samples, coverage, refused: 1 - intervals / samples },
        error: Math.sqrt((coverage * (1 - coverage)) / intervals),
        below: sum((unit) => unit.below) / intervals,
        above: sum((unit) => unit.above) / intervals,
        width: sum((unit) => unit.width) / intervals,
      },
    ];
  });
}
