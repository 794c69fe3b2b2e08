import { isRecord } from "#surveys/definition/survey-json.ts";

/** A choice, row, column or point of a scale: SurveyJS writes it as a bare code or as an object with `value`. */
export type ListItem = unknown;

export function codeOf(item: ListItem): unknown {
  return isRecord(item) ? item.value : item;
}

export function textOf(item: ListItem): unknown {
  return isRecord(item) ? item.text : undefined;
}

/** The item with a property set, or taken out where the value is undefined; an item of its code alone becomes a bare code again. */
export function withProperty(item: ListItem, property: string, value: unknown): ListItem {
  const { [property]: _, ...rest } = isRecord(item) ? item : { value: item };
  if (value !== undefined) return { ...(isRecord(item) ? item : { value: item }), [property]: value };
  return Object.keys(rest).length === 1 && "value" in rest ? rest.value : rest;
}

/** A list of items of a definition; a missing one is empty. */
export function itemsIn(holder: Record<string, unknown>, list: string): ListItem[] {
  const items = holder[list];
  return Array.isArray(items) ? items : [];
}

/** The list with one item moved a place; where it stands at the end already, the same list. */
export function moved<Item>(items: readonly Item[], index: number, way: "up" | "down"): Item[] {
  const to = way === "up" ? index - 1 : index + 1;
  const copy = [...items];
  if (index < 0 || to < 0 || to >= items.length) return copy;
  const [item] = copy.splice(index, 1);
  copy.splice(to, 0, item as Item);
  return copy;
}
