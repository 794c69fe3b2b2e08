import type { Moments } from "./moments.ts";
import type { Refusal } from "./refusal.ts";

export type SumOfMeans = {
  /** Sum of the groups' means, in the unit of the answers. */
  estimate: number;
  /** Standard error of the sum, same unit. */
  se: number;
  /** Degrees of freedom (Satterthwaite); need not be whole. */
  df: number;
};

/**
 * A sum over groups of which each is known by the mean of its own few people, such as hours saved in each organisation: each group counts once,
 * however many answered for it, and its people are the sample. Groups are strata: they differ in level and in spread, and none stands for
 * another.
 *
 * @param groups moments of each group's answers.
 * @returns refused as "too-few" where there is no group or one has fewer than two people, "no-variation" where nobody differs from their group.
 * @see Cochran (1977), Sampling Techniques, 5.3–5.4: stratified total and its degrees of freedom (Satterthwaite 1946). Checked against R
 *   survey::svytotal and t.test: tests/reference/sum-of-means.json
 */
export function sumOfMeans(groups: readonly Moments[]): SumOfMeans | Refusal {
  let estimate = 0;
  let variance = 0;
  let spread = 0;
  for (const group of groups) {
    if (group.mean === null || group.variance === null) return { refused: "too-few" };
    const own = group.variance / group.n;
    estimate += group.mean;
    variance += own;
    spread += own ** 2 / (group.n - 1);
  }
  if (groups.length === 0) return { refused: "too-few" };
  if (!(variance > 0)) return { refused: "no-variation", estimate };
  return { estimate, se: Math.sqrt(variance), df: variance ** 2 / spread };
}
