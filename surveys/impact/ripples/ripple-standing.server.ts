import { createHash } from "node:crypto";
import { canonicalJson } from "#surveys/initiative/canonical-json.ts";
import type { RippleCandidate } from "./candidate.ts";
import { corroborationOf } from "./corroboration.ts";
import {
  codingOf,
  decidingStep,
  directLinks,
  figuresOf,
  haveChanged,
  isReopened,
  linkedGroup,
  type Ripple,
  type RippleStep,
  type StoodOn,
} from "./ripple-life.ts";

export type StepsByKey = ReadonlyMap<string, RippleStep[]>;

/**
 * Every candidate with where it stands by its steps, then the decisions whose candidate is no longer found. A link to what is no longer found
 * corroborates nothing.
 */
export function standingRipples(candidates: readonly RippleCandidate[], steps: StepsByKey): Ripple[] {
  const found = new Map(candidates.map((candidate) => [candidate.key, candidate]));
  const linksOf = (key: string) => directLinks(steps.get(key) ?? []).filter((other) => found.has(other));
  const present = candidates.map((candidate): Ripple => {
    const group = linkedGroup(candidate.key, linksOf);
    return presentRipple(
      candidate,
      group.flatMap((member) => found.get(member) ?? []),
      steps,
    );
  });
  const vanished = [...steps].filter(([key]) => !found.has(key));
  return [...present, ...vanished.flatMap(([key, own]) => vanishedRipple(key, own))];
}

/** What stands for a key in an address: its SHA-256, cut to 22 characters. Keys hold slashes, equal signs and Danish letters. */
export function addressOfKey(key: string): string {
  return digestOf(key);
}

/** @param group the candidate itself first, then those it is linked with. */
function presentRipple(candidate: RippleCandidate, group: RippleCandidate[], steps: StepsByKey): Ripple {
  const { key, kind, seenOn } = candidate;
  const own = steps.get(key) ?? [];
  const { type, depth, ring } = candidate;
  const proposed = { type, depth, ring };
  const corroboration = corroborationOf(group);
  const undecided = corroboration.corroborated ? "corroborated" : "candidate";
  return {
    ...{ key, address: addressOfKey(key), version: versionOf(group, steps), candidate },
    ...{ source: candidate.subject.source, kind, seenOn },
    ...{ state: undecided, reopened: isReopened(own), coding: codingOf(own, proposed), proposed, corroboration },
    ...{ linked: group.slice(1).map((other) => other.key), steps: own },
    ...decided(own, candidate),
  };
}

/** A decision that still stands about what is no longer found; what had not been decided about is gone with its figures. */
function vanishedRipple(key: string, own: RippleStep[]): Ripple[] {
  const stoodOn = decidingStep(own)?.stoodOn;
  if (!stoodOn) return [];
  const { source, kind, seenOn, coding } = stoodOn;
  return [
    {
      ...{ key, address: addressOfKey(key), version: digestOf(`${key} ${own.length}`), candidate: null },
      ...{ source, kind, seenOn, reopened: false, coding: codingOf(own, coding), proposed: coding },
      ...{ state: "candidate", corroboration: corroborationOf([]), linked: [], steps: own },
      ...decided(own, null),
    },
  ];
}

function decided(
  own: RippleStep[],
  candidate: RippleCandidate | null,
): Partial<Pick<Ripple, "state">> & Pick<Ripple, "decision"> {
  const step = decidingStep(own);
  if (!step?.stoodOn) return { decision: null };
  const { reason, by, at, stoodOn } = step;
  return {
    state: step.deed === "accepted" ? "accepted" : "dismissed",
    decision: { reason, by, at, stoodOn, changed: haveChanged(stoodOn, candidate) },
  };
}

function versionOf(group: RippleCandidate[], steps: StepsByKey): string {
  return digestOf(
    canonicalJson(
      group.map((candidate) => [candidate.key, steps.get(candidate.key)?.length ?? 0, figuresOf(candidate)]),
    ),
  );
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/** What a decision about it is made on now. */
export function stoodOnBy(
  { candidate, corroboration, coding }: Ripple & { candidate: RippleCandidate },
  title: StoodOn["title"],
): StoodOn {
  return {
    ...{ title, source: candidate.subject.source, kind: candidate.kind, seenOn: candidate.seenOn },
    ...{ coding, corroborated: corroboration.corroborated, figures: figuresOf(candidate) },
  };
}
