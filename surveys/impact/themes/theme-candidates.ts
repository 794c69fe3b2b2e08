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
  return sameSubjects(grown).flatMap((found) => {
    const [first, newest] = [found[0], found.at(-1)];
    return first && newest ? [candidateOf(first, newest, lastDays.get(first.theme.to) ?? "")] : [];
  });
}

interface Grown {
  theme: ThemeResult;
  subject: ThemeSubject;
}

/**
 * What grew in several waves is one subject if the words have one in common: which word of a subject most people used may be another one each
 * time. It keeps the name that it had first, so that decisions about it stand.
 */
function sameSubjects(grown: readonly Grown[]): Grown[][] {
  const subjects: Grown[][] = [];
  for (const one of grown) {
    const home = subjects.find(
      (found) => found.some((other) => isSameSubject(one, other)) && !found.some((other) => isSamePair(one, other)),
    );
    if (home) home.push(one);
    else subjects.push([one]);
  }
  return subjects;
}

function isSameSubject({ theme, subject }: Grown, other: Grown): boolean {
  if (theme.audience !== other.theme.audience || theme.itemKey !== other.theme.itemKey) return false;
  return subject.words.some(({ key }) => other.subject.words.some((word) => word.key === key));
}

/** Two subjects between the same waves are never one. */
function isSamePair({ theme }: Grown, other: Grown): boolean {
  return theme.from === other.theme.from && theme.to === other.theme.to;
}

function keyOf({ theme, subject }: Grown): string {
  return ["theme", theme.audience, theme.itemKey, subject.key].join("/");
}

function candidateOf(first: Grown, newest: Grown, seenOn: string): RippleCandidate {
  const { subjects, common, ...theme } = newest.theme;
  return {
    key: keyOf(first),
    subject: { source: "theme", theme, grown: newest.subject },
    kind: theme.good === "low" ? "harm" : theme.good === "high" ? "gain" : "unjudged",
    ...{ type: null, depth: null, ring: theme.audience === "resident" ? "community" : null },
    ...{ seenOn, from: theme.from, to: theme.to, organisations: [], voices: [] },
  };
}
