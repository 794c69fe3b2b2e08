import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { Results } from "#surveys/impact/results.ts";
import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import type { Reader } from "./number-format.ts";
import { reportSentence, reportTitle } from "./report-words.ts";
import { rippleIndicator, rippleSentence } from "./ripple-words.ts";
import { themeSentence, themeTitle } from "./theme-words.ts";
import { waveNames } from "./trend.ts";

/** What a candidate is called, in both languages: kept with a decision about it. */
export function candidateTitle(results: Results, { subject }: RippleCandidate): LocalizedText {
  if (subject.source === "report") return reportTitle(subject.change);
  if (subject.source === "theme") return themeTitle(subject.theme, subject.grown);
  return rippleIndicator(results, subject.ripple)?.label ?? { da: "", en: "" };
}

/** A candidate in one sentence under its title: what changed and by how much, never why. */
export function candidateSentence(results: Results, { subject }: RippleCandidate, reader: Reader): string {
  if (subject.source === "report") return reportSentence(subject.change, reader);
  if (subject.source === "theme") {
    const names = waveNames(results);
    const waves = { from: names.get(subject.theme.from) ?? "", to: names.get(subject.theme.to) ?? "" };
    return themeSentence(subject.theme, subject.grown, waves, reader);
  }
  return rippleSentence(results, subject.ripple, reader, "under-title");
}
