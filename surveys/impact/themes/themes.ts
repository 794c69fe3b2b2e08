import type { Audience } from "#db/schema.ts";
import type { LocalizedText } from "#surveys/definition/codebook.ts";

/** What people wrote of, in their own words: one open question between two waves, after redaction and disclosure control. */
export interface ThemeResult {
  audience: Audience;
  itemKey: string;
  label: LocalizedText;
  /** Which way more words on this question point: "low" where the question asks for what is worse. Null where nobody can tell. */
  good: "high" | "low" | null;
  from: string;
  to: string;
  /** How many wrote anything in each wave; null where it is withheld. */
  writers0: number | null;
  writers1: number | null;
  /** What grew beyond chance, then what fell; most people first. */
  subjects: ThemeSubject[];
  /** Other words that many wrote, whether more or fewer did before. */
  common: ThemeWord[];
}

/** Words that moved together, written by much the same people; the most common first, and the subject bears its key. */
export interface ThemeSubject {
  key: string;
  trend: "grew" | "fell";
  words: ThemeWord[];
}

export interface ThemeWord {
  /** Stable name of the word: its stem, "-" before it where it is denied. */
  key: string;
  /** The form most people wrote. */
  word: string;
  /** It stood after "ikke", "aldrig", "not" … */
  negated: boolean;
  /** How many people used it; null where fewer than the floor did, or all but fewer than the floor. */
  people0: number | null;
  people1: number | null;
  trend: "grew" | "fell" | "steady";
  /** Of the change; told only beside both numbers of people, because a number that is withheld could be worked out from it. */
  adjustedP: number | null;
}
