import { ConditionRunner } from "survey-core";
import { answersIn } from "#surveys/definition/exchange/formula.ts";
import { readCondition } from "#surveys/definition/exchange/read-condition.ts";
import { type ElementJson, isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { said } from "./paper-answer.ts";
import type { PaperSettings } from "./paper-questionnaire.ts";

/** An element that stands on the paper. */
export interface AskedElement {
  element: ElementJson;
  /** Its own condition and those of what it stands in. */
  conditions: string[];
  /** Questions have numbers; headings and words to read have none. */
  isQuestion: boolean;
}

/** How often a section that may be repeated is printed. */
const copiesOnPaper = 2;

/** What stands on paper, in order, each page and panel with its heading first. What the wave does not ask is left out. */
export function askedElements(definition: SurveyJson, settings: PaperSettings): AskedElement[] {
  const pages = Array.isArray(definition.pages)
    ? definition.pages
    : [{ ...definition, title: undefined } as ElementJson];
  return pages.filter(isRecord).flatMap((page) => inside(page as ElementJson, [], settings));
}

function inside(container: ElementJson, outer: string[], settings: PaperSettings): AskedElement[] {
  const conditions = withOwn(container, outer, settings);
  if (!conditions) return [];
  const lists = [container.elements, container.questions, container.templateElements];
  const children = lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter(isRecord);
  const asked = children.flatMap((child) => elementsOf(child as ElementJson, conditions, settings));
  const hasWords = said(container.title, settings, "") !== "" || said(container.description, settings, "") !== "";
  const hasHeading = hasWords && !saysTheSame(container, asked[0], settings);
  const isConditional = conditions.length > outer.length;
  if (asked.length === 0 || (!hasHeading && !isConditional)) return asked;
  return [{ element: { ...container, type: "panel" }, conditions, isQuestion: false }, ...asked];
}

/** A page that is one panel often has the panel's title: one heading is enough. */
function saysTheSame(container: ElementJson, first: AskedElement | undefined, settings: PaperSettings): boolean {
  if (first?.element.type !== "panel" || said(container.description, settings, "") !== "") return false;
  return said(container.title, settings, "") === said(first.element.title, settings, "");
}

function elementsOf(element: ElementJson, outer: string[], settings: PaperSettings): AskedElement[] {
  if (element.type === "expression" || element.type === "image" || element.visible === false) return [];
  if (element.type === "panel") return inside(element, outer, settings);
  if (element.type === "paneldynamic") {
    const once = inside(element, outer, settings);
    return Array.from({ length: copiesOnPaper }, (_, copy) => once.map((asked) => named(asked, copy + 1))).flat();
  }
  const conditions = withOwn(element, outer, settings);
  return conditions ? [{ element, conditions, isQuestion: element.type !== "html" }] : [];
}

/** The second copy of a section goes by names of its own, so that each question has its number. */
function named(asked: AskedElement, copy: number): AskedElement {
  return copy === 1 ? asked : { ...asked, element: { ...asked.element, name: `${asked.element.name} (${copy})` } };
}

/** The conditions with the element's own; null where the wave alone decides that it is not asked. */
function withOwn({ visibleIf }: ElementJson, outer: string[], { wavePosition }: PaperSettings): string[] | null {
  if (typeof visibleIf !== "string" || visibleIf.trim() === "") return outer;
  const formula = readCondition(visibleIf);
  const names = formula ? answersIn(formula) : [];
  const readsWaveOnly = names.length > 0 && names.every((name) => name === "wave_position");
  if (!readsWaveOnly) return [...outer, visibleIf];
  return holds(visibleIf, { wave_position: wavePosition }) ? outer : null;
}

/** Does the condition hold if these are all the answers? */
export function holds(condition: string, answers: Record<string, unknown>): boolean {
  return new ConditionRunner(condition).runValues(answers) === true;
}
