import type { NetworkChange, TieChange } from "#surveys/impact/network/network.ts";
import { changedTies, isRipple } from "#surveys/impact/network/network-candidates.ts";
import type { Say } from "#surveys/texts.ts";
import { pairTitle, type TieNames, tieSentence } from "./tie-words.ts";

/** A changed tie in the reader's words. */
export interface ToldTie {
  tie: Pick<TieChange, "a" | "b" | "state">;
  title: string;
  sentence: string;
}

/** By who says so: both sides, one of them, or the two the opposite of each other. */
export const tieBackings = ["both", "one", "opposite"] as const;
export type TieBacking = (typeof tieBackings)[number];
export type ToldTies = Record<TieBacking, ToldTie[]>;

/** What changed between two waves: what nobody had planned, and what the sealed plan expected. */
export function toldTies(
  change: NetworkChange | null,
  names: TieNames,
  say: Say,
): Record<"unplanned" | "planned", ToldTies> {
  const told: Record<"unplanned" | "planned", ToldTies> = {
    unplanned: { both: [], one: [], opposite: [] },
    planned: { both: [], one: [], opposite: [] },
  };
  for (const ripple of change ? changedTies(change) : []) {
    const { a, b, state } = ripple.tie;
    told[isRipple(ripple.tie) ? "unplanned" : "planned"][backingOf(ripple.tie)].push({
      tie: { a, b, state },
      title: pairTitle(ripple.tie, names),
      sentence: tieSentence(ripple, names, say),
    });
  }
  return told;
}

function backingOf({ state, voices }: Pick<TieChange, "state" | "voices">): TieBacking {
  if (state === "mixed") return "opposite";
  return voices.length === 2 ? "both" : "one";
}
