import type { IndicatorResult, Results, RippleResult } from "#surveys/impact/results.ts";
import type { RippleCandidate, RippleRing, RippleType } from "./candidate.ts";

/**
 * METHODS §4, source 1: every indicator that was flagged, and every spill-over, as one candidate for each question and way it moved. The
 * same movement seen in five groups and two waves is one thing to decide about, not ten; a gain in one group and a harm in another are two.
 * What only moved with the tide is no candidate.
 *
 * @param results after disclosure control: nothing else is in a candidate.
 * @returns in the order of `results.ripples`, surest first.
 */
export function indicatorCandidates(results: Results): RippleCandidate[] {
  const flagged = results.ripples.filter(({ withTide }) => !withTide);
  const lastDays = new Map(results.waves.map(({ id, closesOn }) => [id, closesOn]));
  const movements = Map.groupBy(flagged, (ripple) => `${ripple.source}:${ripple.indicator}:${ripple.kind}`);
  return [...movements].flatMap(([key, [surest, ...further]]): RippleCandidate[] => {
    if (!surest) return [];
    const seen = [surest, ...further].map(({ to }) => lastDays.get(to) ?? "").sort();
    return [
      {
        key,
        subject: { source: surest.source, ripple: surest, further },
        kind: surest.kind,
        ...proposedCoding(results, surest),
        seenOn: seen[0] ?? "",
        from: surest.from,
        to: surest.to,
        organisations: [],
        voices: [],
      },
    ];
  });
}

type ProposedCoding = Pick<RippleCandidate, "type" | "depth" | "ring">;

/** What residents say is seen in the community; what actors say, inside or between them by what the question is about. Depth is not asked. */
function proposedCoding(results: Results, { indicator: key, audience }: RippleResult): ProposedCoding {
  if (audience === "resident") return { type: null, depth: null, ring: "community" };
  const theme = results.indicators.find((indicator) => indicator.key === key)?.theme;
  return { type: typeOf(theme), depth: null, ring: ringOf(theme) };
}

function typeOf(theme: IndicatorResult["theme"] | undefined): RippleType | null {
  if (theme === "workflow") return "workflow";
  return theme === "collaboration" || theme === "coordination" ? "deeper-collaboration" : null;
}

function ringOf(theme: IndicatorResult["theme"] | undefined): RippleRing | null {
  if (theme === "workflow") return "inside";
  return theme === "collaboration" || theme === "coordination" ? "between" : null;
}
