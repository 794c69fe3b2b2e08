import { shownCount, shownPart } from "#surveys/disclosure-floor.ts";
import { publishedP } from "#surveys/impact/published-figures.ts";
import { adjustBenjaminiHochberg } from "#surveys/impact/statistics/benjamini-hochberg.ts";
import { type LogOdds, weightedLogOdds } from "#surveys/impact/statistics/weighted-log-odds.ts";
import type { SubjectWord } from "./subject-words.ts";
import type { ThemeResult, ThemeSubject, ThemeWord } from "./themes.ts";

/** The subjects of each person who wrote anything in a wave, after redaction. */
export type WrittenAnswers = ReadonlyArray<ReadonlyMap<string, SubjectWord>>;

/** Of the subjects said to have grown or fallen, the share that is expected to be chance at most. */
const FALSE_DISCOVERY_RATE = 0.05;
/** Less growth than this, as a share of those who wrote, is a trifle however sure. */
const SMALLEST_GROWTH = 0.03;
/**
 * The prior weighs as much as this share of all words together. With a lighter one, words that few used pass for new ones too often
 * (9 % of comparisons without any change with ten people's weight, 0.5 % with a tenth: `theme-growth.test.ts` counts it).
 */
const SHARE_OF_PRIOR = 0.1;
const FEWEST_TO_TEST = 5;
const MOST_COMMON_SHOWN = 10;

/**
 * Which subjects grew or fell in the answers to one open question from one wave to a later one (METHODS §4, source 5): weighted log-odds
 * over all subjects, Benjamini–Hochberg at 5 %, and at least three in a hundred of those who wrote. Each person counts once a subject.
 *
 * Disclosure: nothing is said unless the floor of people wrote in each wave. A number of people below the floor, or that leaves fewer than
 * the floor of the writers out, is withheld, and with it every figure it could be worked out from. Where a subject that grew is named, at
 * least the floor of people used it at follow-up; for one that fell, at baseline. Numbers are told to the nearest ten (rule 9).
 *
 * @param answered how many answered the survey at all in each wave: those who wrote nothing must not be few either.
 */
export function themeGrowth(
  from: WrittenAnswers,
  to: WrittenAnswers,
  answered: { from: number; to: number },
  floor: number,
): Pick<ThemeResult, "writers0" | "writers1" | "subjects" | "common"> {
  const writers0 = shownPart(from.length, answered.from, floor);
  const writers1 = shownPart(to.length, answered.to, floor);
  if (writers0 === null || writers1 === null) return { writers0, writers1, subjects: [], common: [] };
  const sizes = { from: from.length, to: to.length };
  const words = testWords(countWords(from, to))
    .flatMap((word) => shownWord(word, sizes, floor) ?? [])
    .sort(mostPeopleFirst);
  return {
    writers0,
    writers1,
    subjects: [...subjectsOf("grew", words, to, floor), ...subjectsOf("fell", words, from, floor)],
    common: words.filter(({ trend }) => trend === "steady").slice(0, MOST_COMMON_SHOWN),
  };
}

interface CountedWord {
  key: string;
  negated: boolean;
  from: number;
  to: number;
  forms: Map<string, number>;
}

function countWords(from: WrittenAnswers, to: WrittenAnswers): CountedWord[] {
  const words = new Map<string, CountedWord>();
  for (const [wave, answers] of [["from", from] as const, ["to", to] as const]) {
    for (const answer of answers) {
      for (const { key, form, negated } of answer.values()) {
        const word = words.get(key) ?? { key, negated, from: 0, to: 0, forms: new Map() };
        word[wave] += 1;
        word.forms.set(form, (word.forms.get(form) ?? 0) + 1);
        words.set(key, word);
      }
    }
  }
  return [...words.values()];
}

interface TestedWord extends CountedWord {
  odds: LogOdds | null;
  adjustedP: number;
}

