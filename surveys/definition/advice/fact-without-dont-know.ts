import type { Rule } from "./advice.ts";

// How often one does something is known well enough; how often one did, or something was, must be remembered.
const facts =
  /^(hvor (mange|ofte|længe)\b.*\b(har|havde|blev|var|fik|seneste|sidste)\b|hvornår|har du (set|oplevet|hørt|været|anmeldt)|har (din|dit|jeres|I|organisationen)|findes der|er der|how (many|often|long)\b.*\b(have you|has|had|did|was|were|past|last)\b|when |have you (seen|experienced|heard|been|reported)|has (your|the)|are there|is there)/i;

/** A fact is asked that a person may not know or remember; without "don't know" they guess, or leave. Numbers may be left empty instead. */
export const factWithoutDontKnow: Rule = ({ questions }) =>
  questions
    .filter(
      ({ element, title, answers }) =>
        ["rating", "radiogroup", "dropdown", "matrix", "boolean"].includes(String(element.type)) &&
        (facts.test(title.da) || facts.test(title.en)) &&
        !answers.some(({ apart }) => apart) &&
        !element.showDontKnowItem &&
        !answers.some(({ words }) =>
          /ved ikke|husker (det )?ikke|don['’]t (know|remember)|not sure/i.test(`${words.da} ${words.en}`),
        ),
    )
    .map(({ name }) => ({ place: name, values: {} }));
