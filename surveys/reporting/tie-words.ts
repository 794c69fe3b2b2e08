import type { TieChange, TieReport } from "#surveys/impact/network/network.ts";
import type { TieRipple } from "#surveys/impact/network/network-candidates.ts";
import type { Say } from "#surveys/texts.ts";

/** What a side said: its level, or why there is none. */
export function reportWords({ state, level }: TieReport, say: Say): string {
  return level === null ? say(`network:report.${state}`) : String(level);
}

/** What became of a pair, and who says so: "New collaboration (both say so)". */
export function tieStateWords({ state, voices }: Pick<TieChange, "state" | "voices">, say: Say): string {
  const what = say(`network:state.${state}`);
  if (voices.length === 0 || state === "mixed") return what;
  return say(`network:said-by-${voices.length === 2 ? "both" : "one"}`, { what });
}

/** What organisations and waves are called, by their ids. */
export interface TieNames {
  organisation(id: string): string;
  wave(id: string): string;
}

/** "Police – Municipality". */
export function pairTitle({ a, b }: Pick<TieChange, "a" | "b">, names: TieNames): string {
  return `${names.organisation(a)} – ${names.organisation(b)}`;
}

/** A changed tie in sentences under its title: what it is, what each side said before and after. Nothing here says why. */
export function tieSentence({ tie, from, to }: TieRipple, names: TieNames, say: Say): string {
  return [
    say(`network:sentence.${tie.state}`, { from: names.wave(from), to: names.wave(to) }),
    sideSentence(names.organisation(tie.a), tie.aSays, say),
    sideSentence(names.organisation(tie.b), tie.bSays, say),
    ...(tie.voices.length === 1 ? [say("network:sentence.one-voice")] : []),
  ].join(" ");
}

function sideSentence(name: string, { before, after }: TieChange["aSays"], say: Say): string {
  return say("network:sentence.side", { name, before: reportWords(before, say), after: reportWords(after, say) });
}
