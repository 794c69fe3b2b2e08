import { ConditionsParser } from "survey-core";
import { allElements, type EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { answerNames, namesInBraces, speaksOf } from "./speaks-of.ts";

/** What conditions may speak of though no question answers it; `wave_position` is 0 in the baseline. */
const variables = ["wave_position", "locale", "item", "row", "panel", "choice", "page", "survey"];

/**
 * What is wrong with the condition of a page or an element; null where it is sound. A condition may speak of what stands before alone: what
 * comes after is not answered yet. Refused: "condition.unreadable", "condition.itself", "condition.later", "condition.unknown-name".
 */
export function checkCondition(definition: EditableDefinition, at: Place, text: string): Problem | null {
  if (!new ConditionsParser().parseExpression(text)) return problem("condition.unreadable");
  const before = answersBefore(definition, at);
  const others = [...variables, ...calculatedNames(definition)];
  for (const spoken of namesInBraces(text)) {
    if (speaksOfAny(spoken, [...before, ...others])) continue;
    if (speaksOfAny(spoken, ownAnswers(definition, at))) return problem("condition.itself");
    const isThere = speaksOfAny(spoken, allElements(definition.pages).flatMap(answerNames));
    return problem(isThere ? "condition.later" : "condition.unknown-name", { name: spoken });
  }
  return null;
}

/** Names of the answers that are given before a page or an element is asked, in the order they are asked. */
export function answersBefore(definition: EditableDefinition, at: Place): string[] {
  if (at.of === "survey") return [];
  if (at.of === "page") {
    const index = definition.pages.findIndex(({ name }) => name === at.name);
    return allElements(definition.pages.slice(0, Math.max(0, index))).flatMap(answerNames);
  }
  const elements = allElements(definition.pages);
  const index = elements.findIndex(({ name }) => name === at.name);
  const own = new Set(ownAnswers(definition, at));
  return elements
    .slice(0, Math.max(0, index))
    .filter(({ type }) => type !== "panel" && type !== "html")
    .flatMap(answerNames)
    .filter((name) => !own.has(name));
}

/** The answers that the place itself asks for: of a page or a panel, all that stand in it. */
function ownAnswers(definition: EditableDefinition, at: Place): string[] {
  if (at.of === "survey") return [];
  const holders =
    at.of === "page"
      ? definition.pages.filter(({ name }) => name === at.name)
      : allElements(definition.pages).filter(({ name }) => name === at.name);
  return [...(at.of === "page" ? [] : holders), ...allElements(holders)].flatMap(answerNames);
}

function speaksOfAny(spoken: string, names: readonly string[]): boolean {
  return names.some((name) => speaksOf(spoken, name));
}

function calculatedNames({ calculatedValues }: EditableDefinition): string[] {
  const values = Array.isArray(calculatedValues) ? calculatedValues.filter(isRecord) : [];
  return values.map(({ name }) => String(name));
}
