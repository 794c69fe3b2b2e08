import { languageMadeIn, wordsIn } from "#surveys/definition/editing/words.ts";
import type { Rule } from "./advice.ts";
import { isAsked, wordsOf } from "./advised-question.ts";

/**
 * LIX over 45 reads like a report; a question of a few long words has a high LIX by chance, so short ones are left out. It is a measure of
 * Danish: a plain title in a definition made in another language is not Danish.
 */
export const hardestLix = 50;
const fewestWords = 8;

export const hardToRead: Rule = ({ definition, questions }) =>
  questions.filter(isAsked).flatMap(({ name, element }) => {
    const title = wordsIn(element.title, "da", languageMadeIn(definition));
    const lix = Math.round(lixOf(title));
    return wordsOf(title).length >= fewestWords && lix > hardestLix ? [{ place: name, values: { lix } }] : [];
  });

/**
 * Läsbarhetsindex of a text: words a sentence and the share of words longer than six letters. 25 is a children's book, 45 a newspaper.
 * @returns 0 for a text without words.
 * @see Björnsson (1968), Läsbarhet.
 */
export function lixOf(text: string): number {
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  const sentences = Math.max(1, text.split(/[.!?:]+(?:\s|$)/).filter((part) => part.trim() !== "").length);
  const long = words.filter((word) => word.length > 6).length;
  return words.length / sentences + (long * 100) / words.length;
}
