import { directLinks, mayBeLinked, type Ripple, type RippleStep } from "#surveys/impact/ripples/ripple-life.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import type { Reader } from "./number-format.ts";
import { type RippleCard, rippleCard, rippleTitle } from "./ripple-card.ts";
import { type CheckPoint, rippleChecklist } from "./ripple-checklist.ts";

/** Everything about one ripple, in the reader's words. */
export interface RipplePage {
  card: RippleCard;
  version: string;
  /** False where the figures are no longer found: nothing can be decided then. */
  present: boolean;
  proposed: Ripple["proposed"];
  checklist: CheckPoint[];
  /** What was done, newest first; of a link, with what. */
  history: Array<Pick<RippleStep, "number" | "deed" | "reason" | "by" | "at" | "coding"> & { other: string }>;
  /** Those it may be linked with, and those a link may be taken back from. */
  linkable: Array<{ address: string; title: string }>;
  unlinkable: Array<{ address: string; title: string }>;
}

/** Null where the initiative has no such ripple. */
export function ripplePage(inbox: RippleInbox, address: string, reader: Reader): RipplePage | null {
  const ripple = inbox.ripples.find((one) => one.address === address);
  if (!ripple) return null;
  const named = (others: Ripple[]) =>
    others.map((other) => ({ address: other.address, title: rippleTitle(inbox, other, reader) }));
  const direct = directLinks(ripple.steps);
  return {
    card: rippleCard(inbox, ripple, reader),
    version: ripple.version,
    present: ripple.candidate !== null,
    proposed: ripple.proposed,
    checklist: ripple.candidate ? rippleChecklist(inbox.results, ripple.candidate, reader) : [],
    history: ripple.steps.toReversed().map(({ number, deed, reason, by, at, coding, otherKey }) => ({
      ...{ number, deed, reason, by, at, coding },
      other: named(inbox.ripples.filter(({ key }) => key === otherKey))[0]?.title ?? "",
    })),
    linkable: named(inbox.ripples.filter((other) => isLinkable(ripple, other))),
    unlinkable: named(inbox.ripples.filter(({ key }) => direct.includes(key))),
  };
}

/** Whether the form offers it; what the rule refuses further is told when it is posted. */
function isLinkable(ripple: Ripple, other: Ripple): boolean {
  const present = ripple.candidate !== null && other.candidate !== null;
  const undecided = ripple.decision === null && other.decision === null;
  return (
    present &&
    undecided &&
    other.key !== ripple.key &&
    !ripple.linked.includes(other.key) &&
    mayBeLinked([ripple, other])
  );
}
