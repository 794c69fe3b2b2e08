import type { Audience } from "#db/schema.ts";
import { completeKey } from "#surveys/definition/codebook.ts";
import type { CountedAnswers } from "./own-people.ts";
import { cronbachAlpha } from "./statistics/cronbach-alpha.ts";
import { momentsOf } from "./statistics/moments.ts";

/** With fewer complete answers alpha is mostly chance, and would tell how single people's answers go together. */
const timesFloor = 10;

/**
 * Cronbach's alpha of an index among those of a wave who answered all of its items, on their scores of 0–100, without weights. Null where
 * they are fewer than ten times the disclosure floor, the index has one item, or everybody has the same total.
 */
export function alphaOf(
  { tallies, floor }: { tallies: CountedAnswers; floor: number },
  { waveId, audience, index, items }: { waveId: string; audience: Audience; index: string; items: string[] },
): number | null {
  const variances = ["", ...items].map((item) => {
    const { n, variance } = momentsOf(tallies.valuesOf(waveId, audience, "", completeKey(index, item)));
    return n < timesFloor * floor ? null : variance;
  });
  const [ofMean, ...ofItems] = variances.filter((variance) => variance !== null);
  if (ofMean === undefined || ofMean === 0 || ofItems.length < items.length || items.length < 2) return null;
  return cronbachAlpha({ itemVariances: ofItems, totalVariance: ofMean * items.length ** 2 });
}
