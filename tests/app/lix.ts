/**
 * How hard a text is to read: words per sentence plus the percentage of words longer than six letters. Below 25 very easy, 25 to 34 easy,
 * 35 to 44 medium, 45 to 54 hard.
 *
 * @param text sentences end with a full stop, question mark, exclamation mark or colon, or with their line.
 * @returns 0 for a text without words.
 * @see Björnsson (1968), Läsbarhet. Checked in `lix.test.ts` against published figures.
 */
export function lix(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu) ?? [];
  if (words.length === 0) return 0;
  const long = words.filter((word) => [...word.replace(/[^\p{L}\p{N}]/gu, "")].length > 6);
  return lixOf({ words: words.length, sentences: sentencesOf(text).length, longWords: long.length });
}

export function lixOf(counted: { words: number; sentences: number; longWords: number }): number {
  return counted.words / counted.sentences + (100 * counted.longWords) / counted.words;
}

export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?:])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
