import type { ResponseFact, WaveResponse } from "#surveys/impact/bias/bias.ts";
import type { WavePairNames } from "./bias-words.ts";
import { formatCount, formatNumber, type Reader } from "./number-format.ts";

/** How many answered, and whether that changed. */
export function responseSentences(fact: ResponseFact, { fromWave, toWave }: WavePairNames, reader: Reader): string[] {
  return [
    waveSentence(fact.from, fromWave, reader),
    waveSentence(fact.to, toWave, reader),
    ...changeSentence(fact, reader),
    ...undeliveredSentence(fact.from, fromWave, reader),
    ...undeliveredSentence(fact.to, toWave, reader),
  ];
}

function waveSentence({ rate, imported, answered, invited }: WaveResponse, wave: string, reader: Reader): string {
  const { say, language } = reader;
  if (rate === null) return say(imported ? "bias:response.imported" : "bias:response.hidden", { wave });
  return say("bias:response.rate", {
    ...{ wave, share: percentWords(rate, reader) },
    ...{ answered: formatCount(answered ?? 0, language), invited: formatCount(invited ?? 0, language) },
  });
}

function changeSentence({ concern, from, to }: ResponseFact, { say, language }: Reader): string[] {
  if (concern === "unknown" || from.rate === null || to.rate === null) return [];
  if (concern === "none") return [say("bias:response.alike")];
  const points = formatNumber(Math.abs(to.rate - from.rate) * 100, language, 0);
  return [say(to.rate > from.rate ? "bias:response.rose" : "bias:response.fell", { points })];
}

function undeliveredSentence({ undelivered }: WaveResponse, wave: string, { say, language }: Reader): string[] {
  if (undelivered === null) return [];
  return [say("bias:response.undelivered", { wave, people: formatCount(undelivered, language) })];
}

/** A fraction in whole percent: "62 %". */
export function percentWords(fraction: number, { say, language }: Reader): string {
  return say("results:sentence.percent", { number: formatNumber(fraction * 100, language, 0) });
}
