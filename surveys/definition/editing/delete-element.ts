import { type Problem, problem } from "#surveys/problem.ts";
import type { EditableDefinition } from "./editable-definition.ts";
import { findElement, findPage, type Place } from "./element-place.ts";

/** Takes out a page with all that stands on it, or an element. Refused: "editing.gone", "editing.last-page". */
export function deleteAt(definition: EditableDefinition, at: Place): Problem | null {
  if (at.of === "survey") return problem("editing.gone");
  if (at.of === "page") {
    const found = findPage(definition, at.name);
    if (!found) return problem("editing.gone");
    if (definition.pages.length === 1) return problem("editing.last-page");
    definition.pages.splice(found.index, 1);
    return null;
  }
  const found = findElement(definition, at.name);
  if (!found) return problem("editing.gone");
  found.list.splice(found.index, 1);
  return null;
}
