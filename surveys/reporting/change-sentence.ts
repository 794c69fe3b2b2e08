import type { ChangeResult, IndicatorResult, PointResult, Results } from "#surveys/impact/results.ts";
import { formatChange, formatCount, formatLevel, formatNumber, type Reader } from "./number-format.ts";
import { tellingDecimals } from "./telling-decimals.ts";

/**
 * What a trend chart says, in one sentence: the newest change from the baseline that can be shown, else the newest wave alone, else that
 * nothing can be shown. It says "rose" or "fell" only where the interval leaves out zero, and never why.
 */
export function trendSentence(
  results: Results,
  indicator: IndicatorResult,
  reader: Reader,
  place: Place = "alone",
): string {
  const change = newestChange(results, indicator);
  if (change) return changeSentence(indicator, change, reader, place);
  const newest = indicator.points.findLast((point) => point.estimate !== null);
  const sentence = newest
    ? pointSentence(indicator, newest, reader, place)
    : silence(results, indicator, reader, place);
  return inSegment(indicator, sentence, reader, place);
}

/** Whether a sentence stands alone, or where the question and the segment already stand above it. */
export type Place = "alone" | "under-title";

/** One change in one sentence, with sizes, interval and people. */
export function changeSentence(
  indicator: IndicatorResult,
  change: ChangeResult,
  reader: Reader,
  place: Place = "alone",
): string {
  const from = indicator.points.find((point) => point.waveId === change.from)?.estimate ?? null;
  const to = indicator.points.find((point) => point.waveId === change.to)?.estimate ?? null;
  if (from === null || to === null || change.estimate === null) {
    const refusal = `${asHeading(indicator, reader, place)} ${reader.say(refusalKey(change))}.`.trim();
    return inSegment(indicator, refusal, reader, place);
  }
  const { low, high } = change;
  const decimals = tellingDecimals(
    [
      [low, 0],
      [high, 0],
    ],
    [from, to, change.estimate],
  );
  const values = {
    subject: subjectWords(indicator, reader, place),
    from: formatLevel(from, indicator, reader, decimals),
    to: formatLevel(to, indicator, reader, decimals),
    change: formatChange(change.estimate, indicator, reader, decimals),
    low: low === null ? "" : formatNumber(low, reader.language, decimals),
    high: high === null ? "" : formatNumber(high, reader.language, decimals),
    answers: answersOf(change, reader),
  };
  return inSegment(indicator, reader.say(`results:sentence.${wayOf(change)}`, values), reader, place);
}

/** "area=Nord" as people say it. */
export function segmentWords(segment: string, { say }: Reader): string {
  return segment === "" ? say("results:sentence.everyone") : segment.slice(segment.indexOf("=") + 1);
}

/** What the figure is: "Gennemsnit på en skala fra 0 til 100, hvor 100 er bedst", "Procent, der svarede 5–7". */
export function readingWords(indicator: IndicatorResult, reader: Reader): string {
  const { language, say } = reader;
  if (indicator.unit === "percent") {
    return say("results:sentence.reading-percent", { answers: countedWords(indicator, reader) });
  }
  if (indicator.unit === "points") {
    const reading = say(`results:sentence.reading-points${indicator.better === null ? "-unjudged" : ""}`);
    if (indicator.alpha === null) return reading;
    return `${reading} · ${say("results:sentence.alpha", { alpha: formatNumber(indicator.alpha, language, 2) })}`;
  }
  const unit = indicator.unitLabel?.[language];
  return unit ? say("results:sentence.reading-own", { unit }) : say("results:sentence.reading-number");
}

/**
 * What a sentence about a figure is about. A label that is a whole question cannot be the subject of a sentence; the figure itself is then.
 * A judged scale says that 100 is best: "how worried are you? The average fell" would else be read as good news, where worry rose.
 */
export function subjectWords(indicator: IndicatorResult, reader: Reader, place: Place): string {
  const label = indicator.label[reader.language];
  const form = place === "under-title" ? place : endsSentence(label) ? "question" : "label";
  if (indicator.reading === "mean") {
    const judgedScale = indicator.unit === "points" && indicator.better !== null;
    const scale = judgedScale ? reader.say("results:sentence.best-is-100") : "";
    return reader.say(`results:sentence.mean-${form}`, { label, scale });
  }
  return reader.say(`results:sentence.share-${form}`, { label, answers: countedWords(indicator, reader) });
}

