import type { IndicatorResult, Results, RippleResult } from "#surveys/impact/results.ts";
import { changeSentence, type Place } from "./change-sentence.ts";
import { differenceSentence } from "./difference-words.ts";
import { formatNumber, type Reader } from "./number-format.ts";

/** A ripple in sentences: what changed, how that stands to the tide, and that the figures do not say why. */
export function rippleSentence(results: Results, ripple: RippleResult, reader: Reader, place: Place = "alone"): string {
  const indicator = rippleIndicator(results, ripple);
  if (!indicator) return "";
  const change = changeSentence(indicator, ripple.change, reader, place);
  const parts = [change, tideSentence(ripple, reader), differenceSentence(results, ripple, indicator, reader)];
  return [...parts, reader.say("results:ripple.not-cause")].filter((part) => part !== "").join(" ");
}

export function rippleIndicator(results: Results, ripple: RippleResult): IndicatorResult | undefined {
  return results.indicators.find(({ key, segment }) => key === ripple.indicator && segment === ripple.segment);
}

function tideSentence({ tide, withTide }: RippleResult, { say, language }: Reader): string {
  if (tide === null) return say("results:ripple.no-tide");
  const key = withTide ? "not-beyond-tide" : "beyond-tide";
  return say(`results:ripple.${key}`, { tide: formatNumber(tide, language, 2) });
}
