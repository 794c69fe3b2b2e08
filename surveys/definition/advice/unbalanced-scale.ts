import type { Rule } from "./advice.ts";
import type { AdvisedQuestion } from "./advised-question.ts";

const positive =
  /^(meget |ret |ganske |helt |overvejende |fairly |very |quite |extremely |somewhat )*(god|godt|gode|tilfreds|tryg|trygt|enig|sikker|let|nem|nemt|ofte|positiv\p{L}*|fremragende|udmærket|fint|good|great|excellent|satisfied|safe|agree|easy|positive|strongly agree|outstanding|helpful)(?!\p{L})/iu;
const negative =
  /^(meget |ret |ganske |helt |overvejende |fairly |very |quite |extremely |somewhat )*(dårlig\p{L}*|ringe|utilfreds|utryg|utrygt|uenig|usikker|svær\p{L}*|negativ\p{L}*|bad|poor|terrible|dissatisfied|unsafe|disagree|difficult|negative|strongly disagree|unhelpful)(?!\p{L})/iu;

/**
 * More answers on one side than on the other pull the result that way, and a scale with an end that is no opposite of the other has no
 * middle. Looked at only where the words are judged at all: "1 … 7" and yes–no are not.
 *
 * @see Krosnick & Presser (2010), Question and Questionnaire Design.
 */
export const unbalancedScale: Rule = ({ questions }) =>
  questions.flatMap((question) => {
    const { up, down } = sidesOf(question);
    return up + down >= 3 && up !== down && (up === 0 || down === 0 || Math.abs(up - down) > 1 || up + down < 5)
      ? [{ place: question.name, values: { up, down } }]
      : [];
  });

/** How many answers praise and how many blame, in the language that has the more. */
export function sidesOf({ element, answers }: AdvisedQuestion): { up: number; down: number } {
  if (element.type === "checkbox" || element.type === "tagbox" || element.type === "ranking") return { up: 0, down: 0 };
  const labels = answers.filter(({ apart }) => !apart);
  const count = (side: RegExp) =>
    Math.max(
      ...(["da", "en"] as const).map((language) => labels.filter(({ words }) => side.test(words[language])).length),
      0,
    );
  return { up: count(positive), down: count(negative) };
}
