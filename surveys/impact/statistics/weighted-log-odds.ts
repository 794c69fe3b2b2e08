import cdf from "@stdlib/stats-base-dists-beta-cdf";
import logpdf from "@stdlib/stats-base-dists-beta-logpdf";
import { requireCount, requirePositive } from "./input-domain.ts";

/** How often one word stands in each of two bodies of text. */
export interface WordCount {
  from: number;
  to: number;
}

/** Above zero: used more in the later text. `p` is two-sided. */
export interface LogOdds {
  logOdds: number;
  se: number;
  z: number;
  /** Null for a word that fewer used than are to be tested. */
  p: number | null;
}

/**
 * Which words one body of text uses more than another: the difference of each word's log-odds, held back by a Dirichlet prior that knows how
 * common the word is in both together. Rare words and words that everybody uses need more evidence before they stand out.
 *
 * Estimate, variance (one over the word's count and one over all others', in each text) and z are Monroe, Colaresi and Quinn's. Their z takes
 * the posterior for normal, which it is not where a word is new: nobody of 57 and then 10 of 51 gives z = 2.3. So p is the exact tail of the
 * same posterior, the chance that the odds went the other way, doubled. Counts are taken as independent; where the same people wrote both
 * texts, or each person counts once a word, the test is careful rather than bold.
 *
 * @param words counts of every word of both texts, also of those nobody will look at: they make the totals. A word in neither is refused.
 * @param priorWords how many words the prior counts for, α₀: each word's α is its share of both texts times this.
 * @param fewestToTest words used less often in both texts together get no p: it is what takes time.
 * @returns one for each word, same order. Empty for no words.
 * @throws RangeError on counts that are no whole numbers, a word that nobody used, one word alone, or a prior that is not positive.
 * @see Monroe, Colaresi & Quinn (2008), Polit. Anal. 16(4), 372–403, eqs. 15–22. Checked against the exact posterior (digamma and trigamma,
 *   adaptive quadrature, and drawing) in R: tests/reference/weighted-log-odds.R
 */
export function weightedLogOdds(words: readonly WordCount[], priorWords: number, fewestToTest = 0): LogOdds[] {
  requirePositive("priorWords", priorWords);
  const total = { from: 0, to: 0 };
  for (const word of words) {
    requireCount("from", word.from);
    requireCount("to", word.to);
    if (word.from + word.to === 0) throw new RangeError("a word that nobody used has no odds");
    total.from += word.from;
    total.to += word.to;
  }
  if (words.length === 1) throw new RangeError("the odds of a word need other words beside it");
  return words.map(({ from, to }) => {
    const prior = ((from + to) / (total.from + total.to)) * priorWords;
    const before = { count: from + prior, others: total.from + priorWords - from - prior };
    const after = { count: to + prior, others: total.to + priorWords - to - prior };
    const logOdds = Math.log(after.count / after.others) - Math.log(before.count / before.others);
    const se = Math.sqrt(varianceOf(after) + varianceOf(before));
    const [high, low] = logOdds > 0 ? [after, before] : [before, after];
    const p = from + to < fewestToTest ? null : Math.min(1, 2 * chanceOfReversal(high, low));
    return { logOdds, se, z: logOdds / se, p };
  });
}

/** The posterior of one word in one text: a beta of these two. */
interface Posterior {
  count: number;
  others: number;
}

function varianceOf({ count, others }: Posterior): number {
  return 1 / count + 1 / others;
}

const steps = 160;

/**
 * The chance that the higher of two odds is in truth the lower: ∫ F_high f_low over the log-odds, by the trapezoid rule, which is exact to
 * many digits for a smooth integrand that dies away at both ends. To the left it dies as exp((count_high + count_low) u), to the right as
 * the density of `low`.
 */
function chanceOfReversal(high: Posterior, low: Posterior): number {
  const middle = [high, low].map(({ count, others }) => Math.log(count / others));
  const spread = Math.sqrt(varianceOf(high) + varianceOf(low));
  const left = Math.min(...middle) - 40 / (high.count + low.count) - 8 * Math.min(spread, 3);
  const right = Math.max(...middle) + 8 * Math.sqrt(Math.max(varianceOf(high), 1 / low.others));
  const width = (right - left) / steps;
  let sum = 0;
  for (let step = 0; step <= steps; step += 1) {
    const odds = left + step * width;
    const share = 1 / (1 + Math.exp(-odds));
    const density = Math.exp(logpdf(share, low.count, low.others)) * share * (1 - share);
    sum += (step === 0 || step === steps ? 0.5 : 1) * density * cdf(share, high.count, high.others);
  }
  return sum * width;
}
