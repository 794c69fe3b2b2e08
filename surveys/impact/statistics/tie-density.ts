import { type KnownTies, requireSquare } from "./known-ties.ts";

/**
 * Density of a directed network of which not everything is known: the share of known reports that are ties. What nobody was asked, or could
 * answer, is left out of both counts, so it never reads as "no tie".
 *
 * @param ties row i, column j: whether i reports a tie with j; null for unknown. The diagonal is not read.
 * @returns fraction; null where nothing is known.
 * @throws RangeError if the matrix is not square.
 * @see Wasserman & Faust (1994), Social Network Analysis, §4.3. Checked against R `sna::gden` (which leaves NA out likewise) and a worked
 *   example: tests/reference/network.R.
 */
export function tieDensity(ties: KnownTies): number | null {
  requireSquare(ties);
  let known = 0;
  let present = 0;
  for (const [i, row] of ties.entries()) {
    for (const [j, tie] of row.entries()) {
      if (i === j || tie === null) continue;
      known += 1;
      if (tie) present += 1;
    }
  }
  return known === 0 ? null : present / known;
}
