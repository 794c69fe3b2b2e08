import snowball from "snowball-stemmers";
import { dan, eng } from "stopword";

/** A word of an answer in the shape it is counted in: its stem, and whether the sentence denies it. */
export interface SubjectWord {
  /** Stem, with "-" before it where it is denied: "ikke tryg" and "tryg" are different subjects. */
  key: string;
  /** As it was written, in small letters. */
  form: string;
  negated: boolean;
}

type Language = "danish" | "english";

/** Stop words of the lists that say how much, how good or how new something is: that is what people are asked about. */
const telling = new Set(
  "god godt ny nye nyt flere fleste færre få før stor store lille mange selv ene nyt new good first more most".split(
    " ",
  ),
);
/** Answers that say nothing of a subject, besides the lists. */
const empty =
  "det der som ingenting nothing anything something særligt særlig rigtig rigtige altså lige nok sådan gør gøre gjort siger sagde synes syntes tror ved vide indtryk ventet blevet hvert fald f.eks bl.a really just also thing things know think don't didn't isn't wasn't doesn't can't".split(
    " ",
  );
const stopWords: Record<Language, ReadonlySet<string>> = {
  danish: new Set([...dan, ...empty].filter((word) => !telling.has(word))),
  english: new Set([...eng, ...empty].filter((word) => !telling.has(word))),
};

const stemmers = { danish: snowball.newStemmer("danish"), english: snowball.newStemmer("english") };

const negations: Record<Language, ReadonlySet<string>> = {
  danish: new Set(["ikke", "aldrig", "ingen", "intet", "uden", "hverken", "ej", "næppe"]),
  english: new Set(["not", "never", "no", "none", "without", "neither", "nor", "hardly"]),
};

/** A denial reaches this many of the subject words after it, and no further than the clause. */
const reachOfNegation = 2;

/**
 * The subjects of one answer, each once however often it is written: what is counted is people, not words. Danish or English, whichever the
 * answer's small words are; other scripts are not read.
 *
 * @param text already redacted.
 */
export function subjectWords(text: string): Map<string, SubjectWord> {
  const found = new Map<string, SubjectWord>();
  const language = languageOf(text);
  for (const clause of text.toLowerCase().split(/[.,!?:;()\n"»«”“–—]+/u)) {
    for (const word of clauseWords(clause, language)) if (!found.has(word.key)) found.set(word.key, word);
  }
  return found;
}

function clauseWords(clause: string, language: Language): SubjectWord[] {
  let denied = 0;
  return wordsOf(clause).flatMap((form): SubjectWord[] => {
    if (negations[language].has(form) || (language === "english" && form.endsWith("n't"))) {
      denied = reachOfNegation;
      return [];
    }
    if (form.length < 3 || stopWords[language].has(form)) return [];
    const negated = denied > 0;
    denied -= 1;
    return [{ key: `${negated ? "-" : ""}${stemmers[language].stem(form)}`, form, negated }];
  });
}

function languageOf(text: string): Language {
  const words = wordsOf(text.toLowerCase());
  const hits = (language: Language) =>
    words.filter((word) => stopWords[language].has(word) || negations[language].has(word)).length;
  const shortened = words.filter((word) => /'(?:t|m|ve|re|ll)$/.test(word)).length;
  return hits("english") + shortened > hits("danish") ? "english" : "danish";
}

/** Words in Latin letters; those with what was redacted in them are no words. */
function wordsOf(text: string): string[] {
  const words = text.replaceAll("’", "'").match(/[\p{L}\p{M}\p{N}█]+(?:['-][\p{L}\p{M}\p{N}█]+)*/gu) ?? [];
  return words.filter((word) => /^\p{Script=Latin}[\p{Script=Latin}\p{M}'-]*$/u.test(word));
}
