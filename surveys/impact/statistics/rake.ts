import { requireNonNegative, requirePositive } from "./input-domain.ts";

/** One known division of the population, such as sex or area. */
export interface Margin {
  name: string;
  /** For each person the group they stand in; null for somebody who stands in none of them. */
  groupOf: readonly (string | null)[];
  /** Group → its share of the population, a fraction above 0; they add up to 1. */
  targets: ReadonlyMap<string, number>;
}

export interface Raked {
  /** In the order of the people; they add up to what the first weights add up to. */
  weights: number[];
  /** How many times all margins were fitted before nothing moved any more. */
  sweeps: number;
}

export type RakeRefusal =
  /** Nobody stands in a group, or nobody who counts: no weight can make them more. */
  | { refused: "empty-group"; margin: string; group: string }
  /**
   * The margins do not meet: `group` still has the share `reached` instead of `target`. `emptyWith` is a group of another margin in which
   * nobody of this one stands, the usual reason; null where there is none.
   */
  | {
      refused: "not-converged";
      margin: string;
      group: string;
      reached: number;
      target: number;
      emptyWith: { margin: string; group: string } | null;
    };

/**
 * Raking (iterative proportional fitting): weights that give each margin the shares it has in the population, by fitting one margin after
 * the other until no cell of their cross-table moves by more than `tolerance` of the whole. Everybody in the same cell is multiplied by the
 * same factor.
 *
 * People who stand in no group of a margin keep, in its fitting, the share of the whole they had with their first weights: the targets are
 * about the others. So a missing age neither adds to nor takes from the shares of the ages.
 *
 * @param known.weights the first weights, one per person; 1 each where all were drawn alike.
 * @param known.tolerance fraction of the total weight; default 1e-9. R's `epsilon` below 1 is the same.
 * @param known.mostSweeps default 500.
 * @throws RangeError if a margin is not as long as `weights`, a weight is negative, nobody counts, a target is not above 0, targets do not
 *   add up to 1, or somebody stands in a group without a target.
 * @see Deming & Stephan (1940), Ann. Math. Stat. 11(4), 427–444. Checked against R survey::rake: tests/reference/statistics-rake.R
 */
export function rake(known: {
  weights: readonly number[];
  margins: readonly Margin[];
  tolerance?: number;
  mostSweeps?: number;
}): Raked | RakeRefusal {
  const { weights, margins, tolerance = 1e-9, mostSweeps = 500 } = known;
  requireWeights(weights);
  for (const margin of margins) requireMargin(margin, weights.length);
  const table = crossTableOf(weights, margins);
  const fits = margins.map((margin, place) => fitOf(margin, place, table));
  for (const fit of fits) {
    const empty = fit.groups.find(({ cells }) => sumOf(cells, table.first) <= 0);
    if (empty) return { refused: "empty-group", margin: fit.name, group: empty.name };
  }
  const cells = [...table.first];
  for (let sweep = 1; sweep <= mostSweeps; sweep++) {
    const before = [...cells];
    for (const fit of fits) fitMargin(fit, cells);
    const moved = cells.reduce((most, cell, at) => Math.max(most, Math.abs(cell - (before[at] as number))), 0);
    if (moved >= tolerance * table.total) continue;
    // Margins that contradict each other go round in a circle that is the same after each sweep: still, and wrong.
    if (worstMisfit(fits, cells) > Math.max(1e-6, 10 * tolerance) * table.total) break;
    return { weights: spread(weights, table, cells), sweeps: sweep };
  }
  return farthestOf(fits, cells);
}

interface CrossTable {
  /** For each person the cell they stand in. */
  cellOf: number[];
  /** For each cell its group in each margin. */
  groups: (string | null)[][];
  first: number[];
  total: number;
}

interface Fit {
  name: string;
  groups: FitGroup[];
  /** Those who stand in no group, where there are any who count: they keep what they had. */
  outside: FitGroup[];
}

interface FitGroup {
  name: string;
  /** In the unit of the weights. */
  target: number;
  cells: number[];
}

