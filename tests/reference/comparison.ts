/** One figure of ours beside the same figure from outside. Null: there is none, and then on both sides. */
export interface Figure {
  name: string;
  ours: number | null;
  theirs: number | null;
  /** Largest difference allowed, in the figure's own unit, where the comparison's `within` does not hold for it. */
  allowed?: number;
}

/** A method of ours beside an outside reference: one row of docs/evidence/references.md, and one test. */
export interface Comparison {
  /** What is calculated, as a reader would ask for it. */
  method: string;
  /** The files that calculate it, from the project's folder. */
  code: string[];
  /** Package and function, or the published example. */
  reference: string;
  /** The script in this folder that made the reference, or where it was published. */
  source: string;
  /** Largest difference allowed, as a part of the outside figure (of a thousandth, where that is smaller). */
  within: number;
  /** Why the difference is more than rounding, where it is. */
  because?: string;
  figures: () => Figure[];
}

/** Every number that is named on their side, beside ours of the same name. A case that was refused has none. */
export function figuresOf(name: string, ours: object | null | undefined, theirs: object): Figure[] {
  return Object.entries(theirs).map(([key, value]) => ({
    name: `${name}: ${key}`,
    ours: numberIn(ours, key),
    theirs: typeof value === "number" ? value : null,
  }));
}

/** Two lists of numbers, place by place; one that is longer has figures that the other lacks. */
export function figuresOfLists(name: string, ours: readonly number[], theirs: readonly number[]): Figure[] {
  const longer = ours.length > theirs.length ? ours : theirs;
  return longer.map((_, at) => ({ name: `${name} [${at}]`, ours: ours[at] ?? null, theirs: theirs[at] ?? null }));
}

/** How far ours is from theirs, in the figure's own unit. Infinite where only one side has a figure. */
export function distanceOf({ ours, theirs }: Figure): number {
  if (ours === null || theirs === null) return ours === theirs ? 0 : Number.POSITIVE_INFINITY;
  const distance = Math.abs(ours - theirs);
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}

/** The same as a part of their figure; of a thousandth, where that is smaller. */
export function relativeDistanceOf(figure: Figure): number {
  return distanceOf(figure) / scaleOf(figure);
}

export function allowedFor(figure: Figure, { within }: Comparison): number {
  return figure.allowed ?? within * scaleOf(figure);
}

function scaleOf({ theirs }: Figure): number {
  return Math.max(1e-3, Math.abs(theirs ?? 0));
}

function numberIn(figures: object | null | undefined, key: string): number | null {
  const value = figures?.[key as keyof typeof figures] as unknown;
  return typeof value === "number" ? value : null;
}
