import type { Rule } from "./advice.ts";
import { isAsked } from "./advised-question.ts";

const sensitive =
  /(vold|voldtægt|overgreb|seksuel|krænke|udsat for|offer for|stoffer|misbrug|gæld|sygdom|handicap|religion|tro\b|etnisk|oprindelse|indkomst|løn\b|kriminalitet|straf|frygt|bange|selvmord|politisk|parti\b|violence|assault|rape|sexual|victim|drugs|abuse|debt|illness|disab|religio|ethnic|income|salary|crime|convict|afraid|suicid|political)/i;

/** Nobody may be made to answer what hurts, shames or exposes them: they leave the survey, or lie. */
export const requiredSensitive: Rule = ({ questions }) =>
  questions
    .filter(
      (question) =>
        isAsked(question) &&
        question.element.isRequired === true &&
        sensitive.test(`${question.title.da} ${question.title.en}`) &&
        !question.element.showRefuseItem &&
        !question.answers.some(({ apart }) => apart),
    )
    .map(({ name }) => ({ place: name, values: {} }));
