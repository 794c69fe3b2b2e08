import { withheldSegments } from "#surveys/impact/disclosure.ts";

/** A person as the figures count them: the segments they stand in, and what they count for in each weighting of the wave, the first first. */
export interface WeighedPerson {
  segments: readonly string[];
  weights: readonly number[];
}

/** The share of a small group's sum that weighted figures may not lay open. 1 would be only what can be worked out to the last digit. */
const mostLaidOpen = 0.95;

/** Steps of the search before it is taken for granted that something would be found. */
const mostSteps = 200_000;

/**
 * Whether figures of the same answers in several weightings could be put together to one about fewer people than the floor.
 *
 * Whoever has seen the figures of a wave before and after it was weighted has, for everyone and each segment shown, one weighted sum of the
 * answers for each weighting. What can be worked out from them by any sums and differences is the space these sums span; a group is laid open as far
 * as that space reaches it (the largest eigenvalue of the projection onto the space, in the group: 1 where its sum follows exactly). Told are
 * groups of fewer than `floor` people that the first weights alone do not lay open and all together do. People who count alike in everything
 * (same segments, same ratio of weights) cannot be told apart and go as one.
 *
 * Not covered: what standard errors or design effects might add, and what somebody knows of single answers beforehand.
 */
export function exposesFew(people: readonly WeighedPerson[], floor: number): boolean {
  const atoms = [...atomsOf(people, people.map(keyOf)).values()];
  return atomsExposeFew(atoms, shownSegments(people, floor), floor);
}

/**
 * The same of the figures of one question: a function of the places of those who answered it. What it says may be told, so it does not say
 * whether a small group of them is empty: where the question made a group small, it is tried with the one person and with the most it could
 * have, besides with those it has.
 */
export function exposureAmong(
  people: readonly WeighedPerson[],
  floor: number,
): (answered: readonly number[]) => boolean {
  const keys = people.map(keyOf);
  const ofAll = atomsOf(people, keys);
  return (answered) => {
    const among = answered.map((at) => people[at] as WeighedPerson);
    const ofThese = atomsOf(
      among,
      answered.map((at) => keys[at] ?? null),
    );
    const withFew = (few: number) =>
      [...ofAll].map(([key, atom]) => {
        const count = ofThese.get(key)?.people ?? 0;
        const tried = count >= floor ? count : few;
        return { ...atom, people: atom.people < floor ? atom.people : tried };
      });
    const segments = shownSegments(among, floor);
    return [[...ofThese.values()], withFew(1), withFew(floor - 1)].some((atoms) =>
      atomsExposeFew(atoms, segments, floor),
    );
  };
}

function atomsExposeFew(atoms: Atom[], segments: string[], floor: number): boolean {
  const small = atoms.flatMap((atom, at) => (atom.people < floor ? [at] : []));
  if (small.length === 0) return false;
  const weightings = atoms[0]?.ratios.length ?? 0;
  const first = orthonormal(rowsOf(atoms, segments, [0]));
  const all = orthonormal(rowsOf(atoms, segments, [...Array(weightings).keys()]));
  return findsExposed(atoms, small, { first, all, floor });
}

interface Atom {
  segments: ReadonlySet<string>;
  /** Each weight over the first. */
  ratios: number[];
  people: number;
}

/** Null of who counts for nothing. */
function keyOf({ segments, weights }: WeighedPerson): string | null {
  const [first = 0] = weights;
  return first <= 0 ? null : JSON.stringify([segments, weights.map((weight) => (weight / first).toPrecision(10))]);
}

function atomsOf(people: readonly WeighedPerson[], keys: ReadonlyArray<string | null>): Map<string, Atom> {
  const atoms = new Map<string, Atom>();
  for (const [at, { segments, weights }] of people.entries()) {
    const key = keys[at] ?? null;
    if (key === null) continue;
    const ratios = weights.map((weight) => weight / (weights[0] as number));
    const atom = atoms.get(key) ?? { segments: new Set(segments), ratios, people: 0 };
    atom.people += 1;
    atoms.set(key, atom);
  }
  return atoms;
}