function newestChange(results: Results, indicator: IndicatorResult): ChangeResult | undefined {
  return results.changes.findLast(
    (change) =>
      change.indicator === indicator.key &&
      change.segment === indicator.segment &&
      change.fromPosition === 0 &&
      change.estimate !== null,
  );
}

function wayOf({ low, high }: ChangeResult): "rose" | "fell" | "uncertain" | "no-interval" {
  if (low === null || high === null) return "no-interval";
  if (low > 0) return "rose";
  return high < 0 ? "fell" : "uncertain";
}

function refusalKey({ refused }: ChangeResult): string {
  return `results:refused.${refused ?? "hidden"}`;
}

function pointSentence(indicator: IndicatorResult, point: PointResult, reader: Reader, place: Place): string {
  const { say, language } = reader;
  const decimals = tellingDecimals([], [point.estimate, point.low, point.high]);
  const values = {
    subject: subjectWords(indicator, reader, place),
    estimate: formatLevel(point.estimate ?? 0, indicator, reader, decimals),
    n: formatCount(point.n ?? 0, language),
  };
  if (point.low === null || point.high === null) return say("results:sentence.once-no-interval", values);
  const limits = {
    low: formatNumber(point.low, language, decimals),
    high: formatNumber(point.high, language, decimals),
  };
  return say("results:sentence.once", { ...values, ...limits });
}

function silence(results: Results, indicator: IndicatorResult, reader: Reader, place: Place): string {
  const label = asHeading(indicator, reader, place);
  if (indicator.points.length === 0) return reader.say("results:sentence.not-measured", { label }).trim();
  return reader.say("results:sentence.hidden", { label, floor: results.floor }).trim();
}

function answersOf({ n0, n1, pairs }: ChangeResult, { say, language }: Reader): string {
  const counts = { n0: formatCount(n0 ?? 0, language), n1: formatCount(n1 ?? 0, language) };
  if (pairs === null) return say("results:sentence.answers", counts);
  return say("results:sentence.answers-paired", { ...counts, pairs: formatCount(pairs, language) });
}

function asHeading(indicator: IndicatorResult, { language }: Reader, place: Place): string {
  if (place === "under-title") return "";
  const label = indicator.label[language];
  return endsSentence(label) ? label : `${label}:`;
}

function endsSentence(label: string): boolean {
  return /[?.!…:]$/.test(label.trim());
}

/** The answers a share counts: in words where every code has them, else as codes, runs joined ("5–7"). */
function countedWords({ kind, counted }: IndicatorResult, { say, language }: Reader): string {
  const codes = counted ?? [];
  const labels = codes.flatMap(({ label }) => (label ? [`”${label[language]}”`] : []));
  if (labels.length === codes.length) return joinWithOr(labels, say);
  if (kind === "yes-no") return say(codes[0]?.value === 0 ? "results:sentence.no" : "results:sentence.yes");
  return joinWithOr(runsOf(codes.map(({ value }) => value)), say);
}

function runsOf(codes: number[]): string[] {
  const rising = [...codes].sort((a, b) => a - b);
  const [first, last] = [rising[0], rising.at(-1)];
  const isRun = rising.length > 2 && rising.every((code, index) => code === (first ?? 0) + index);
  return isRun ? [`${first}–${last}`] : rising.map(String);
}

function joinWithOr(parts: string[], say: Reader["say"]): string {
  if (parts.length < 2) return parts[0] ?? "";
  return say("results:sentence.or", { list: parts.slice(0, -1).join(", "), last: parts.at(-1) ?? "" });
}

function inSegment(indicator: IndicatorResult, sentence: string, reader: Reader, place: Place): string {
  if (indicator.segment === "" || place === "under-title") return sentence;
  return reader.say("results:sentence.in-segment", { segment: segmentWords(indicator.segment, reader), sentence });
}
