import { answerNames, renameIn } from "#surveys/definition/conditions/speaks-of.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";
import type { Edit } from "./edit.ts";
import { allElements, type EditableDefinition } from "./editable-definition.ts";
import { findElement } from "./element-place.ts";

/**
 * Gives a question another name, in every condition and text that speaks of it too. Its item key stays what it was, so that its trend goes
 * on. Refused: "editing.gone"; "editing.name-bad", "definition.name-twice" at "name".
 */
export function renameElement(
  definition: EditableDefinition,
  { name, to }: Extract<Edit, { edit: "rename" }>,
): Problem | null {
  const found = findElement(definition, name);
  if (!found) return problem("editing.gone");
  if (to === name) return null;
  if (!isName(to)) return problemAt("name", "editing.name-bad");
  if (allElements(definition.pages).some((element) => element.name === to)) {
    return problemAt("name", "definition.name-twice", { name: to });
  }
  const isItem = found.element.type !== "panel" && found.element.valueName === undefined;
  if (isItem) found.element.itemKey ??= name;
  found.element.name = to;
  if (answerNames(found.element).includes(to)) renameIn(definition, name, to);
  return null;
}

/** Letters, digits, "-" and "_": what can stand between braces in a condition whatever comes after. */
export function isName(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,79}$/u.test(text) && !(text in Object.prototype) && text !== "_shown";
}
