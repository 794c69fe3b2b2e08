import { checkCondition } from "#surveys/definition/conditions/check-condition.ts";
import { allElements } from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";
import type { Rule } from "./advice.ts";
import type { AdvisedSurvey } from "./advised-question.ts";

/**
 * A condition that a form would refuse stands there all the same: what it looks at was moved behind it or deleted, or it came from elsewhere.
 * What hangs on it is shown to nobody, or appears behind those who have gone on. "how" says what is wrong: "later", "unknown-name", "itself";
 * "page" where it is the condition of the page, told at its first question; "required" where it is not whether it is shown that
 * hangs there but whether it must be answered.
 */
export const conditionBroken: Rule = ({ definition }) => [
  ...definition.pages
    .filter((page) => refusalOf(definition, { of: "page", name: String(page.name) }, page.visibleIf))
    .map(({ elements }) => ({ place: String(elements?.[0]?.name ?? ""), values: { how: "page" } })),
  ...allElements(definition.pages).flatMap((element) => {
    const place = String(element.name);
    const at: Place = { of: "element", name: place };
    const shown = refusalOf(definition, at, element.visibleIf);
    const how = shown?.problem.slice("condition.".length) ?? "";
    return [
      ...(shown ? [{ place, values: { how, name: String(shown.values?.name ?? "") } }] : []),
      ...(refusalOf(definition, at, element.requiredIf) ? [{ place, values: { how: "required" } }] : []),
    ];
  }),
];

function refusalOf(definition: AdvisedSurvey["definition"], at: Place, condition: unknown) {
  return typeof condition === "string" && condition.trim() !== "" ? checkCondition(definition, at, condition) : null;
}
