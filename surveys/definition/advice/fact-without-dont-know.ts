import type { Rule } from "./advice.ts";

const facts =
  /^(hvor (mange|ofte|længe)|hvornår|har du (set|oplevet|hørt|været|anmeldt)|har (din|dit|jeres|I|organisationen)|findes der|er der|how (many|often|long)|when |have you (seen|experienced|heard|been|reported)|has (your|the)|are there|is there)/i;

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
