import { requireCount, requireFinite } from "./input-domain.ts";
import { FEWEST_PAIRS } from "./moments.ts";

/** What is known of the people who answered in both waves. `pairMomentsOf` gives it. */
export type Pairs = { n: number; correlation: number | null };

export type Overlap = {
  /** The correlation of first and second answers that went into the calculation; 0 when none could be used. */
  correlationUsed: number;
  /** How many people it rests on; 0 when it was not used. */
  pairsUsed: number;
  /**
   * - `used`: the correlation is in the standard error.
   * - `no-pairs`: nobody is known to have answered twice.
   * - `too-few-pairs`: one or two did; their correlation was taken as 0. The report must say so.
   * - `no-variation-in-pairs`: those who did all answered alike in a wave, so no correlation exists; taken as 0.
   */
  overlap: "used" | "no-pairs" | "too-few-pairs" | "no-variation-in-pairs";
};

/**
 * Decides whether the pairs say enough for their correlation to be used.
 *
 * @throws RangeError if there are more pairs than answers in a wave, or a correlation outside [-1, 1].
 */
export function overlapOf(pairs: Pairs, waves: { nFrom: number; nTo: number }): Overlap {
  requireCount("pairs.n", pairs.n);
  if (pairs.n > Math.min(waves.nFrom, waves.nTo)) throw new RangeError(`${pairs.n} pairs, but fewer answers in a wave`);
  if (pairs.correlation !== null) {
    requireFinite("pairs.correlation", pairs.correlation);
    if (Math.abs(pairs.correlation) > 1) throw new RangeError(`a correlation cannot be ${pairs.correlation}`);
  }
  if (pairs.n === 0) return unused("no-pairs");
  if (pairs.n < FEWEST_PAIRS) return unused("too-few-pairs");
  if (pairs.correlation === null) return unused("no-variation-in-pairs");
  return { correlationUsed: pairs.correlation, pairsUsed: pairs.n, overlap: "used" };
}

function unused(overlap: Overlap["overlap"]): Overlap {
  return { correlationUsed: 0, pairsUsed: 0, overlap };
}
