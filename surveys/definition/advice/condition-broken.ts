import { checkCondition } from "#surveys/definition/conditions/check-condition.ts";
import { allElements } from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import type { Rule } from "./advice.ts";
import type { AdvisedSurvey } from "./advised-question.ts";

/**
 * A condition that a form would refuse stands there all the same: what it looks at was moved behind it or deleted, or it came from elsewhere.
 * What hangs on it is shown to nobody, or appears behind those who have gone on. "how" says what is wrong: "later", "unknown-name", "itself";
 * "page" where it is the condition of the page, told at its first question.
 */
export const conditionBroken: Rule = ({ definition }) => [
  ...definition.pages
    .filter((page) => refusalOf(definition, { of: "page", name: String(page.name) }, page))
    .map(({ elements }) => ({ place: String(elements?.[0]?.name ?? ""), values: { how: "page" } })),
  ...allElements(definition.pages).flatMap((element) => {
    const refused = refusalOf(definition, { of: "element", name: String(element.name) }, element);
    if (!refused) return [];
    const how = refused.problem.slice("condition.".length);
    return [{ place: String(element.name), values: { how, name: String(refused.values?.name ?? "") } }];
  }),
];

function refusalOf(definition: AdvisedSurvey["definition"], at: Place, { visibleIf }: ElementJson) {
  return typeof visibleIf === "string" && visibleIf.trim() !== "" ? checkCondition(definition, at, visibleIf) : null;
}
