import type { Ripple } from "#surveys/impact/ripples/ripple-life.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import type { Reader } from "./number-format.ts";
import { type RippleCard, rippleCard } from "./ripple-card.ts";

/** What the list is narrowed to; "" for all. */
export interface RippleFilter {
  source: string;
  type: string;
  ring: string;
  kind: string;
}

/** The parts of the list. A dismissed harm stands by itself: it cannot be put away among what is of no interest. */
export const rippleSections = ["open", "accepted", "dismissed-harms", "dismissed"] as const;
export type RippleSection = (typeof rippleSections)[number];

export interface RippleList {
  /** `weak`: of what waits for a decision, changed ties that only one side reports or the two see oppositely; they stand below the others. */
  sections: Array<{ section: RippleSection; cards: RippleCard[]; weak: RippleCard[] }>;
  /** How many there are in all, and how many of them pass the filter. */
  all: number;
  shown: number;
}

/** The inbox by where its ripples stand, those corroborated before the others. */
export function rippleList(inbox: RippleInbox, filter: RippleFilter, reader: Reader): RippleList {
  const passing = inbox.ripples.filter((ripple) => passes(ripple, filter));
  const sections = rippleSections.map((section) => {
    const own = passing
      .filter((ripple) => sectionOf(ripple) === section)
      .sort((one, other) => Number(isCorroborated(other)) - Number(isCorroborated(one)));
    const cardsOf = (ripples: Ripple[]) => ripples.map((ripple) => rippleCard(inbox, ripple, reader));
    return {
      section,
      cards: cardsOf(own.filter((ripple) => !isWeakTie(ripple))),
      weak: cardsOf(own.filter(isWeakTie)),
    };
  });
  return { sections, all: inbox.ripples.length, shown: passing.length };
}

/** How many ripples stand where. */
export function rippleStanding({ ripples }: RippleInbox): Record<Ripple["state"], number> {
  const standing = { candidate: 0, corroborated: 0, accepted: 0, dismissed: 0 };
  for (const { state } of ripples) standing[state] += 1;
  return standing;
}

/** The first to be told of: what was accepted, then what is corroborated, then the others; nothing that was dismissed but the harms. */
export function foremostRipples({ ripples }: RippleInbox, most: number): Ripple[] {
  const rank = ({ state }: Ripple) => ["accepted", "corroborated", "candidate", "dismissed"].indexOf(state);
  return ripples
    .filter((ripple) => sectionOf(ripple) !== "dismissed")
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, most);
}

function sectionOf({ state, kind }: Ripple): RippleSection {
  if (state === "accepted") return "accepted";
  if (state !== "dismissed") return "open";
  return kind === "harm" || kind === "mixed" ? "dismissed-harms" : "dismissed";
}

/** One step that one side sees is often chance, where many pairs are asked about: it is listed, and told apart from what two say. */
function isWeakTie({ source, state }: Ripple): boolean {
  return source === "tie" && state === "candidate";
}

function isCorroborated({ state }: Ripple): boolean {
  return state === "corroborated";
}

/** "none" stands for what nobody has coded. */
function passes({ source, kind, coding }: Ripple, filter: RippleFilter): boolean {
  const fits = (wanted: string, value: string | null) => wanted === "" || wanted === (value ?? "none");
  return (
    fits(filter.source, source) &&
    fits(filter.kind, kind) &&
    fits(filter.type, coding.type) &&
    fits(filter.ring, coding.ring)
  );
}
