import type { Reading } from "#surveys/definition/codebook.ts";
import type { Answers } from "./answers.ts";
import { CONFIDENCE } from "./point.ts";
import type { ChangeResult, IndicatorResult } from "./results.ts";
import { pairMomentsOf } from "./statistics/moments.ts";
import { relativeEffectBetween } from "./statistics/relative-effect.ts";
import { standardisedChangeBetween } from "./statistics/standardised-change.ts";
import type { PairCount } from "./tallies.ts";

export type EffectSizes = Pick<ChangeResult, "ordinal" | "standardised">;

interface Compared {
  reading: Reading;
  better: IndicatorResult["better"];
  from: Answers;
  to: Answers;
  pairs: readonly PairCount[];
  /** Of the change; null where it has no error. */
  df: number | null;
}

/**
 * How large the change of a mean is beside how much people differ: by the order of the answers alone, and in standard deviations (METHODS
 * §2). Not for shares, of whose two answers both say nothing that the change itself does not say.
 *
 * @returns before disclosure control. The ordinal effect tells of the whole distribution, not of n, mean and variance alone:
 *   `disclosure.ts`, rule 8.
 */
export function effectSizesOf(compared: Compared): EffectSizes {
  if (compared.reading === "share") return { ordinal: null, standardised: null };
  return { ordinal: ordinalOf(compared), standardised: standardisedOf(compared) };
}

/** Null where nobody has said which end is good: there is no "better" then. */
function ordinalOf({ better, from, to, pairs }: Compared): ChangeResult["ordinal"] {
  if (better === null) return null;
  const weighted = from.weighted || to.weighted;
  const effect = relativeEffectBetween({ from: from.rows, to: to.rows, pairs, weighted, confidence: CONFIDENCE });
  if (!("estimate" in effect)) return null;
  const { low, high, p } = "refused" in effect ? { low: null, high: null, p: null } : effect;
  if (better === "up") return { better: effect.estimate, low, high, p };
  return { better: 1 - effect.estimate, low: high === null ? null : 1 - high, high: low === null ? null : 1 - low, p };
}

/** Null with weights: Bonett's error knows none. */
function standardisedOf({ better, from, to, pairs, df }: Compared): ChangeResult["standardised"] {
  if (df === null || from.weighted || to.weighted) return null;
  const paired = pairMomentsOf(pairs);
  const effect = standardisedChangeBetween({
    from: from.moments,
    to: to.moments,
    pairs: paired,
    df,
    confidence: CONFIDENCE,
  });
  if (effect === null) return null;
  const { estimate, low, high } = effect;
  return better === "down" ? { estimate: -estimate, low: -high, high: -low } : { estimate, low, high };
}
