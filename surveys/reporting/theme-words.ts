import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { ThemeResult, ThemeSubject, ThemeWord } from "#surveys/impact/themes/themes.ts";
import { formatCount, type Reader } from "./number-format.ts";

/** One open question between two waves, in the reader's words. */
export interface ThemeFinding {
  key: string;
  audience: ThemeResult["audience"];
  label: string;
  /** Whether the question asks for what is worse: growth is then no good news. */
  asksForWorse: boolean;
  writers0: number | null;
  writers1: number | null;
  grew: SubjectFinding[];
  fell: SubjectFinding[];
  common: WordFinding[];
}

interface WordFinding extends Pick<ThemeWord, "people0" | "people1"> {
  word: string;
}

interface SubjectFinding extends WordFinding {
  /** What else the same people wrote. */
  others: string[];
  sentence: string;
}

/** The later waves that themes are compared with, newest first, and the questions of the chosen one. */
export interface ThemeSelection {
  from: string;
  to: string;
  chosen: string;
  waves: Array<{ id: string; name: string }>;
  findings: ThemeFinding[];
}

/** @param wish a wave's id; any other text chooses the newest. */
export function selectThemes(
  themes: readonly ThemeResult[],
  names: ReadonlyMap<string, string>,
  wish: string,
  reader: Reader,
): ThemeSelection | null {
  const ids = [...new Set(themes.map(({ to }) => to))].reverse();
  const chosen = ids.find((id) => id === wish) ?? ids[0];
  const shown = themes.filter(({ to }) => to === chosen);
  const [first] = shown;
  if (!first || chosen === undefined) return null;
  const waves = { from: names.get(first.from) ?? "", to: names.get(chosen) ?? "" };
  return {
    ...waves,
    chosen,
    waves: ids.map((id) => ({ id, name: names.get(id) ?? "" })),
    findings: shown.map((theme) => themeFinding(theme, waves, reader)),
  };
}

function themeFinding(theme: ThemeResult, waves: { from: string; to: string }, reader: Reader): ThemeFinding {
  const { audience, itemKey, label, good, writers0, writers1, subjects, common } = theme;
  const ofTrend = (trend: ThemeSubject["trend"]) =>
    subjects
      .filter((subject) => subject.trend === trend)
      .map((subject) => subjectFinding(theme, subject, waves, reader));
  return {
    ...{ key: `${audience}/${itemKey}`, audience, label: label[reader.language], asksForWorse: good === "low" },
    ...{ writers0, writers1, grew: ofTrend("grew"), fell: ofTrend("fell") },
    common: common.map((word) => wordFinding(word, reader)),
  };
}

function subjectFinding(
  theme: ThemeResult,
  subject: ThemeSubject,
  waves: { from: string; to: string },
  reader: Reader,
): SubjectFinding {
  const [head, ...others] = subject.words.map((word) => wordFinding(word, reader));
  return {
    ...(head ?? { word: "", people0: null, people1: null }),
    others: others.map(({ word }) => word),
    sentence: themeSentence(theme, subject, waves, reader),
  };
}

/** A word as it is shown: with its denial where it has one. */
function wordFinding({ word, negated, people0, people1 }: ThemeWord, { say }: Reader): WordFinding {
  return { word: negated ? say("theme:word.negated", { word }) : word, people0, people1 };
}

/** What a subject is called in both languages: the word as it was written, and the question. */
export function themeTitle({ label }: Pick<ThemeResult, "label">, { words }: ThemeSubject): LocalizedText {
  const [head] = words;
  const said = (no: string) => (head?.negated ? `${no} ${head.word}` : (head?.word ?? ""));
  return { da: `“${said("ikke")}” – ${label.da}`, en: `“${said("not")}” – ${label.en}` };
}

/**
 * How many wrote of a subject before and after, as one sentence. Where a number is withheld the sentence says so and nothing else of it.
 *
 * @param waves the names of the two waves.
 */
export function themeSentence(
  theme: Pick<ThemeResult, "writers0" | "writers1">,
  { words }: ThemeSubject,
  waves: { from: string; to: string },
  reader: Reader,
): string {
  const [head, ...others] = words.map((word) => wordFinding(word, reader));
  const { say, language } = reader;
  const part = (people: number | null | undefined, writers: number | null, wave: string) =>
    typeof people !== "number" || writers === null
      ? say("theme:sentence.withheld", { wave })
      : say("theme:sentence.part", {
          people: formatCount(people, language),
          writers: formatCount(writers, language),
          wave,
        });
  const said = say("theme:word.quoted", { word: head?.word ?? "" });
  return say("theme:sentence.whole", {
    subject:
      others.length === 0
        ? said
        : say("theme:word.with-others", { said, others: others.map(({ word }) => word).join(", ") }),
    to: part(head?.people1, theme.writers1, waves.to),
    from: part(head?.people0, theme.writers0, waves.from),
  });
}
