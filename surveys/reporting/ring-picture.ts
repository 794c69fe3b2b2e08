import { type RippleKind, type RippleRing, type RippleType, rippleTypes } from "#surveys/impact/ripples/candidate.ts";
import type { Ripple, RippleState } from "#surveys/impact/ripples/ripple-life.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import type { Reader } from "./number-format.ts";
import { rippleTitle } from "./ripple-card.ts";

/** The ripples around the challenge, as they could be seen by one moment: by ring, by type, gains and harms, and where each stands. */
export interface RingPicture {
  /** The moments there are: the last day of each closed follow-up, then later reports if there are any. */
  steps: RingStep[];
  /** The place of the moment shown. */
  chosen: number;
  /** The sectors, the same at every moment, with how many ripples come to stand in each; "none" is what nobody has given a type. */
  sectors: Array<{ type: RingMark["type"]; ripples: number }>;
  /** Everything seen by then, numbered in the order in which it was first seen. */
  marks: RingMark[];
}

export interface RingStep {
  /** The wave's name; null for what came after the last of them. */
  wave: string | null;
  /** Its last day, or the day of the last report. */
  day: string;
}

export interface RingMark {
  number: number;
  address: string;
  title: string;
  kind: RippleKind;
  state: RippleState;
  /** Null where nobody has said: it is told of, and not drawn. */
  ring: RippleRing | null;
  type: RippleType | "none";
  /** Place of the moment by which it was first seen. */
  since: number;
}

/**
 * The picture at each moment, the last one of all that is known. Candidates that are linked are one mark. What was dismissed is in it and
 * marked so: a decision does not make a harm invisible.
 *
 * @returns none before a follow-up is closed, or where nothing was found.
 */
export function ringPictures(inbox: RippleInbox, reader: Reader): RingPicture[] {
  const ripples = onePerGroup(inbox.ripples).toSorted(bySeenOn);
  if (ripples.length === 0) return [];
  const steps = stepsOf(inbox, ripples);
  const marks = ripples.map((ripple, index) => markOf(inbox, ripple, index + 1, steps, reader));
  const ofType = Map.groupBy(marks, ({ type }) => type);
  const sectors = [...rippleTypes, "none" as const].flatMap((type) => {
    const ripples = ofType.get(type)?.length ?? 0;
    return ripples > 0 ? [{ type, ripples }] : [];
  });
  return steps.map((_, chosen) => ({ steps, chosen, sectors, marks: marks.filter(({ since }) => since <= chosen) }));
}

function bySeenOn(one: Ripple, other: Ripple): number {
  if (one.seenOn === other.seenOn) return 0;
  return one.seenOn < other.seenOn ? -1 : 1;
}

/** Of those that are linked, the one that stands first in the list. */
function onePerGroup(ripples: readonly Ripple[]): Ripple[] {
  const told = new Set<string>();
  return ripples.filter(({ key, linked }) => {
    if (told.has(key)) return false;
    for (const other of linked) told.add(other);
    return true;
  });
}

function stepsOf({ results }: RippleInbox, ripples: readonly Ripple[]): RingStep[] {
  const followUps = results.waves.filter(({ state, position }) => state === "closed" && position > 0);
  const steps: RingStep[] = followUps.map(({ name, closesOn }) => ({ wave: name, day: closesOn }));
  const lastSeen = ripples.at(-1)?.seenOn ?? "";
  if (lastSeen > (steps.at(-1)?.day ?? "")) steps.push({ wave: null, day: lastSeen });
  return steps;
}

function markOf(inbox: RippleInbox, ripple: Ripple, number: number, steps: RingStep[], reader: Reader): RingMark {
  const { address, kind, state, coding, seenOn } = ripple;
  return {
    ...{ number, address, kind, state, ring: coding.ring, type: coding.type ?? "none" },
    title: rippleTitle(inbox, ripple, reader),
    since: steps.findIndex(({ day }) => seenOn <= day),
  };
}
