import type { CodeMatches, WaveWays, WayFact } from "#surveys/impact/bias/bias.ts";
import type { WavePairNames } from "./bias-words.ts";
import { formatCount, type Reader } from "./number-format.ts";
import { percentWords } from "./response-words.ts";

/** By which ways the answers came, whether that changed, and how many self-made codes were found again. */
export function waySentences(fact: WayFact, names: WavePairNames, floor: number, reader: Reader): string[] {
  const { say } = reader;
  return [
    waveSentence(fact.from, names.fromWave, reader),
    waveSentence(fact.to, names.toWave, reader),
    ...(fact.concern === "unknown" ? [] : [say(fact.concern === "none" ? "bias:way.alike" : "bias:way.other")]),
    ...(fact.selfCodes ? codeSentences(fact.selfCodes, names, floor, reader) : []),
  ];
}

function waveSentence({ imported, invited, visited, atScreen }: WaveWays, wave: string, reader: Reader): string {
  const { say, language } = reader;
  if (imported) return say("bias:way.imported", { wave });
  const part = (way: string, people: number | null) =>
    people === null ? [] : [say(`bias:way.by.${way}`, { people: formatCount(people, language) })];
  const parts = [...part("invited", invited), ...part("visited", visited), ...part("at-screen", atScreen)];
  return parts.length === 0
    ? say("bias:way.hidden", { wave })
    : say("bias:way.wave", { wave, parts: parts.join(", ") });
}

function codeSentences(codes: CodeMatches, names: WavePairNames, floor: number, reader: Reader): string[] {
  const { say, language } = reader;
  const count = (people: number | null) =>
    people === null ? say("bias:way.few", { floor }) : formatCount(people, language);
  const { made, matched, ambiguous, unmatched, rate, mostMismatches } = codes;
  const values = {
    ...names,
    made: formatCount(made, language),
    ambiguous: count(ambiguous),
    unmatched: count(unmatched),
  };
  return [
    rate === null
      ? say("bias:way.codes-few", { ...values, matched: count(matched) })
      : say("bias:way.codes", { ...values, matched: count(matched), share: percentWords(rate, reader) }),
    say("bias:way.codes-how", { most: mostMismatches }),
  ];
}