/** Everyone, and the segments that rules 1 and 3 of disclosure control show by their size. */
function shownSegments(people: readonly WeighedPerson[], floor: number): string[] {
  const sizes = new Map<string, number>([["", people.length]]);
  for (const { segments } of people) for (const one of segments) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const withheld = withheldSegments(new Map([...sizes].map(([segment, n]) => [segment, { n, parts: [] }])), floor);
  return [...sizes.keys()].filter((segment) => !withheld.has(segment));
}

/** A row for each shown segment and weighting; the square root of its people gives each atom the length its sum has among persons. */
function rowsOf(atoms: Atom[], segments: string[], weightings: number[]): Float64Array[] {
  return segments.flatMap((segment) =>
    weightings.map((weighting) =>
      Float64Array.from(atoms, (atom) =>
        segment === "" || atom.segments.has(segment) ? (atom.ratios[weighting] as number) * Math.sqrt(atom.people) : 0,
      ),
    ),
  );
}

/** Gram and Schmidt, twice over against rounding. */
function orthonormal(rows: Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const row of rows) {
    const length = Math.sqrt(inner(row, row));
    const left = Float64Array.from(row);
    for (let round = 0; round < 2; round++) for (const one of basis) subtract(left, one, inner(left, one));
    const size = Math.sqrt(inner(left, left));
    if (size > 1e-9 * length) basis.push(left.map((value) => value / size));
  }
  return basis;
}

interface Spaces {
  first: Float64Array[];
  all: Float64Array[];
  floor: number;
}

/** Looks through the groups of small atoms that together stay below the floor, those the figures reach best first. */
function findsExposed(atoms: Atom[], small: number[], { first, all, floor }: Spaces): boolean {
  const reach = new Map(small.map((at) => [at, reachOf(all, at, at)]));
  const order = small
    .filter((at) => (reach.get(at) ?? 0) > 1e-9)
    .sort((a, b) => (reach.get(b) ?? 0) - (reach.get(a) ?? 0));
  let steps = 0;
  const search = (from: number, group: number[], people: number, sum: number): boolean => {
    if (sum >= mostLaidOpen && isLaidOpen(all, group) && !isLaidOpen(first, group)) return true;
    for (let next = from; next < order.length; next++) {
      const at = order[next] as number;
      const slots = floor - 1 - people;
      // The trace bounds the largest eigenvalue: where even the best that can still come does not reach, nothing does.
      if (sum + slots * (reach.get(at) ?? 0) < mostLaidOpen) return false;
      if ((atoms[at] as Atom).people > slots) continue;
      steps += 1;
      if (steps > mostSteps) return true;
      const found = search(next + 1, [...group, at], people + (atoms[at] as Atom).people, sum + (reach.get(at) ?? 0));
      if (found) return true;
    }
    return false;
  };
  return search(0, [], 0, 0);
}

/** Whether the largest eigenvalue of the projection within the group reaches the limit: the limit less the projection is not positive. */
function isLaidOpen(basis: Float64Array[], group: number[]): boolean {
  const rest = group.map((row, i) =>
    group.map((column, j) => (i === j ? mostLaidOpen : 0) - reachOf(basis, row, column)),
  );
  for (let pivot = 0; pivot < group.length; pivot++) {
    const own = rest[pivot]?.[pivot] as number;
    if (own <= 1e-9) return true;
    for (let row = pivot + 1; row < group.length; row++) {
      const factor = (rest[row]?.[pivot] as number) / own;
      for (let column = pivot; column < group.length; column++) {
        (rest[row] as number[])[column] = (rest[row]?.[column] as number) - factor * (rest[pivot]?.[column] as number);
      }
    }
  }
  return false;
}

function reachOf(basis: Float64Array[], one: number, other: number): number {
  let sum = 0;
  for (const row of basis) sum += (row[one] as number) * (row[other] as number);
  return sum;
}

function inner(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

function subtract(from: Float64Array, other: Float64Array, times: number): void {
  for (let at = 0; at < from.length; at++) from[at] = (from[at] as number) - times * (other[at] as number);
}
