import type { Codebook } from "#surveys/definition/codebook.ts";
import { type ElementJson, isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import type { AskedQuestion } from "./question.ts";

/** Reads what the simulation must know of a survey's questions, in the order in which they are asked. */
export function askedQuestions(definition: SurveyJson, codebook: Codebook): AskedQuestion[] {
  return (definition.pages ?? []).flatMap((page) => questionsIn(page, [], codebook));
}

function questionsIn(element: ElementJson, outerConditions: string[], codebook: Codebook): AskedQuestion[] {
  const visibleIf = typeof element.visibleIf === "string" ? [...outerConditions, element.visibleIf] : outerConditions;
  if (element.elements) return element.elements.flatMap((inner) => questionsIn(inner, visibleIf, codebook));
  const items = codebook.items
    .filter((item) => item.source.question === element.name)
    .map(({ key, kind, good, scale, source }) => ({ key, kind, good, scale, option: source.option, row: source.row }));
  if (!element.name || items.length === 0) return [];
  const missingCodes = isRecord(element.missingValues) ? Object.keys(element.missingValues) : [];
  return [{ name: element.name, kind: kindOf(element, items), visibleIf, missingCodes, items }];
}

function kindOf(element: ElementJson, items: AskedQuestion["items"]): AskedQuestion["kind"] {
  if (element.rosterOf) return "roster";
  if (element.type === "checkbox") return "checkbox";
  if (items[0]?.kind === "text") return "words";
  return items[0]?.option === undefined ? "one-item" : "options";
}
