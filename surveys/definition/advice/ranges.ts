import type { Rule } from "./advice.ts";
import type { AdvisedQuestion } from "./advised-question.ts";

/** Ranges of numbers among the answers that overlap ("18–30", "30–40": where does a person of 30 belong?) or leave a gap. */
export const ranges: Rule = ({ questions }) =>
  questions.flatMap((question) => {
    const wrong = wrongRange(question);
    return wrong ? [{ place: question.name, values: wrong }] : [];
  });

function wrongRange({ answers }: AdvisedQuestion): { one: string; other: string; how: string } | null {
  const read = answers
    .flatMap(({ words, apart }) => (apart ? [] : [{ words: words.da, range: rangeIn(words.da) }]))
    .filter(({ range }) => range !== null) as Array<{ words: string; range: [number, number] }>;
  if (read.length < 2) return null;
  read.sort((a, b) => a.range[0] - b.range[0]);
  for (const [index, next] of read.slice(1).entries()) {
    const one = read[index] as (typeof read)[number];
    const gap = next.range[0] - one.range[1];
    if (gap <= 0) return { one: one.words, other: next.words, how: "overlap" };
    if (gap > 1) return { one: one.words, other: next.words, how: "gap" };
  }
  return null;
}

/** "18-30 år", "18 til 30", "under 18", "65 år eller mere", "65+", "10.000–19.999 kr."; whole numbers alone, years of four digits too. */
export function rangeIn(words: string): [number, number] | null {
  const text = words.replace(/(?<=\d)[.,\s](?=\d{3}(?!\d))/g, "");
  const between = /(\d{1,6})\s*(?:-|–|—|til|to)\s*(\d{1,6})/i.exec(text);
  // From more to less is no range: "school (ISCED 2-1)".
  if (between) return Number(between[1]) <= Number(between[2]) ? [Number(between[1]), Number(between[2])] : null;
  const under = /(?:under|below|less than|mindre end|færre end)\s*(\d{1,6})/i.exec(text);
  if (under) return [Number.NEGATIVE_INFINITY, Number(under[1]) - 1];
  const over = /(?:over|more than|mere end|flere end)\s*(\d{1,6})/i.exec(text);
  if (over) return [Number(over[1]) + 1, Number.POSITIVE_INFINITY];
  const from =
    /(\d{1,6})\s*(?:\+|[\p{L}]*\s*(?:eller|og|or|and)\s+(?:mere|derover|flere|ældre|more|over|older|above))/iu.exec(
      text,
    );
  return from ? [Number(from[1]), Number.POSITIVE_INFINITY] : null;
}
