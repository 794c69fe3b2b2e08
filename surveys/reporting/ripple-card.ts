import type { RippleCandidate, RippleKind, RippleSource } from "#surveys/impact/ripples/candidate.ts";
import type { Evidence } from "#surveys/impact/ripples/corroboration.ts";
import type { Coding, Ripple, RippleState } from "#surveys/impact/ripples/ripple-life.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import { candidateSentence, candidateTitle } from "./candidate-words.ts";
import type { Reader } from "./number-format.ts";
import { type RippleGroup, rippleGroup } from "./ripple-finding.ts";

/** A ripple as the list shows it, in the reader's words. */
export interface RippleCard {
  address: string;
  title: string;
  source: RippleSource;
  kind: RippleKind;
  state: RippleState;
  reopened: boolean;
  coding: Coding;
  seenOn: string;
  /** What changed, and the figures of it; null where they are no longer found. */
  sentence: string | null;
  figures: RippleGroup | null;
  evidence: Evidence[];
  /** Names of the organisations that say so, each for itself. */
  voices: string[];
  /** `changed`: the figures are no longer those it was made on. */
  decision: { reason: string; by: string; at: string; changed: boolean } | null;
  linked: Array<{ address: string; title: string }>;
}

export function rippleCard(inbox: RippleInbox, ripple: Ripple, reader: Reader): RippleCard {
  const { candidate, address, source, kind, state, reopened, coding, seenOn, corroboration, decision } = ripple;
  const { ripples, organisations } = inbox;
  return {
    ...{ address, source, kind, state, reopened, coding, seenOn, title: rippleTitle(inbox, ripple, reader) },
    sentence: candidate ? candidateSentence(inbox, candidate, reader) : null,
    figures: candidate ? figuresOf(inbox, candidate, reader) : null,
    evidence: corroboration.evidence,
    voices: corroboration.voices.flatMap((id) => organisations.get(id) ?? outsideName(id)),
    decision: decision && { reason: decision.reason, by: decision.by, at: decision.at, changed: decision.changed },
    linked: ripples
      .filter(({ key }) => ripple.linked.includes(key))
      .map((other) => ({ address: other.address, title: rippleTitle(inbox, other, reader) })),
  };
}

/** An organisation outside the initiative that confirms something has its name for an id (`reportCandidates`). */
function outsideName(id: string): string[] {
  return id.startsWith("outside:") ? [id.slice("outside:".length)] : [];
}

/** Only what the surveys show has figures. */
function figuresOf({ results }: RippleInbox, { subject }: RippleCandidate, reader: Reader): RippleGroup | null {
  return "ripple" in subject ? rippleGroup(results, [subject.ripple, ...subject.further], reader) : null;
}

/** What a ripple is called; what it was called when it was decided about, where it is no longer found. */
export function rippleTitle(inbox: RippleInbox, { candidate, decision }: Ripple, { language }: Reader): string {
  const title = candidate ? candidateTitle(inbox, candidate) : decision?.stoodOn.title;
  return title?.[language] ?? "";
}
