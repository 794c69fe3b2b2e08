import { type CoverageDesign, coverageDesigns, coverageName } from "./coverage-grid.ts";
import { runCoverage } from "./coverage-unit.ts";
import { type Design, designName, screeningDesigns } from "./screening-grid.ts";
import { runScreening } from "./screening-unit.ts";
import { runSegments, type SegmentDesign, segmentDesigns, segmentName } from "./segment-unit.ts";

type Kind =
  | { part: "screening"; design: Design }
  | { part: "segments"; design: SegmentDesign }
  | { part: "coverage"; design: CoverageDesign };

/** What a thread does in one go. Finished work is never done again; the same key and chunk always give the same result. */
export type Unit = Kind & { key: string; chunk: number; repeats: number; cost: number };

export interface Plan {
  /** Surveys a design (waves a coverage cell: ten times as many). Designs of 150 indicators take half. */
  replicates: number;
  /** Only designs whose part and name match. */
  cells: RegExp;
}

/** In the order they are done: every design a little, then every design a little more. */
export function unitsOf({ replicates, cells }: Plan): Unit[] {
  const units: Unit[] = [];
  const add = (kind: Kind, key: string, repeats: number, size: number, cost: number) => {
    if (!cells.test(`${kind.part} ${key}`)) return;
    for (let chunk = 0, left = repeats; left > 0; chunk++, left -= size) {
      const now = Math.min(size, left);
      units.push({ ...kind, key, chunk, repeats: now, cost: cost * now });
    }
  };
  for (const design of coverageDesigns()) {
    add({ part: "coverage", design }, coverageName(design), 10 * replicates, 10_000, 0.02 + design.n / 4000);
  }
  for (const design of screeningDesigns()) {
    const isLarge = design.indicators > 100;
    const cost = design.indicators * (0.1 + design.people / 10_000);
    add(
      { part: "screening", design },
      designName(design),
      Math.ceil(replicates / (isLarge ? 2 : 1)),
      isLarge ? 63 : 125,
      cost,
    );
  }
  for (const design of segmentDesigns()) {
    add({ part: "segments", design }, segmentName(design), replicates, 125, design.people / 40);
  }
  return units.sort((one, other) => one.chunk - other.chunk);
}

export function runUnit(unit: Unit, seed: number): unknown {
  const known = { seed, chunk: unit.chunk, repeats: unit.repeats };
  if (unit.part === "screening") return runScreening(unit.design, known);
  if (unit.part === "segments") return runSegments(unit.design, known);
  return runCoverage(unit.design, known);
}
