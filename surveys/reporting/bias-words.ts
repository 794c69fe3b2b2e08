import type { BiasFact, BiasResult, Concern, LossDifference, ModeFact, SeasonFact } from "#surveys/impact/bias/bias.ts";
import type { Results } from "#surveys/impact/results.ts";
import { differenceName, lossConcern, lossSentences } from "./loss-words.ts";
import { formatDayOfMonth, formatNumber, type Reader } from "./number-format.ts";
import { responseSentences } from "./response-words.ts";
import { waveNames } from "./trend.ts";
import { waySentences } from "./way-words.ts";
import { wordingConcern, wordingSentences } from "./wording-words.ts";

/** One thing that may make a change look other than it is, in sentences that can be quoted one by one as they stand. */
export interface BiasPoint {
  code: BiasFact["code"];
  concern: Concern;
  sentences: string[];
}

/** The bias report on one audience and pair of waves. */
export interface BiasFinding {
  bias: BiasResult;
  fromWave: string;
  toWave: string;
  /** The gravest of the points; "none" says that there is nothing to remark. */
  concern: Concern;
  points: BiasPoint[];
  /** Those who did not answer again against those who did, with what each is about. */
  differences: Array<{ what: string; difference: LossDifference }>;
}

/** What the points are to be told about: everything, or one indicator (a ripple's, a goal's) and no other question. */
export interface BiasTopic {
  itemKey: string;
  /** Key of the indicator. */
  indicator: string;
}

/** Names of the two waves, as sentences use them. */
export interface WavePairNames {
  fromWave: string;
  toWave: string;
}

/** The bias report in the reader's words: the baseline against each later wave first, the newest first, then each wave against the next. */
export function biasFindings(results: Results, reader: Reader): BiasFinding[] {
  const ordered = [...results.bias].sort(
    (one, other) =>
      Number(one.fromPosition > 0) - Number(other.fromPosition > 0) ||
      other.toPosition - one.toPosition ||
      one.audience.localeCompare(other.audience) * -1,
  );
  return ordered.map((bias) => {
    const points = biasPoints(results, bias, reader);
    const differences = bias.loss.differences.map((difference) => ({
      what: differenceName(results, difference, reader),
      difference,
    }));
    return {
      ...{ bias, ...pairNames(results, bias), points, differences },
      concern: gravest(points.map(({ concern }) => concern)),
    };
  });
}

/** The six points about one pair of waves, in the order in which they are worth asking. */
export function biasPoints(results: Results, bias: BiasResult, reader: Reader, topic?: BiasTopic): BiasPoint[] {
  const names = pairNames(results, bias);
  const { responseRates, loss, mode, season, way } = bias;
  return [
    { code: "response", concern: responseRates.concern, sentences: responseSentences(responseRates, names, reader) },
    { code: "loss", concern: lossConcern(loss, topic), sentences: lossSentences(results, loss, names, reader, topic) },
    { code: "way", concern: way.concern, sentences: waySentences(way, names, results.floor, reader) },
    {
      code: "wording",
      concern: wordingConcern(bias, topic),
      sentences: wordingSentences(results, bias, reader, topic),
    },
    { code: "mode", concern: mode.concern, sentences: modeSentences(mode, names, reader) },
    { code: "season", concern: season.concern, sentences: seasonSentences(season, names, reader) },
  ];
}

/** "large" before "small" before "unknown" before "none". */
export function gravest(concerns: Concern[]): Concern {
  return (["large", "small", "unknown"] as const).find((concern) => concerns.includes(concern)) ?? "none";
}

function pairNames(results: Results, { from, to }: BiasResult): WavePairNames {
  const names = waveNames(results);
  return { fromWave: names.get(from) ?? "", toWave: names.get(to) ?? "" };
}

function modeSentences(fact: ModeFact, { fromWave, toWave }: WavePairNames, { say }: Reader): string[] {
  const { fromMode, toMode } = fact;
  const untold = [fromMode ? "" : fromWave, toMode ? "" : toWave].filter(Boolean);
  if (untold.length > 0) return untold.map((wave) => say("bias:mode.untold", { wave }));
  if (fact.concern === "unknown") return [say("bias:mode.mixed-both")];
  const modes = { fromMode: say(`bias:mode.in.${fromMode}`), toMode: say(`bias:mode.in.${toMode}`) };
  if (fact.concern === "none") return [say("bias:mode.same", modes)];
  return [say("bias:mode.changed", { fromWave, toWave, ...modes })];
}

function seasonSentences(fact: SeasonFact, names: WavePairNames, { say, language }: Reader): string[] {
  const values = {
    ...names,
    fromDay: formatDayOfMonth(fact.fromDay, language),
    toDay: formatDayOfMonth(fact.toDay, language),
    days: fact.daysApart,
    fromLight: formatNumber(fact.fromDaylight, language, 0),
    toLight: formatNumber(fact.toDaylight, language, 0),
  };
  return [say(fact.concern === "none" ? "bias:season.same" : "bias:season.other", values)];
}
