import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";
import type { Edit, ItemList } from "./edit.ts";
import { type EditableDefinition, freshName, nameFromWords } from "./editable-definition.ts";
import { findElement } from "./element-place.ts";
import { codeOf, itemsIn, type ListItem, moved } from "./list-items.ts";
import { answerList } from "./question-kinds.ts";

type Of<Name extends Edit["edit"]> = Extract<Edit, { edit: Name }>;

/** What can be written into a list without end is refused here. */
export const mostItems = 300;

/**
 * Adds an answer or a row at the end of its list, before the codes of a missing kind. Without a code it gets a free one: a number where all
 * codes are numbers. Refused: "editing.gone", "editing.too-many", "editing.code-twice" at "code".
 */
export function addItem(definition: EditableDefinition, edit: Of<"item-add">): Problem | null {
  const found = listAt(definition, edit);
  if (!found) return problem("editing.gone");
  const { element, items } = found;
  if (items.length >= mostItems) return problem("editing.too-many", { most: mostItems });
  const codes = new Set(items.map((item) => String(codeOf(item))));
  if (codes.has(edit.code)) return problemAt("code", "editing.code-twice", { code: edit.code });
  const code = edit.code === "" ? freeCode(items, element, edit.text) : numberOrText(edit.code, items, element);
  const text = edit.text.trim();
  const item = text === "" ? code : { value: code, text: { [edit.language]: text } };
  const missing = missingCodes(element);
  const last = items.findLastIndex((one) => !Object.hasOwn(missing, String(codeOf(one))));
  element[edit.list] = [...items.slice(0, last + 1), item, ...items.slice(last + 1)];
  return null;
}

/** Moves an answer or a row. Refused: "editing.gone". */
export function moveItem(definition: EditableDefinition, edit: Of<"item-move">): Problem | null {
  const found = itemAt(definition, edit);
  if (!found) return problem("editing.gone");
  found.element[edit.list] = moved(found.items, found.index, edit.way);
  return null;
}

/** Takes out an answer or a row, and what is said of its code. Refused: "editing.gone", "editing.last-item". */
export function removeItem(definition: EditableDefinition, edit: Of<"item-remove">): Problem | null {
  const found = itemAt(definition, edit);
  if (!found) return problem("editing.gone");
  const { element, items, index } = found;
  if (items.length === 1) return problem("editing.last-item");
  element[edit.list] = items.filter((_, place) => place !== index);
  forget(element, edit.code);
  return null;
}

/**
 * Gives a scale other ends. Points that stay keep their words, codes of a missing kind stay where they are, and the good end keeps what is
 * left of it. Refused: "editing.gone", "editing.scale-impossible".
 */
export function setScale(definition: EditableDefinition, { name, min, max }: Of<"scale">): Problem | null {
  const element = findElement(definition, name)?.element;
  const list = element ? answerList(element) : null;
  if (!element || !list || list === "choices") return problem("editing.gone");
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < -100 || max - min < 1 || max - min > 20 || max > 100) {
    return problemAt("scaleMax", "editing.scale-impossible");
  }
  const before = itemsIn(element, list);
  const missing = missingCodes(element);
  const kept = new Map(before.map((item) => [String(codeOf(item)), item]));
  const points: ListItem[] = [];
  for (let code = min; code <= max; code += 1) points.push(kept.get(String(code)) ?? code);
  element[list] = [...points, ...before.filter((item) => Object.hasOwn(missing, String(codeOf(item))))];
  for (const property of ["rateMin", "rateMax", "rateCount", "rateStep"]) delete element[property];
  keepGoodEnd(element, (code) => code >= min && code <= max);
  return null;
}

function listAt(definition: EditableDefinition, { name, list }: { name: string; list: ItemList }) {
  const element = findElement(definition, name)?.element;
  return element && (list === "rows" || list === answerList(element))
    ? { element, items: itemsIn(element, list) }
    : null;
}

function itemAt(definition: EditableDefinition, edit: { name: string; list: ItemList; code: string }) {
  const found = listAt(definition, edit);
  const index = found?.items.findIndex((item) => String(codeOf(item)) === edit.code) ?? -1;
  return found && index >= 0 ? { ...found, index } : null;
}

function missingCodes({ missingValues }: ElementJson): Record<string, unknown> {
  return (missingValues ?? {}) as Record<string, unknown>;
}

function hasNumbers(items: ListItem[], element: ElementJson): boolean {
  const codes = items.map(codeOf).filter((code) => !Object.hasOwn(missingCodes(element), String(code)));
  return codes.length > 0 && codes.every((code) => typeof code === "number");
}

function freeCode(items: ListItem[], element: ElementJson, text: string): unknown {
  const codes = items.map(codeOf);
  if (hasNumbers(items, element)) return Math.max(...codes.filter((code) => typeof code === "number")) + 1;
  return freshName(nameFromWords(text).slice(0, 20) || "a1", new Set(codes.map(String)));
}

function numberOrText(code: string, items: ListItem[], element: ElementJson): unknown {
  return hasNumbers(items, element) && /^-?\d{1,9}$/.test(code) ? Number(code) : code;
}

function forget(element: ElementJson, code: string): void {
  const { [code]: _, ...missing } = missingCodes(element);
  if (Object.keys(missing).length > 0) element.missingValues = missing;
  else delete element.missingValues;
  keepGoodEnd(element, (one) => String(one) !== code);
}

function keepGoodEnd(element: ElementJson, keep: (code: number) => boolean): void {
  if (!Array.isArray(element.goodEnd)) return;
  const left = element.goodEnd.filter((code) => keep(Number(code)));
  if (left.length > 0) element.goodEnd = left;
  else delete element.goodEnd;
}
