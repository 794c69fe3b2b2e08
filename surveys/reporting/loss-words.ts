import type { Concern, LossDifference, LossFact } from "#surveys/impact/bias/bias.ts";
import type { IndicatorResult, Results } from "#surveys/impact/results.ts";
import type { BiasTopic, WavePairNames } from "./bias-words.ts";
import { readingWords } from "./change-sentence.ts";
import { formatCount, formatNumber, type Reader } from "./number-format.ts";
import { percentWords } from "./response-words.ts";

/**
 * Who answered again, and whether those who did not had answered otherwise: which way, how far, and what that may do to a change. Never by how
 * much.
 */
export function lossSentences(
  results: Results,
  loss: LossFact,
  names: WavePairNames,
  reader: Reader,
  topic?: BiasTopic,
): string[] {
  const { say } = reader;
  if (loss.refused) return [say(`bias:loss.${loss.refused}`, { ...names, floor: results.floor })];
  const told = topic ? aboutTopic(loss.differences, topic) : loss.differences;
  return [...rateSentences(loss, names, reader), ...told.map((one) => differenceSentence(results, one, reader))];
}

/** The concern about everything, or about the topic alone. */
export function lossConcern(loss: LossFact, topic?: BiasTopic): Concern {
  if (!topic || loss.refused) return loss.concern;
  return aboutTopic(loss.differences, topic)[0]?.concern ?? "unknown";
}

/** The indicator's own difference where there is one, else that over all questions. */
function aboutTopic(differences: LossDifference[], { indicator }: BiasTopic): LossDifference[] {
  const own = differences.filter((one) => one.indicator === indicator && one.difference !== null);
  return own.length > 0 ? own : differences.filter((one) => one.indicator === null);
}

function rateSentences(
  { matchedFrom, matchedTo, pairs, n0 }: LossFact,
  names: WavePairNames,
  reader: Reader,
): string[] {
  const { say, language } = reader;
  if (matchedFrom === null) return [];
  const counts = { pairs: formatCount(pairs ?? 0, language), n0: formatCount(n0 ?? 0, language) };
  const again = say("bias:loss.again", { ...names, ...counts, share: percentWords(matchedFrom, reader) });
  if (matchedTo === null) return [again];
  return [again, say("bias:loss.before", { ...names, share: percentWords(matchedTo, reader) })];
}

function differenceSentence(results: Results, difference: LossDifference, reader: Reader): string {
  const { say, language } = reader;
  const indicator = results.indicators.find(({ key }) => key === difference.indicator);
  const subject = subjectOf(difference, indicator, reader);
  const { difference: d, low, high, concern } = difference;
  if (d === null || low === null || high === null) return say("bias:loss.withheld", { subject });
  const figures = {
    ...{ subject, difference: formatNumber(d, language, 2) },
    ...{ low: formatNumber(low, language, 2), high: formatNumber(high, language, 2) },
  };
  if (concern === "none") return say("bias:loss.alike", figures);
  const judged = difference.indicator === null || indicator?.better !== null;
  const way = judged ? (d < 0 ? "worse" : "better") : d < 0 ? "lower" : "higher";
  const size = Math.abs(d) >= 0.25 ? "much" : "little";
  const chance = low * high <= 0 ? say("bias:loss.chance") : "";
  return say(`bias:loss.${way}`, { ...figures, size: say(`bias:loss.size-${size}`), chance }).trim();
}

function subjectOf({ indicator: key }: LossDifference, indicator: IndicatorResult | undefined, reader: Reader): string {
  if (key === null) return reader.say("bias:loss.everything");
  const label = indicator?.label[reader.language] ?? key;
  return reader.say(`bias:loss.${indicator?.reading === "share" ? "share" : "mean"}`, { label });
}

/** What a difference is about, as a row of a table is called. */
export function differenceName(results: Results, { indicator: key }: LossDifference, reader: Reader): string {
  if (key === null) return reader.say("bias:loss.everything");
  const indicator = results.indicators.find((one) => one.key === key);
  if (!indicator) return key;
  return `${indicator.label[reader.language]} · ${readingWords(indicator, reader)}`;
}
