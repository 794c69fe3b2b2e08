import type { DifferenceResult, IndicatorResult, Results } from "#surveys/impact/results.ts";
import { segmentWords } from "./change-sentence.ts";
import { formatChange, formatNumber, type Reader } from "./number-format.ts";
import { tellingDecimals } from "./telling-decimals.ts";

interface Compared {
  segment: string;
  difference: DifferenceResult | null;
}

/**
 * How a change stands to that of the comparison group, and what that does not show; "" where the initiative has none. Says "higher" or
 * "lower" only where the interval leaves out zero, and never why.
 */
export function differenceSentence(
  results: Results,
  compared: Compared,
  indicator: IndicatorResult,
  reader: Reader,
): string {
  if (!results.comparison) return "";
  const group = segmentWords(results.comparison.segment, reader);
  const { difference, segment } = compared;
  if (!difference) {
    return reader.say(`change:difference.${segment === results.comparison.segment ? "itself" : "mixed"}`, { group });
  }
  const { own, comparison, estimate, low, high, refused } = difference;
  if (own.estimate === null || comparison.estimate === null || estimate === null || low === null || high === null) {
    return reader.say(`change:difference.${refused === "hidden" ? "hidden" : "no-interval"}`, { group });
  }
  const decimals = tellingDecimals(
    [
      [low, 0],
      [high, 0],
    ],
    [estimate, own.estimate, comparison.estimate],
  );
  const way = low > 0 ? "above" : high < 0 ? "below" : "uncertain";
  const sentence = reader.say(`change:difference.${way}`, {
    group,
    difference: amountWords(Math.abs(estimate), indicator, reader, decimals),
    own: signed(own.estimate, reader, decimals),
    other: signed(comparison.estimate, reader, decimals),
    low: signed(low, reader, decimals),
    high: signed(high, reader, decimals),
  });
  return `${sentence} ${reader.say("change:difference.limits")}`;
}

/** Who the comparison group is and when it was named: said for ever wherever figures are held against it. Null before there are any. */
export function comparisonNote({ comparison, waves }: Results, reader: Reader): string | null {
  if (!comparison || waves.every(({ state }) => state === "planned")) return null;
  const { segment, standing, beforeBaseline, namedAt, namedBefore } = comparison;
  const key = standing === "later" ? "later" : beforeBaseline ? "sealed" : "follow-up";
  const on = namedAt === "" ? "" : dayOf(namedAt, reader);
  const note = reader.say(`change:difference.${key}-note`, { group: segmentWords(segment, reader), on });
  return namedBefore === 0 ? note : `${note} ${reader.say("change:difference.earlier-note", { count: namedBefore })}`;
}

function amountWords(amount: number, indicator: IndicatorResult, reader: Reader, decimals: number): string {
  const shown = formatChange(amount, indicator, reader, decimals);
  return indicator.unit === "points" ? reader.say("results:sentence.points", { number: shown }) : shown;
}

function signed(value: number, { language }: Reader, decimals: number): string {
  const shown = formatNumber(value, language, decimals);
  return value > 0 && /[1-9]/.test(shown) ? `+${shown}` : shown;
}

/** The day in Denmark. */
function dayOf(instant: string, { language }: Reader): string {
  const format = new Intl.DateTimeFormat(language === "da" ? "da-DK" : "en-GB", {
    dateStyle: "long",
    timeZone: "Europe/Copenhagen",
  });
  return format.format(new Date(instant));
}
