import type { ChangeResult } from "#surveys/impact/results.ts";
import { formatNumber, type Reader } from "./number-format.ts";

/** "Of 100 random pairs of a new and an earlier answer …": the ordinal effect in words anyone understands. Null where there is none. */
export function ordinalSentence(change: ChangeResult | null, reader: Reader): string | null {
  if (!change?.ordinal) return null;
  const { better, low, high } = change.ordinal;
  const times = (fraction: number) => formatNumber(100 * fraction, reader.language, 0);
  const sentence = reader.say("change:ordinal.sentence", { better: times(better) });
  if (low === null || high === null) return `${sentence} ${reader.say("change:ordinal.apart")}`;
  return `${sentence} ${reader.say("change:ordinal.interval", { low: times(low), high: times(high) })}`;
}
