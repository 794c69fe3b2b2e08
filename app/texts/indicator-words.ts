import type { LanguageCode } from "#db/schema.ts";
import type { IndicatorChoice } from "#surveys/initiative/indicator-choice.ts";
import type { Say } from "#surveys/texts.ts";

/** An indicator in words: the question, and which reading of its answers. */
export function indicatorWords(say: Say, language: LanguageCode, indicator: IndicatorChoice): string {
  return `${indicator.label[language]} – ${readingWords(say, language, indicator)}`;
}

/** The subject of a sentence about an indicator's figure: "the share answering 5–7". */
export function figureWords(say: Say, { unit, kind, goodEnd }: IndicatorChoice): string {
  if (unit !== "percent") return say(`setup:figure.${unit}`);
  if (kind === "yes-no") return say(goodEnd.includes(1) ? "setup:figure.yes" : "setup:figure.no");
  return say("setup:figure.share", { codes: rangeText(goodEnd) });
}

function readingWords(say: Say, language: LanguageCode, indicator: IndicatorChoice): string {
  const { unit, kind, goodEnd, unitLabel } = indicator;
  if (unit === "own") return say("setup:reading.own", { unit: unitLabel?.[language] ?? "" });
  if (unit === "points") return say("setup:reading.points");
  if (kind === "yes-no") return say(goodEnd.includes(1) ? "setup:reading.yes" : "setup:reading.no");
  return say("setup:reading.share", { codes: rangeText(goodEnd) });
}

/** "5–7" for a run of codes, else "1, 3". */
function rangeText(codes: number[]): string {
  const sorted = [...codes].sort((one, other) => one - other);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  return sorted.length > 2 && last - first === sorted.length - 1 ? `${first}–${last}` : sorted.join(", ");
}
