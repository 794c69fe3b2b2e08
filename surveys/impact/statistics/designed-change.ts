import { addPulls, type WeightedSums, weightedSumsOf } from "./designed-mean.ts";
import { requireLevel } from "./input-domain.ts";
import type { Refusal } from "./refusal.ts";
import { type DesignedAnswers, designVariance, type SamplingDesign } from "./sampling-design.ts";
import { type TInterval, tIntervalOf } from "./t-interval.ts";

export type DesignedChange = TInterval & {
  /** Sampling units with an answer in either wave, and strata that have one. */
  units: number;
  strata: number;
};

/**
 * How much a mean (or a share coded 0/1) changed between two waves whose sample was drawn in strata or clusters, weighted or not. A unit
 * pulls the change by the sum of its people's w₁(y₁−m₁)/W₁ − w₀(y₀−m₀)/W₀: people in both waves, and clusters met in both, are carried by
 * the design and need no correlation. With one stratum and each person a unit it is `weightedChangeBetween`, but that units without an
 * answer here still count as drawn.
 *
 * @param known.design units and strata of everyone who answered either wave; a cluster has one number in both.
 * @param known.confidence default 0.95.
 * @returns change (`to` minus `from`) in the unit of the answers; df = units − strata − 1, counted among those with an answer, as R's
 *   `svyglm` does. Refused as `too-few` below two answers in a wave or where df would be below 1, as `no-variation` when se is 0.
 * @throws RangeError on impossible input: NaN, a negative weight, a unit that is not in the design, people but no weight.
 * @see Binder (1983), Int. Stat. Rev. 51, 279–292. Checked against R survey::svyglm(y ~ wave) on
 *   svydesign(ids = ~cluster, strata = ~stratum, weights = ~w, nest = TRUE): tests/reference/statistics-design.R
 */
export function designedChangeBetween(known: {
  from: DesignedAnswers;
  to: DesignedAnswers;
  design: SamplingDesign;
  confidence?: number;
}): DesignedChange | Refusal {
  const { design, confidence = 0.95 } = known;
  requireLevel("confidence", confidence);
  const [from, to] = [weightedSumsOf(known.from), weightedSumsOf(known.to)];
  if (from.n < 2 || to.n < 2) return { refused: "too-few" };
  if (from.weight <= 0 || to.weight <= 0) throw new RangeError("a wave has people but no weight");
  const pulls = new Float64Array(design.stratumOf.length);
  const answered = new Uint8Array(pulls.length);
  addPulls(known.from, from, -1, pulls, answered);
  addPulls(known.to, to, 1, pulls, answered);
  const { variance, units, strata } = designVariance(design, pulls, answered);
  if (units - strata < 2) return { refused: "too-few" };
  const estimate = to.mean - from.mean;
  const se = withoutRounding(variance, from, to);
  if (se === 0) return { refused: "no-variation", estimate };
  return { ...tIntervalOf({ estimate, se, df: units - strata - 1, confidence }), units, strata };
}

/** Returns exactly 0 where what is left is only rounding: everybody alike, or everybody moved by the same amount. */
function withoutRounding(variance: number, from: WeightedSums, to: WeightedSums): number {
  const separate = from.squares / from.weight / from.n + to.squares / to.weight / to.n;
  if (variance <= 1e-13 * separate) return 0;
  const se = Math.sqrt(variance);
  return se < 10 * Number.EPSILON * Math.max(Math.abs(from.mean), Math.abs(to.mean)) ? 0 : se;
}
