import { withheldIn } from "./comparison-disclosure.ts";
import type { Cell } from "./disclosure.ts";
import type { Source, WavePair } from "./figures.ts";
import type { MeasuredIndicator } from "./indicator.ts";
import type { SampledChange } from "./sampled-waves.ts";

/**
 * The answers of both waves with the sample they come from, by segment; null where nobody of either was drawn in a stratum or cluster.
 *
 * Disclosure: the error of a change tells of the people whose household or area answered both times, as without clusters it tells of the
 * pairs. So their number, in either wave, is protected by the rules for pairs (`disclosure.ts`, rules 1, 3 and 4): where it is withheld, the
 * error is that of two samples that share nobody.
 */
export function sampledChanges(
  { audience, itemKey, reads }: MeasuredIndicator,
  { from, to }: WavePair,
  segments: string[],
  { samples, leftOut, floor }: Pick<Source, "samples" | "leftOut" | "floor">,
): Map<string, SampledChange> | null {
  const [readFrom, readTo] = [reads.get(from.id), reads.get(to.id)];
  if (!samples || !readFrom || !readTo) return null;
  const pair = { from: from.id, to: to.id };
  const shared = new Map(
    segments.map((segment) => [segment, samples.sharedUnits(pair, { audience, segment, itemKey, leftOut })]),
  );
  const apart = new Set<string>();
  for (const wave of ["from", "to"] as const) {
    const cells = new Map(
      [...shared].map(([segment, units]): [string, Cell] => [segment, { n: units?.[wave] ?? 0, parts: [] }]),
    );
    for (const segment of withheldIn(cells, { leftOut, floor })) apart.add(segment);
  }
  const changes = segments.flatMap((segment) => {
    const reads = { from: readFrom, to: readTo };
    const change = samples.changeOf(pair, { audience, segment, itemKey, leftOut }, reads, apart.has(segment));
    return change ? [[segment, change] as const] : [];
  });
  return changes.length > 0 ? new Map(changes) : null;
}
