import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { Rule } from "./advice.ts";
import { isAsked } from "./advised-question.ts";

/**
 * Two things asked in one: "Hvor tilfreds er du med belysningen og renholdelsen?" One answer cannot say two things. "And" alone is no sign:
 * what follows it must be a thing of its own (an article, a definite noun, a verb), and fixed pairs ("politi og kommune" as one party,
 * "safe or unsafe" as two ends) are no two things.
 *
 * @see Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys, ch. 4.
 */
export const doubleBarrelled: Rule = ({ questions }) =>
  questions
    .filter((question) => isAsked(question) && question.element.type !== "comment")
    .flatMap(({ name, title }) => {
      const pair = pairIn(title);
      return pair ? [{ place: name, values: { words: pair } }] : [];
    });

/** "the lighting and the cleaning", or null. */
export function pairIn({ da, en }: LocalizedText): string | null {
  return danishPair(withoutExamples(da)) ?? englishPair(withoutExamples(en));
}

/** "…, such as a bus or a taxi": what is named as an example is not asked about. */
function withoutExamples(text: string): string {
  return text.replace(/(\bfx\b|\bfor eksempel\b|\bf\.eks\.|\bsuch as\b|\bfor example\b|\be\.g\.|\bsay,).*$/i, "");
}

// Both sides a definite noun ("belysningen og renholdelsen") or both with an article or owner ("din nabo og din boligforening").
const danishNouns =
  /(\p{L}{3,}(?:en|et|erne|ene|elsen|heden))\s+(?:og|samt|eller)\s+(\p{L}{3,}(?:en|et|erne|ene|elsen|heden))(?!\p{L})/iu;
const danishOwned =
  /((?:din|dit|dine|en|et|vores)\s+\p{L}{3,})\s+(?:og|samt|eller)\s+((?:din|dit|dine|en|et|vores)\s+\p{L}{3,})/iu;
// Two qualities of one thing: "tryg og tilfreds", "venlig og hurtig". Opposites ("tryg eller utryg") are the two ends of one.
const danishQualities =
  /\b(?:er|var|føler|synes)\b[^?]*?\s(\p{L}{4,})\s+og\s+(\p{L}{4,}(?:ig|lig|som|fuld|eds|tryg|hurtig|god|let)e?t?)(?!\p{L})/iu;

function danishPair(text: string): string | null {
  const found = danishNouns.exec(text) ?? danishOwned.exec(text) ?? danishQualities.exec(text);
  return found && !isOpposite(found[1], found[2]) && !isFixed(found) ? found[0].slice(0, 120) : null;
}

const englishPairOf =
  /\b((?:the|your|a|an)\s+[a-z-]{3,}(?:\s[a-z-]{3,})?)\s+(?:and|or|as well as)\s+((?:the|your|a|an)\s+[a-z-]{3,})|\b(?:are|is|feel)\b[^?]*?\s([a-z]{4,})\s+and\s+([a-z]{3,}(?:ful|ly|ied|able|ous|ing|ive|safe))\b/i;

function englishPair(text: string): string | null {
  const found = englishPairOf.exec(text);
  return found && !isFixed(found) ? found[0].slice(0, 120) : null;
}

function isOpposite(one = "", other = ""): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === `u${b}` || b === `u${a}` || a === `in${b}` || b === `in${a}`;
}

/** What is one thing in two words. */
function isFixed([whole]: RegExpExecArray): boolean {
  return /døgnet|dagen og natten|uger|years|months|police and the municipality|politiet og kommunen/i.test(whole);
}
