import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import type { ThemeResult, ThemeSubject } from "./themes.ts";

/**
 * Subjects that grew in open answers as candidates for ripples (METHODS §4, source 5), one each, however many waves it grew in: told as in the
 * newest, seen since the first. Words do not say whether things got better, so only a question that asks for what is worse makes a harm of them.
 *
 * @param themes in the order of the later waves.
 * @param lastDays the day each wave closed on, by wave id.
 */
export function themeCandidates(
  themes: readonly ThemeResult[],
  lastDays: ReadonlyMap<string, string>,
): RippleCandidate[] {
  const grown = themes.flatMap((theme) =>
    theme.subjects.filter(({ trend }) => trend === "grew").map((subject) => ({ theme, subject })),
  );
  return [...Map.groupBy(grown, keyOf).values()].flatMap((found) => {
    const [first, newest] = [found[0], found.at(-1)];
    return first && newest ? [candidateOf(newest, lastDays.get(first.theme.to) ?? "")] : [];
  });
}

interface Grown {
  theme: ThemeResult;
  subject: ThemeSubject;
}

function keyOf({ theme, subject }: Grown): string {
  return ["theme", theme.audience, theme.itemKey, subject.key].join("/");
}

function candidateOf(grown: Grown, seenOn: string): RippleCandidate {
  const { subjects, common, ...theme } = grown.theme;
  return {
    key: keyOf(grown),
    subject: { source: "theme", theme, grown: grown.subject },
    kind: theme.good === "low" ? "harm" : theme.good === "high" ? "gain" : "unjudged",
    ...{ type: null, depth: null, ring: theme.audience === "resident" ? "community" : null },
    ...{ seenOn, from: theme.from, to: theme.to, organisations: [], voices: [] },
  };
}
