import type { Audience } from "#db/schema.ts";
import { mostMismatches } from "#surveys/answering/self-code.ts";
import { shownCount } from "#surveys/disclosure-floor.ts";
import { onGrid } from "#surveys/impact/published-figures.ts";
import type { CodeMatches, ResponseFact, WaveWays, WayFact } from "./bias.ts";
import type { SelfMadeCode, WaysRead } from "./read-ways.server.ts";
import { concernOfGap } from "./response.ts";

/** What is told of those who came uninvited; how many were invited changes while a wave is open, and is put beside it last. */
export interface Visitors {
  from: Pick<WaveWays, "visited" | "atScreen">;
  to: Pick<WaveWays, "visited" | "atScreen">;
  selfCodes: CodeMatches | null;
}

interface Pair {
  audience: Audience;
  from: string;
  to: string;
}

/**
 * How many came through open links to two waves, and how many of the later wave's self-made codes were found again in the earlier one.
 *
 * Disclosure: numbers of people alone, each by rules 1 and 9. What each is a part of is told on the same grid or, to a coordinator, exactly
 * from the floor on; that nothing about few follows is tried out in `tests/impact/bias/ways.test.ts`.
 */
export function visitorsOf({ audience, from, to }: Pair, { visits, codes }: WaysRead, floor: number): Visitors {
  const told = (waveId: string) => {
    const visit = visits.find((one) => one.waveId === waveId && one.audience === audience);
    return { visited: shownCount(visit?.answered ?? 0, floor), atScreen: shownCount(visit?.atScreen ?? 0, floor) };
  };
  const madeIn = (waveId: string) => codes.filter((code) => code.waveId === waveId && code.audience === audience);
  return { from: told(from), to: told(to), selfCodes: codeMatches(madeIn(from), madeIn(to), floor) };
}

/** Null where fewer than the floor made a code in either wave: nothing could be found again. */
function codeMatches(earlier: SelfMadeCode[], later: SelfMadeCode[], floor: number): CodeMatches | null {
  const made = shownCount(later.length, floor);
  if (made === null || earlier.length < floor) return null;
  const known = new Set(earlier.map(({ person }) => person));
  const again = later.filter(({ person }) => known.has(person)).length;
  const unclear = later.filter(({ person, outcome }) => outcome === "ambiguous" && !known.has(person)).length;
  const matched = shownCount(again, floor);
  return {
    ...{ made, matched, ambiguous: shownCount(unclear, floor) },
    unmatched: shownCount(later.length - again - unclear, floor),
    rate: matched === null ? null : onGrid(Math.min(1, matched / made), 0.01),
    mostMismatches,
  };
}

/** Puts those who were invited beside those who were not. Made of what is told, as its sentences are. */
export function wayFact(visitors: Visitors, rates: ResponseFact, floor: number): WayFact {
  const ofWave = (wave: ResponseFact["from"], visited: Visitors["from"]): WaveWays => {
    const { waveId, imported, answered } = wave;
    return { waveId, imported, invited: imported ? null : answered, ...visited };
  };
  const [from, to] = [ofWave(rates.from, visitors.from), ofWave(rates.to, visitors.to)];
  return { code: "way", concern: concernOf(from, to, floor), from, to, selfCodes: visitors.selfCodes };
}

function concernOf(from: WaveWays, to: WaveWays, floor: number): WayFact["concern"] {
  const [before, after] = [sharesOf(from), sharesOf(to)];
  if (!before || !after) return "unknown";
  const gap = before.shares.reduce((sum, share, way) => sum + Math.abs(share - (after.shares[way] ?? 0)), 0) / 2;
  return concernOfGap(gap, Math.min(before.people, after.people), floor);
}

/** Invited, by an open link of one's own phone, at a meeting's screen; null where no way is told. */
function sharesOf({ invited, visited, atScreen }: WaveWays): { people: number; shares: number[] } | null {
  const screen = Math.min(atScreen ?? 0, visited ?? 0);
  const counts = [invited ?? 0, (visited ?? 0) - screen, screen];
  const people = counts.reduce((sum, count) => sum + count, 0);
  return people === 0 ? null : { people, shares: counts.map((count) => count / people) };
}
