import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import type { Reader } from "./number-format.ts";
import { reportSentence, reportTitle } from "./report-words.ts";
import { rippleIndicator, rippleSentence } from "./ripple-words.ts";
import { themeSentence, themeTitle } from "./theme-words.ts";
import { pairTitle, type TieNames, tieSentence } from "./tie-words.ts";
import { waveNames } from "./trend.ts";
import { workflowRippleSentence } from "./workflow-words.ts";

/** What the words of every source are made of. */
type Named = Pick<RippleInbox, "results" | "organisations">;

/** What a candidate is called, in both languages: kept with a decision about it. */
export function candidateTitle(inbox: Named, { subject }: RippleCandidate): LocalizedText {
  if (subject.source === "report") return reportTitle(subject.change);
  if (subject.source === "workflow") return subject.workflow.label;
  if (subject.source === "theme") return themeTitle(subject.theme, subject.grown);
  if (subject.source === "tie") {
    const title = pairTitle(subject.tie, namesIn(inbox));
    return { da: title, en: title };
  }
  return rippleIndicator(inbox.results, subject.ripple)?.label ?? { da: "", en: "" };
}

/** A candidate in one sentence under its title: what changed and by how much, never why. */
export function candidateSentence(inbox: Named, { subject }: RippleCandidate, reader: Reader): string {
  if (subject.source === "report") return reportSentence(subject.change, reader);
  if (subject.source === "workflow") return workflowRippleSentence(inbox.results, subject, reader);
  if (subject.source === "theme") {
    const { wave } = namesIn(inbox);
    return themeSentence(
      subject.theme,
      subject.grown,
      { from: wave(subject.theme.from), to: wave(subject.theme.to) },
      reader,
    );
  }
  if (subject.source === "tie") return tieSentence(subject, namesIn(inbox), reader.say);
  return rippleSentence(inbox.results, subject.ripple, reader, "under-title");
}

function namesIn({ results, organisations }: Named): TieNames {
  const waves = waveNames(results);
  return { organisation: (id) => organisations.get(id) ?? "", wave: (id) => waves.get(id) ?? "" };
}
