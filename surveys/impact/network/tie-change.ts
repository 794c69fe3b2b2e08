import { type SideChange, steps, type TieChange, type TieChangeState, type TieReport, tieFrom } from "./network.ts";

const gains: readonly SideChange[] = ["new", "deeper"];
const losses: readonly SideChange[] = ["lost", "weaker"];

/**
 * One side's view: new, from at most level 1 to at least level 2; deeper, up by two or more of what was there; and the same downwards. A side
 * is compared with itself alone: what one organisation said before says nothing of what the other says after.
 */
export function sideChange(before: TieReport, after: TieReport): SideChange {
  if (before.level === null || after.level === null) return "unknown";
  const [was, is] = [before.level >= tieFrom, after.level >= tieFrom];
  if (was !== is) return is ? "new" : "lost";
  if (after.level - before.level >= steps) return "deeper";
  return before.level - after.level >= steps ? "weaker" : "same";
}

/** What became of a pair, from what each side says; `presence` is whether both took part before and after. */
export function pairState(
  sides: readonly [SideChange, SideChange],
  presence: { before: boolean; after: boolean },
): TieChangeState {
  if (!presence.before || !presence.after) return presence.after ? "joined" : presence.before ? "left" : "absent";
  const up = sides.filter((side) => gains.includes(side));
  const down = sides.filter((side) => losses.includes(side));
  if (up.length > 0 && down.length > 0) return "mixed";
  // A side that says "deeper" (or "weaker") knows of a tie at the other end: then it was there, or still is.
  if (up.length > 0) return up.includes("deeper") ? "deeper" : "new";
  if (down.length > 0) return down.includes("weaker") ? "weaker" : "lost";
  return sides.includes("same") ? "same" : "cannot-tell";
}

/** The sides that report the change; none where nothing changed, or one of the two came or went. */
export function voicesOf({ a, b, state, aSays, bSays }: Omit<TieChange, "voices" | "expected">): string[] {
  if (!["new", "deeper", "lost", "weaker", "mixed"].includes(state)) return [];
  const changed = (change: SideChange) => gains.includes(change) || losses.includes(change);
  return [...(changed(aSays.change) ? [a] : []), ...(changed(bSays.change) ? [b] : [])];
}
