/** A SurveyJS definition as JSON. Only the parts we touch are named; everything else is kept as it came. */
export interface SurveyJson {
  title?: unknown;
  pages?: ElementJson[];
  indexes?: unknown;
  [property: string]: unknown;
}

/** A page, panel or question. */
export interface ElementJson {
  type?: string;
  name?: string;
  elements?: ElementJson[];
  [property: string]: unknown;
}

/** Is this an object with named properties (not null, not an array)? */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where SurveyJS keeps the elements of a survey, page or panel. */
export const elementLists = ["pages", "elements", "questions"] as const;

/**
 * Calls `visit` with every page, panel and question of a definition, outermost first, and the list it stands in; templates inside dynamic
 * panels are left out.
 */
export function visitElements(node: unknown, visit: (element: ElementJson, list: string) => void): void {
  if (!isRecord(node)) return;
  for (const list of elementLists) {
    const children = node[list];
    if (!Array.isArray(children)) continue;
    for (const child of children) {
      if (!isRecord(child)) continue;
      visit(child as ElementJson, list);
      visitElements(child, visit);
    }
  }
}
