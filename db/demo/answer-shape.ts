import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";

/** An item as the simulation needs it; an item of a codebook is one. */
export interface SimulatedItem {
  key: string;
  kind: "scale" | "yes-no" | "number" | "text" | "tie";
  good: "high" | "low" | null;
  scale?: { min: number; max: number };
}

/** How people's answers to an item lie at baseline. */
export interface AnswerShape {
  /** Mean: for a scale on 0 (worst) to 100 (best), for a yes-no the percentage in the good end, for a number in its unit. */
  level: number;
  /** Standard deviation of a scale in points of 100, of a number in its unit; a yes-no has none of its own. */
  spread: number;
}

/** Turns a standing (standard normal in the population at baseline, larger is better) into a coded answer. */
export type Answering = (standing: number) => number;

/**
 * Makes the answering of an item in one wave: codes lie as `shape` says, their mean moved by `shift` standard deviations of the answers
 * themselves (positive = better), so that a planted change is what a reader of the results should find.
 */
export function answeringOf(item: SimulatedItem, shape: AnswerShape, shift: number): Answering {
  if (item.kind === "yes-no") return yesNoAnswering(item, movedShare(shape, shift));
  const steps = stepsOf(item, shape);
  const moved = moveFor(steps, shift);
  return (standing) => steps.codeAt(Math.round(steps.centre + steps.spread * (standing + moved)));
}

/** The codes as steps from the worst (0) to the best (`last`). */
interface Steps {
  last: number;
  centre: number;
  spread: number;
  /** Whole steps in, code out; beyond an end is the end. */
  codeAt(step: number): number;
}

function stepsOf(item: SimulatedItem, shape: AnswerShape): Steps {
  const low = item.good === "low";
  const { min, max } = item.kind === "number" ? { min: 0, max: roomFor(shape) } : scaleOf(item);
  const last = max - min;
  const unit = item.kind === "number" ? 1 : last / 100;
  const centre = item.kind === "number" && low ? max - shape.level : shape.level * unit;
  const codeAt = (step: number) => {
    const held = Math.min(last, Math.max(0, step));
    return low ? max - held : min + held;
  };
  return { last, centre, spread: shape.spread * unit, codeAt };
}

/** Amounts have no upper end; nobody lies further out than this. */
function roomFor(shape: AnswerShape): number {
  return Math.ceil(shape.level + 6 * shape.spread);
}

function scaleOf(item: SimulatedItem): { min: number; max: number } {
  if (!item.scale) throw new RangeError(`${item.key} has no scale`);
  return item.scale;
}

function momentsOf({ last, centre, spread }: Steps, moved: number): { mean: number; deviation: number } {
  let mean = 0;
  let square = 0;
  let below = 0;
  for (let step = 0; step <= last; step++) {
    const upTo = step === last ? 1 : normalCdf((step + 0.5 - centre) / spread - moved, 0, 1);
    mean += (upTo - below) * step;
    square += (upTo - below) * step ** 2;
    below = upTo;
  }
  return { mean, deviation: Math.sqrt(square - mean ** 2) };
}

/** How far everybody's standing must move for the mean step to move by `shift` standard deviations; bisection, to a ten-thousandth. */
function moveFor(steps: Steps, shift: number): number {
  if (shift === 0) return 0;
  const base = momentsOf(steps, 0);
  const wanted = base.mean + shift * base.deviation;
  let low = -6;
  let high = 6;
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (momentsOf(steps, middle).mean < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function yesNoAnswering(item: SimulatedItem, share: number): Answering {
  const edge = normalQuantile(1 - share, 0, 1);
  const [good, bad] = item.good === "low" ? [0, 1] : [1, 0];
  return (standing) => (standing > edge ? good : bad);
}

function movedShare({ level }: AnswerShape, shift: number): number {
  const share = level / 100;
  return Math.min(0.99, Math.max(0.01, share + shift * Math.sqrt(share * (1 - share))));
}
