import { requireFinite } from "./input-domain.ts";
import type { Refusal } from "./refusal.ts";

/** One person's figure in one group of a stratum: hours saved on one process (group) in their organisation (stratum). */
export interface GroupedValue {
  stratum: string;
  group: string;
  /** The same person may have a value in several groups of their stratum. */
  person: string;
  value: number;
}

export type SumOfMeans = {
  /** Sum of the means, in the unit of the values. */
  estimate: number;
  /** Standard error of the sum, same unit. */
  se: number;
  /** Degrees of freedom (Satterthwaite); need not be whole. */
  df: number;
};

/**
 * The sum of the means of every stratum and group, such as hours saved in each organisation on each process: each mean counts once, however many
 * people stand behind it. People are the sample within their stratum. Strata differ in level and in spread, and none stands for another; groups
 * of a stratum share people, whose errors go together or against each other: both is in the error, by each person's pull on the whole sum.
 *
 * @param values one for each person and group; a person stands in one stratum.
 * @returns refused as "too-few" where there is none, or a stratum or a mean has fewer than two people; "no-variation" where nobody pulls.
 * @throws RangeError if a value is not finite.
 * @see Linearised means of domains within strata: Cochran (1977), Sampling Techniques, 5.3–5.4 and 5A.14; Satterthwaite (1946), Biometrics
 *   Bulletin 2, 110–114. Checked against R survey::svytotal, survey::svyratio and t.test: tests/reference/sum-of-means.json
 */
export function sumOfMeans(values: readonly GroupedValue[]): SumOfMeans | Refusal {
  let [estimate, variance, spread] = [0, 0, 0];
  for (const own of Map.groupBy(values, ({ stratum }) => stratum).values()) {
    const pulls = new Map<string, number>();
    for (const group of Map.groupBy(own, (row) => row.group).values()) {
      if (group.length < 2) return { refused: "too-few" };
      const mean = meanOf(group);
      estimate += mean;
      for (const { person, value } of group)
        pulls.set(person, (pulls.get(person) ?? 0) + (value - mean) / group.length);
    }
    const people = pulls.size;
    if (people < 2) return { refused: "too-few" };
    let squares = 0;
    for (const pull of pulls.values()) squares += pull ** 2;
    const ofStratum = (squares * people) / (people - 1);
    variance += ofStratum;
    spread += ofStratum ** 2 / (people - 1);
  }
  if (values.length === 0) return { refused: "too-few" };
  if (!(variance > 0)) return { refused: "no-variation", estimate };
  return { estimate, se: Math.sqrt(variance), df: variance ** 2 / spread };
}

/** Summed as distances from the first value, so that equal values have a mean equal to the value to the last bit. */
function meanOf(group: readonly GroupedValue[]): number {
  const first = group[0]?.value ?? 0;
  let distance = 0;
  for (const { value } of group) {
    requireFinite("value", value);
    distance += value - first;
  }
  return first + distance / group.length;
}
