import type { RippleCandidate } from "./candidate.ts";

/** What stands behind a candidate and those it is linked with. */
export interface Corroboration {
  /** The independent kinds of evidence, such as "residents' answers". */
  evidence: Evidence[];
  /** Ids of the organisations that say so, each for itself. */
  voices: string[];
  corroborated: boolean;
}

export type Evidence = "resident-answers" | "actor-answers" | "confirmations" | "ties" | "reports" | "themes";

/**
 * When a candidate is corroborated (METHODS §4): two organisations say so independently of each other, or an analyst has linked it with a
 * candidate that stands on other evidence. One organisation that says the same twice is one voice. An indicator and a spill-over of the same
 * audience are the same people's answers, and so is a workflow's, which is made of the actors' answers: linking those corroborates nothing.
 *
 * @param linked the candidate and those linked with it, directly or through others.
 */
export function corroborationOf(linked: readonly RippleCandidate[]): Corroboration {
  const evidence = [...new Set(linked.flatMap(evidenceOf))].sort();
  const voices = [...new Set(linked.flatMap((candidate) => candidate.voices))].sort();
  return { evidence, voices, corroborated: voices.length >= 2 || evidence.length >= 2 };
}

function evidenceOf({ subject, voices }: RippleCandidate): Evidence[] {
  if (subject.source === "theme") return ["themes"];
  if (subject.source === "report") return ["reports"];
  if (subject.source === "tie") return ["ties"];
  if (subject.ripple.audience === "resident") return ["resident-answers"];
  return subject.source === "workflow" && voices.length > 0 ? ["actor-answers", "confirmations"] : ["actor-answers"];
}
