import { type ElementJson, elementLists, isRecord, type SurveyJson } from "./survey-json.ts";

/**
 * Joins a core and its modules into one definition: the modules' pages come before the core's closing pages of open questions (people
 * write last), and all indexes are kept. Title and settings are the core's. Nothing given is changed.
 *
 * @param parts core first, then modules in the order they are to be asked.
 */
export function composeDefinition(parts: readonly SurveyJson[]): SurveyJson {
  const [core, ...modules] = structuredClone(parts) as SurveyJson[];
  if (!core) throw new RangeError("composeDefinition: needs at least one part");
  const pages = core.pages ?? [];
  const firstClosing = pages.findLastIndex((page) => !isOpenPage(page)) + 1;
  const added = modules.flatMap((module) => module.pages ?? []);
  const indexes = [core, ...modules].flatMap((part) => (Array.isArray(part.indexes) ? part.indexes : []));
  return {
    ...core,
    ...(indexes.length > 0 ? { indexes } : {}),
    pages: [...pages.slice(0, firstClosing), ...added, ...pages.slice(firstClosing)],
  };
}

function isOpenPage(page: ElementJson): boolean {
  return (page.elements ?? []).every((element) => element.type === "comment");
}

/** An organisation of the initiative, as the roster shows it. */
export interface RosterOrganisation {
  id: string;
  name: string;
}

/**
 * Gives every matrix with `rosterOf: "organisations"` one row for each organisation; the row's key is the organisation's id, so that a tie
 * keeps its identity when a name changes. The respondent's own organisation is among them and has an answer of its own. Nothing given is
 * changed; without organisations the rosters are taken out, and pages left empty with them.
 */
export function fillRoster(definition: SurveyJson, organisations: readonly RosterOrganisation[]): SurveyJson {
  const [filled] = filledElement(structuredClone(definition), organisations);
  return (filled as SurveyJson | undefined) ?? { ...definition, pages: [] };
}

/** The element with its rosters filled, or nothing where it was a roster nobody can be asked about or held nothing else. */
function filledElement(element: unknown, organisations: readonly RosterOrganisation[]): unknown[] {
  if (!isRecord(element)) return [element];
  if (element.rosterOf === "organisations") {
    const rows = organisations.map(({ id, name }) => ({ value: id, text: name }));
    return rows.length > 0 ? [{ ...element, rows }] : [];
  }
  const filled = { ...element };
  for (const list of elementLists) {
    const children = element[list];
    if (!Array.isArray(children) || children.length === 0) continue;
    const kept = children.flatMap((child) => filledElement(child, organisations));
    if (kept.length === 0) return [];
    filled[list] = kept;
  }
  return [filled];
}
