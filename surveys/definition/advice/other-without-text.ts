import type { Rule } from "./advice.ts";

/** "Andet" among the answers without room to say what: it tells nothing, and the answers people miss are never found. */
export const otherWithoutText: Rule = ({ questions }) =>
  questions
    .filter(
      ({ element, answers }) =>
        ["radiogroup", "dropdown", "checkbox", "tagbox"].includes(String(element.type)) &&
        !element.showOtherItem &&
        !element.hasOther &&
        !element.showCommentArea &&
        !element.hasComment &&
        answers.some(({ words }) =>
          /^(andet|andre|noget andet|other|others|something else)\b/i.test(words.da || words.en),
        ),
    )
    .map(({ name }) => ({ place: name, values: {} }));
