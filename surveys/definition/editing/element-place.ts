import { type ElementJson, isRecord } from "#surveys/definition/survey-json.ts";
import type { EditableDefinition } from "./editable-definition.ts";

/** What an edit is about: the survey itself, one of its pages, or an element (a question or a panel). Names stay when things move. */
export type Place = { of: "survey" } | { of: "page" | "element"; name: string };

/** Where an element stands. */
export interface ElementPlace {
  element: ElementJson;
  /** The list it stands in, and where. */
  list: ElementJson[];
  index: number;
  /** The page or panel whose list it is. */
  container: ElementJson;
  page: ElementJson;
}

export function findPage({ pages }: EditableDefinition, name: string): { page: ElementJson; index: number } | null {
  const index = pages.findIndex((page) => page.name === name);
  return index < 0 ? null : { page: pages[index] as ElementJson, index };
}

export function findElement({ pages }: EditableDefinition, name: string): ElementPlace | null {
  for (const page of pages) {
    const found = findIn(page, page, name);
    if (found) return found;
  }
  return null;
}

function findIn(container: ElementJson, page: ElementJson, name: string): ElementPlace | null {
  const list = container.elements ?? [];
  for (const [index, element] of list.entries()) {
    if (!isRecord(element)) continue;
    if (element.name === name) return { element, list, index, container, page };
    const inside = findIn(element, page, name);
    if (inside) return inside;
  }
  return null;
}

/** What a place stands for; null where it is gone. */
export function holderAt(definition: EditableDefinition, place: Place): Record<string, unknown> | null {
  if (place.of === "survey") return definition;
  if (place.of === "page") return findPage(definition, place.name)?.page ?? null;
  return findElement(definition, place.name)?.element ?? null;
}
