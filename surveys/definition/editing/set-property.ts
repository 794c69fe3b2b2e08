import { checkCondition } from "#surveys/definition/conditions/check-condition.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import type { Edit } from "./edit.ts";
import type { EditableDefinition } from "./editable-definition.ts";
import { holderAt } from "./element-place.ts";

/**
 * Sets a property of a page, panel or question; undefined, null, "" and false take it out. A condition is checked first. Refused:
 * "editing.gone", what `checkCondition` refuses.
 */
export function setProperty(
  definition: EditableDefinition,
  { at, property, value }: Extract<Edit, { edit: "set" }>,
): Problem | null {
  const holder = holderAt(definition, at);
  if (!holder) return problem("editing.gone");
  if ((property === "visibleIf" || property === "requiredIf") && typeof value === "string" && value.trim() !== "") {
    const refused = value === holder[property] ? null : checkCondition(definition, at, value);
    if (refused) return { ...refused, field: property };
  }
  if (value === undefined || value === null || value === "" || value === false) delete holder[property];
  else holder[property] = value;
  return null;
}