function crossTableOf(weights: readonly number[], margins: readonly Margin[]): CrossTable {
  const numbers = new Map<string, number>();
  const table: CrossTable = { cellOf: [], groups: [], first: [], total: 0 };
  for (const [person, weight] of weights.entries()) {
    const groups = margins.map(({ groupOf }) => groupOf[person] ?? null);
    const key = JSON.stringify(groups);
    const cell = numbers.get(key) ?? numbers.size;
    if (cell === numbers.size) {
      numbers.set(key, cell);
      table.groups.push(groups);
      table.first.push(0);
    }
    table.cellOf.push(cell);
    table.first[cell] = (table.first[cell] as number) + weight;
    table.total += weight;
  }
  return table;
}

/** The targets as amounts of weight, of those who stand in one of the groups. */
function fitOf(margin: Margin, place: number, table: CrossTable): Fit {
  const cellsOf = (group: string | null) =>
    table.groups.flatMap((groups, cell) => (groups[place] === group ? [cell] : []));
  const outside = { name: "", target: sumOf(cellsOf(null), table.first), cells: cellsOf(null) };
  const within = table.total - outside.target;
  const groups = [...margin.targets].map(([name, share]) => ({ name, target: share * within, cells: cellsOf(name) }));
  return { name: margin.name, groups, outside: outside.target > 0 ? [outside] : [] };
}

function fitMargin({ groups, outside }: Fit, cells: number[]): void {
  for (const { target, cells: own } of [...groups, ...outside]) {
    const sum = sumOf(own, cells);
    // Margins that contradict each other can wear a cell away altogether.
    const factor = sum > 0 ? target / sum : 1;
    for (const cell of own) cells[cell] = (cells[cell] as number) * factor;
  }
}

function worstMisfit(fits: Fit[], cells: number[]): number {
  const all = fits.flatMap(({ groups, outside }) => [...groups, ...outside]);
  const misfits = all.map((group) => Math.abs(sumOf(group.cells, cells) - group.target));
  return Math.max(0, ...misfits);
}

function spread(weights: readonly number[], { cellOf, first }: CrossTable, cells: number[]): number[] {
  return weights.map((weight, person) => {
    const cell = cellOf[person] as number;
    return first[cell] === 0 ? 0 : weight * ((cells[cell] as number) / (first[cell] as number));
  });
}

function farthestOf(fits: Fit[], cells: number[]): RakeRefusal {
  const groups = fits.flatMap((fit, place) => fit.groups.map((group) => ({ ...group, margin: fit.name, place })));
  const off = (group: (typeof groups)[number]) => Math.abs(sumOf(group.cells, cells) - group.target);
  const worst = groups.reduce((most, group) => (off(group) > off(most) ? group : most));
  const within = fits[worst.place]?.groups.reduce((sum, { target }) => sum + target, 0) ?? 1;
  const others = groups.filter((group) => group.place !== worst.place);
  const empty = others.find(({ cells: own }) => own.every((cell) => !worst.cells.includes(cell)));
  return {
    ...{ refused: "not-converged", margin: worst.margin, group: worst.name },
    ...{ reached: sumOf(worst.cells, cells) / within, target: worst.target / within },
    emptyWith: empty ? { margin: empty.margin, group: empty.name } : null,
  };
}

function sumOf(cells: number[], amounts: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + (amounts[cell] as number), 0);
}

function requireWeights(weights: readonly number[]): void {
  let total = 0;
  for (const weight of weights) {
    requireNonNegative("weight", weight);
    total += weight;
  }
  requirePositive("the sum of the weights", total);
}

function requireMargin({ name, groupOf, targets }: Margin, people: number): void {
  if (groupOf.length !== people) throw new RangeError(`${name} has groups of ${groupOf.length} people, not ${people}`);
  let sum = 0;
  for (const share of targets.values()) {
    requirePositive(`a share of ${name}`, share);
    sum += share;
  }
  if (Math.abs(sum - 1) > 1e-9) throw new RangeError(`the shares of ${name} add up to ${sum}`);
  const unknown = groupOf.find((group) => group !== null && !targets.has(group));
  if (unknown !== undefined) throw new RangeError(`${name} has no share for ${unknown}`);
}
