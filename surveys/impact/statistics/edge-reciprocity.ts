import { type KnownTies, requireSquare } from "./known-ties.ts";

/**
 * Reciprocity of a directed network: the share of reported ties that the other side reports too. Only pairs of which both reports are known
 * count: of a side that was never asked nobody can say that it did not answer in kind.
 *
 * @param ties row i, column j: whether i reports a tie with j; null for unknown. The diagonal is not read.
 * @returns fraction, 2M / (2M + A) with M mutual and A one-sided pairs; null where no such pair has a tie.
 * @throws RangeError if the matrix is not square.
 * @see Wasserman & Faust (1994), Social Network Analysis, §13.5; "edgewise" in R `sna::grecip`. Checked against it, with incomplete pairs
 *   taken out, and a worked example: tests/reference/network.R.
 */
export function edgeReciprocity(ties: KnownTies): number | null {
  requireSquare(ties);
  let mutual = 0;
  let oneSided = 0;
  for (const [i, row] of ties.entries()) {
    for (let j = i + 1; j < row.length; j++) {
      const [there, back] = [row[j], ties[j]?.[i]];
      if (typeof there !== "boolean" || typeof back !== "boolean") continue;
      if (there && back) mutual += 1;
      else if (there || back) oneSided += 1;
    }
  }
  return mutual + oneSided === 0 ? null : (2 * mutual) / (2 * mutual + oneSided);
}