/** All words make the totals; those that very few used in both waves together can show nothing and are not tested. */
function testWords(words: CountedWord[]): TestedWord[] {
  if (words.length < 2) return words.map((word) => ({ ...word, odds: null, adjustedP: 1 }));
  const all = words.reduce((sum, word) => sum + word.from + word.to, 0);
  const odds = weightedLogOdds(words, all * SHARE_OF_PRIOR, FEWEST_TO_TEST);
  const tested = words.map((word, index) => ({ ...word, odds: odds[index] ?? null, adjustedP: 1 }));
  const enough = tested.filter(({ odds }) => typeof odds?.p === "number");
  const adjusted = adjustBenjaminiHochberg(enough.map(({ odds }) => odds?.p ?? 1));
  for (const [index, word] of enough.entries()) word.adjustedP = adjusted[index] ?? 1;
  return tested;
}

function shownWord(word: TestedWord, sizes: { from: number; to: number }, floor: number): ThemeWord | null {
  const people0 = shownPart(word.from, sizes.from, floor);
  const people1 = shownPart(word.to, sizes.to, floor);
  const found = trendOf(word, sizes);
  const trend = isSeen(found, { people0, people1 }, sizes, floor) ? found : "steady";
  const named = trend === "fell" ? people0 : people1;
  if (named === null) return null;
  return {
    ...{ key: word.key, word: commonForm(word.forms), negated: word.negated, people0, people1, trend },
    adjustedP: people0 !== null && people1 !== null ? publishedP(word.adjustedP) : null,
  };
}

/** Whether numbers as they are told go the way that is said: what grew from about ten to about ten has not grown for whoever reads it. */
function isSeen(
  trend: ThemeWord["trend"],
  { people0, people1 }: Pick<ThemeWord, "people0" | "people1">,
  sizes: { from: number; to: number },
  floor: number,
): boolean {
  if (trend === "steady" || people0 === null || people1 === null) return true;
  const [from, to] = [shownCount(sizes.from, floor) ?? 1, shownCount(sizes.to, floor) ?? 1];
  const growth = people1 / to - people0 / from;
  return trend === "grew" ? growth > 0 : growth < 0;
}

function trendOf({ odds, adjustedP, from, to }: TestedWord, sizes: { from: number; to: number }): ThemeWord["trend"] {
  const growth = to / sizes.to - from / sizes.from;
  if (odds === null || adjustedP > FALSE_DISCOVERY_RATE || Math.abs(growth) < SMALLEST_GROWTH) return "steady";
  if (Math.sign(growth) !== Math.sign(odds.logOdds)) return "steady";
  return growth > 0 ? "grew" : "fell";
}

/** The form most people wrote; of equals the shortest, then the first by the alphabet. */
function commonForm(forms: Map<string, number>): string {
  const ranked = [...forms].sort(
    ([one, a], [other, b]) => b - a || one.length - other.length || (one < other ? -1 : 1),
  );
  return ranked[0]?.[0] ?? "";
}

/** Ranked by numbers of people that are told, never by how sure a growth is: that would tell of what is withheld. */
function mostPeopleFirst(one: ThemeWord, other: ThemeWord): number {
  return (
    (other.people1 ?? 0) - (one.people1 ?? 0) ||
    (other.people0 ?? 0) - (one.people0 ?? 0) ||
    (one.key < other.key ? -1 : 1)
  );
}

/**
 * Words that moved the same way and that much the same people wrote are one subject: a word belongs to the first, more common one whose people
 * are at least half of its own, and at least the floor.
 */
function subjectsOf(
  trend: "grew" | "fell",
  words: ThemeWord[],
  answers: WrittenAnswers,
  floor: number,
): ThemeSubject[] {
  const subjects: ThemeSubject[] = [];
  for (const word of words.filter((entry) => entry.trend === trend)) {
    const people = answers.filter((answer) => answer.has(word.key));
    const shared = (subject: ThemeSubject) => people.filter((person) => person.has(subject.key)).length;
    const home = subjects.find((subject) => shared(subject) >= Math.max(floor, people.length / 2));
    if (home) home.words.push(word);
    else subjects.push({ key: word.key, trend, words: [word] });
  }
  return subjects;
}
