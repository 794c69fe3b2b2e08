import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { elementsOf } from "./add-element.ts";
import type { Edit } from "./edit.ts";
import type { EditableDefinition } from "./editable-definition.ts";
import { type ElementPlace, findElement, findPage } from "./element-place.ts";
import { moved } from "./list-items.ts";

type Of<Name extends Edit["edit"]> = Extract<Edit, { edit: Name }>;

/**
 * Moves a page, or an element, one place. An element at the end of its page goes on to the next page, one at the end of its panel steps out
 * of it. At the survey's own end nothing moves. Refused: "editing.gone".
 */
export function moveAt(definition: EditableDefinition, { at, way }: Of<"move">): Problem | null {
  if (at.of === "survey") return null;
  if (at.of === "page") {
    const found = findPage(definition, at.name);
    if (!found) return problem("editing.gone");
    definition.pages = moved(definition.pages, found.index, way);
    return null;
  }
  const found = findElement(definition, at.name);
  if (!found) return problem("editing.gone");
  moveElement(definition, found, way);
  return null;
}

function moveElement(definition: EditableDefinition, found: ElementPlace, way: "up" | "down"): void {
  const { list, index, container, page } = found;
  const to = way === "up" ? index - 1 : index + 1;
  if (to >= 0 && to < list.length) return void list.splice(0, list.length, ...moved(list, index, way));
  if (container !== page) return stepOut(definition, found, way);
  const place = definition.pages.indexOf(page);
  const next = definition.pages[way === "up" ? place - 1 : place + 1];
  if (!next) return;
  list.splice(index, 1);
  if (way === "up") elementsOf(next).push(found.element);
  else elementsOf(next).unshift(found.element);
}

function stepOut(
  definition: EditableDefinition,
  { element, list, index, container }: ElementPlace,
  way: "up" | "down",
): void {
  const panel = findElement(definition, String(container.name));
  if (!panel) return;
  list.splice(index, 1);
  panel.list.splice(way === "up" ? panel.index : panel.index + 1, 0, element);
}

/** Moves an element to the end of a page. Refused: "editing.gone". */
export function moveElementTo(definition: EditableDefinition, { name, page }: Of<"move-to">): Problem | null {
  const found = findElement(definition, name);
  const target = findPage(definition, page);
  if (!found || !target) return problem("editing.gone");
  found.list.splice(found.index, 1);
  elementsOf(target.page as ElementJson).push(found.element);
  return null;
}
