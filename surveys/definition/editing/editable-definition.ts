import { type ElementJson, isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";

/** A definition whose every page has a name of its own and a list of elements, so that each edit can say what it is about. */
export interface EditableDefinition extends SurveyJson {
  pages: ElementJson[];
}

/**
 * Makes any definition that `readDefinition` accepts ready to be edited: elements that stand at the root get a page, and pages and panels
 * without a name, or with one that is taken, get one. SurveyJS asks the very same survey; nothing else is touched, and what is given is not
 * changed.
 */
export function editableDefinition(definition: SurveyJson): EditableDefinition {
  const { elements, questions, ...copy } = structuredClone(definition);
  const loose = [elements, questions].filter(Array.isArray).flat() as ElementJson[];
  const pages = [...(Array.isArray(copy.pages) ? copy.pages : []), ...(loose.length > 0 ? [{ elements: loose }] : [])];
  const named = { ...copy, pages: pages.filter(isRecord).map(withElements) };
  nameAll(named.pages, "page", namesIn(named.pages));
  for (const page of named.pages)
    nameAll(panelsIn(page), "panel", new Set([...namesIn([page]), ...questionNames(named)]));
  return named;
}

/** "questions" is an older name of "elements". */
function withElements(page: ElementJson): ElementJson {
  const { questions, ...rest } = page;
  if (!Array.isArray(questions)) return Array.isArray(page.elements) ? page : { ...page, elements: [] };
  return { ...rest, elements: [...(rest.elements ?? []), ...(questions as ElementJson[])] };
}

function namesIn(elements: ElementJson[]): Set<string> {
  return new Set(elements.flatMap(({ name }) => (typeof name === "string" ? [name] : [])));
}

function nameAll(elements: ElementJson[], word: string, taken: Set<string>): void {
  const used = new Set<string>();
  for (const element of elements) {
    const own = typeof element.name === "string" ? element.name : "";
    element.name = own !== "" && !used.has(own) ? own : freshName(own || word, new Set([...taken, ...used]));
    used.add(element.name);
  }
}

function panelsIn(container: ElementJson): ElementJson[] {
  const children = (container.elements ?? []).filter(isRecord) as ElementJson[];
  return children.filter(({ type }) => type === "panel").flatMap((panel) => [panel, ...panelsIn(panel)]);
}

function questionNames({ pages }: EditableDefinition): string[] {
  return allElements(pages).flatMap(({ type, name }) => (type !== "panel" && typeof name === "string" ? [name] : []));
}

/** Every panel and question on the pages, outermost first. */
export function allElements(containers: ElementJson[]): ElementJson[] {
  return containers.flatMap(({ elements = [] }) =>
    elements.filter(isRecord).flatMap((element) => [element as ElementJson, ...allElements([element as ElementJson])]),
  );
}

/** "name", or "name-2", "name-3" … where it is taken. */
export function freshName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted) && wanted !== "" && !(wanted in Object.prototype)) return wanted;
  const stem = wanted.replace(/-\d{1,4}$/, "") || "question";
  for (let number = 2; ; number += 1) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

/** A name made of words: "Hvor tryg er du?" → "hvor-tryg-er-du". Short, of plain letters, so that it can stand in a condition. */
export function nameFromWords(words: string): string {
  const plain = words
    .toLowerCase()
    .replace(/æ/g, "ae")
    .replace(/ø/g, "oe")
    .replace(/å/g, "aa")
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 40).replace(/-+$/, "");
}
