import { answerNames, renameIn } from "#surveys/definition/conditions/speaks-of.ts";
import { type ElementJson, isRecord } from "#surveys/definition/survey-json.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { namesAndKeys } from "./add-element.ts";
import { allElements, type EditableDefinition, freshName } from "./editable-definition.ts";
import { findElement, findPage, type Place } from "./element-place.ts";

/**
 * Puts a copy right after a page or an element, under new names. A copy is a new question: it takes no item key and no `valueName` over, or
 * two questions would be one item or one answer. What is copied together speaks of each other, not of what it was copied from. Refused:
 * "editing.gone".
 */
export function copyAt(definition: EditableDefinition, at: Place): Problem | null {
  if (at.of === "survey") return problem("editing.gone");
  if (at.of === "page") {
    const found = findPage(definition, at.name);
    if (!found) return problem("editing.gone");
    const taken = new Set(definition.pages.map(({ name }) => String(name)));
    const page = { ...structuredClone(found.page), name: freshName(at.name, taken) };
    renew(allElements([page]), namesAndKeys(definition));
    definition.pages.splice(found.index + 1, 0, page);
    return null;
  }
  const found = findElement(definition, at.name);
  if (!found) return problem("editing.gone");
  const copy = structuredClone(found.element);
  renew([copy, ...allElements([copy])], namesAndKeys(definition));
  found.list.splice(found.index + 1, 0, copy);
  return null;
}

function renew(elements: ElementJson[], taken: Set<string>): void {
  for (const element of elements) {
    const [answer] = answerNames(element);
    const name = freshName(String(element.name ?? "question"), taken);
    taken.add(name);
    element.name = name;
    delete element.itemKey;
    delete element.valueName;
    for (const list of ["choices", "rows", "columns"]) withoutKeys(element, list);
    if (answer !== undefined && element.type !== "panel") for (const copied of elements) renameIn(copied, answer, name);
  }
}

function withoutKeys(element: ElementJson, list: string): void {
  const items = element[list];
  if (Array.isArray(items)) for (const item of items) if (isRecord(item)) delete item.itemKey;
}
