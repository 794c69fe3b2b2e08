import type { Rule } from "./advice.ts";
import { isAsked, wordsOf } from "./advised-question.ts";

/** More words than a person holds on to while reading on a phone. Dillman & al. advise against questions of more than about two lines. */
export const mostWords = 30;

export const longQuestion: Rule = ({ questions }) =>
  questions.filter(isAsked).flatMap(({ name, title }) => {
    const count = Math.max(wordsOf(title.da).length, wordsOf(title.en).length);
    return count > mostWords ? [{ place: name, values: { count, most: mostWords } }] : [];
  });
