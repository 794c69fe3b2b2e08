import type { RippleKind, RippleSource } from "#surveys/impact/ripples/candidate.ts";
import type { Evidence } from "#surveys/impact/ripples/corroboration.ts";
import type { Coding, RippleState } from "#surveys/impact/ripples/ripple-life.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import { candidateTitle } from "./candidate-words.ts";

/** A ripple's candidate as the JSON has it: what it is, and where it stands. Its figures stand with their source. */
export interface ExportedCandidate extends Coding {
  key: string;
  source: RippleSource;
  kind: RippleKind;
  title: { da: string; en: string };
  proposed: Coding;
  seenOn: string;
  from: string | null;
  to: string | null;
  state: RippleState;
  evidence: Evidence[];
  /** How many organisations say so, each for itself. */
  voices: number;
  linked: string[];
  /** Null as long as no decision is in force. */
  decision: { reason: string; decidedAt: string; figuresChanged: boolean; figuresFound: boolean } | null;
}

/** Every candidate of the inbox, in its order. */
export function exportedCandidates(inbox: RippleInbox): ExportedCandidate[] {
  return inbox.ripples.map(({ key, source, kind, candidate, coding, proposed, seenOn, state, ...standing }) => {
    const { corroboration, linked, decision } = standing;
    const { type, depth, ring } = coding;
    return {
      ...{ key, source, kind },
      title: candidate ? candidateTitle(inbox, candidate) : (decision?.stoodOn.title ?? { da: "", en: "" }),
      ...{ type, depth, ring, proposed, seenOn, from: candidate?.from ?? null, to: candidate?.to ?? null },
      ...{ state, evidence: corroboration.evidence, voices: corroboration.voices.length, linked },
      decision: decision && {
        ...{ reason: decision.reason, decidedAt: decision.at },
        ...{ figuresChanged: decision.changed, figuresFound: candidate !== null },
      },
    };
  });
}
