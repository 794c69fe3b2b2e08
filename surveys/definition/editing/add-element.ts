import { type ElementJson, isRecord } from "#surveys/definition/survey-json.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";
import type { Edit } from "./edit.ts";
import { allElements, type EditableDefinition, freshName, nameFromWords } from "./editable-definition.ts";
import { findElement, findPage } from "./element-place.ts";
import { newQuestion } from "./question-kinds.ts";

type Of<Name extends Edit["edit"]> = Extract<Edit, { edit: Name }>;

/** Adds an empty page at the end. */
export function addPage(definition: EditableDefinition, { title, language }: Of<"add-page">): null {
  const taken = new Set(definition.pages.map(({ name }) => String(name)));
  const name = freshName(nameFromWords(title) || "page", taken);
  definition.pages.push({ name, ...(title.trim() ? { title: { [language]: title.trim() } } : {}), elements: [] });
  return null;
}

/** Adds a new question at the end of a page. Refused: "editing.gone", "field.missing" at "title". */
export function addQuestion(
  definition: EditableDefinition,
  { page, kind, title, language }: Of<"add-question">,
): Problem | null {
  const found = findPage(definition, page);
  if (!found) return problem("editing.gone");
  const words = title.trim();
  if (words === "") return problemAt("title", "field.missing");
  const name = freshName(nameFromWords(words) || "question", namesAndKeys(definition));
  const { type, ...rest } = newQuestion(kind);
  const told = kind === "info" ? { ...rest, html: { [language]: words } } : { title: { [language]: words }, ...rest };
  elementsOf(found.page).push({ type, name, ...told });
  return null;
}

/** Adds a question (or a panel) that is made already, under names and item keys that are free. Refused: "editing.gone". */
export function insertElement(definition: EditableDefinition, { page, element }: Of<"insert">): Problem | null {
  const found = findPage(definition, page);
  if (!found) return problem("editing.gone");
  const taken = namesAndKeys(definition);
  const added = structuredClone(element);
  for (const one of [added, ...allElements([added])]) {
    if (typeof one.name !== "string") continue;
    one.name = freshName(one.name, taken);
    taken.add(one.name);
  }
  elementsOf(found.page).push(added);
  return null;
}

/**
 * Puts an element as it was in an earlier version where the one called `name` stands now. It keeps that name, which conditions speak of, and
 * the item key it had, so that its trend goes on. Refused: "editing.gone".
 */
export function restoreElement(definition: EditableDefinition, { name, element }: Of<"restore">): Problem | null {
  const found = findElement(definition, name);
  if (!found) return problem("editing.gone");
  const key = element.name === name ? {} : { itemKey: element.itemKey ?? element.name };
  found.list[found.index] = { ...structuredClone(element), name, ...key };
  return null;
}

export function elementsOf(container: ElementJson): ElementJson[] {
  container.elements ??= [];
  return container.elements;
}

/** What a new question may not be called: names, and item keys of questions, choices, rows and indexes, which share one room. */
export function namesAndKeys({ pages, indexes }: EditableDefinition): Set<string> {
  const elements = allElements(pages);
  const items = elements.flatMap(({ choices, rows, columns }) => [choices, rows, columns].flatMap(listOf));
  const keyed = [...elements, ...items].flatMap(({ name, itemKey }) => [name, itemKey]);
  const ofIndexes = listOf(indexes).map(({ key }) => key);
  return new Set([...keyed, ...ofIndexes].filter((key): key is string => typeof key === "string"));
}

function listOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
