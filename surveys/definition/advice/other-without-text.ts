import { answerNames, namesInBraces, speaksOf } from "#surveys/definition/conditions/speaks-of.ts";
import type { Rule } from "./advice.ts";
import { type AdvisedQuestion, isFree } from "./advised-question.ts";

const others = /^(andet|andre|noget andet|other|others|something else)\s*([(,.:;–-]|$)/i;

/**
 * "Andet" among the answers without room to say what: it tells nothing, and the answers people miss are never found. Room is also a question
 * in free words that is shown after that answer.
 */
export const otherWithoutText: Rule = ({ questions }) =>
  questions
    .filter(
      ({ element }) =>
        ["radiogroup", "dropdown", "checkbox", "tagbox"].includes(String(element.type)) &&
        !element.showOtherItem &&
        !element.hasOther &&
        !element.showCommentArea &&
        !element.hasComment,
    )
    .filter((question) => question.answers.some(({ words }) => others.test(words.da || words.en)))
    .filter((question) => !questions.some((other) => isFree(other) && followsUp(other, question)))
    .map(({ name }) => ({ place: name, values: {} }));

/** Is it shown only to those who have answered the other one? */
function followsUp({ element: { visibleIf } }: AdvisedQuestion, { element }: AdvisedQuestion): boolean {
  const spoken = typeof visibleIf === "string" ? namesInBraces(visibleIf) : [];
  return answerNames(element).some((answer) => spoken.some((name) => speaksOf(name, answer)));
}
