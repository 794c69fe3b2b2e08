import { isRecord } from "#surveys/definition/survey-json.ts";
import type { SheetRow } from "./sheet.ts";

/**
 * The column that Ringvirk's own export adds to each sheet: what XLSForm has no column for (item keys, directions, conditions it cannot
 * say), as JSON. Other programs pass it over. A null takes away what the other columns would give.
 */
export const extraColumn = "ringvirk";

/** What stands in the extra cell; nothing where it is empty or no JSON object. */
export function parsedExtra(row: SheetRow): Record<string, unknown> {
  const written = row.cell(extraColumn);
  if (written === "") return {};
  try {
    const extra: unknown = JSON.parse(written);
    return isRecord(extra) ? withoutName(extra) : {};
  } catch {
    return {};
  }
}

/** The element as the other columns give it, with the extra cell's properties on top. */
export function withExtra<Element extends object>(element: Element, extra: Record<string, unknown>): Element {
  const merged: Record<string, unknown> = { ...element, ...extra };
  for (const [property, value] of Object.entries(extra)) if (value === null) delete merged[property];
  return merged as Element;
}

/** A name is what other rows call the question by: it always stands in its own column. */
function withoutName({ name: _name, __proto__: _proto, ...extra }: Record<string, unknown>): Record<string, unknown> {
  return extra;
}
