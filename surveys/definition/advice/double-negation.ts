import type { Rule } from "./advice.ts";
import { isAsked, wordsOf } from "./advised-question.ts";

const danishNots =
  /^(ikke|aldrig|ingen|intet|uden|næppe|hverken|undgå\p{L}*|mangle\p{L}*|forhindre\p{L}*|nægte\p{L}*)$/u;
const danishUn =
  /^u(enig|tryg|sikker|tilfreds|utilfreds|retfærdig|mulig|nødvendig|acceptabel|hensigtsmæssig|villig)\p{L}*$/u;
const englishNots = /^(not|never|no|none|without|hardly|neither|nor|cannot|avoid|lack|prevent|\p{L}+n['’]t)$/u;
const englishUn =
  /^(un(safe|happy|likely|necessary|satisfied|fair|able|acceptable|willing)|dis(satisfied|agree)|in(secure|adequate))$/u;

/**
 * Two negations in one question: people answer the opposite of what they mean. "Hvor uenig er du i, at politiet ikke …"
 * A pair of ends ("tryg eller utryg") is no negation.
 */
export const doubleNegation: Rule = ({ questions }) =>
  questions.filter(isAsked).flatMap(({ name, title }) => {
    const found = negationsIn(title.da, danishNots, danishUn);
    const words = found.length > 1 ? found : negationsIn(title.en, englishNots, englishUn);
    return words.length > 1 ? [{ place: name, values: { words: words.join(" … ") } }] : [];
  });

function negationsIn(text: string, nots: RegExp, un: RegExp): string[] {
  const words = wordsOf(text);
  const negations = words.filter((word) => nots.test(word));
  const opposites = words.filter((word) => un.test(word) && !words.includes(word.replace(/^(u|un|dis|in)/, "")));
  return negations.length === 0 && opposites.length < 2 ? [] : [...negations, ...opposites];
}
