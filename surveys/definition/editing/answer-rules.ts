import { type ElementJson, isRecord } from "#surveys/definition/survey-json.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";
import type { Edit } from "./edit.ts";
import type { EditableDefinition } from "./editable-definition.ts";
import { findElement } from "./element-place.ts";
import { itemsIn } from "./list-items.ts";
import { kindOf } from "./question-kinds.ts";

/**
 * What a form can demand of an answer, with the properties of its limits, the lower one first. SurveyJS calls them validators, and has others,
 * which stay as they came.
 */
export const answerRules = {
  numeric: ["minValue", "maxValue"],
  text: ["minLength", "maxLength"],
  email: [],
  answercount: ["minCount", "maxCount"],
} as const satisfies Record<string, readonly string[]>;
export type AnswerRule = keyof typeof answerRules;

export function isAnswerRule(text: unknown): text is AnswerRule {
  return Object.keys(answerRules).some((rule) => rule === text);
}

/** The rules that mean something for a question. */
export function rulesFor(element: ElementJson): AnswerRule[] {
  switch (kindOf(element)) {
    case "number":
      return ["numeric"];
    case "line":
      return element.inputType && element.inputType !== "text" ? [] : ["text", "email"];
    case "words":
      return ["text"];
    case "several":
      return ["answercount"];
    default:
      return [];
  }
}

/** The first validator of a kind that a question has; null where there is none. */
export function ruleIn(element: ElementJson, rule: AnswerRule): Record<string, unknown> | null {
  return (
    itemsIn(element, "validators")
      .filter(isRecord)
      .find(({ type }) => type === rule) ?? null
  );
}

/**
 * Gives a question a rule, gives the rule it has other limits, or takes it out. Its words stay. Refused: "editing.gone", and
 * "editing.limits-impossible" at the upper limit where no answer would fit.
 */
export function setRule(
  definition: EditableDefinition,
  { name, rule, limits }: Extract<Edit, { edit: "rule" }>,
): Problem | null {
  const element = findElement(definition, name)?.element;
  if (!element) return problem("editing.gone");
  const was = ruleIn(element, rule);
  const others = itemsIn(element, "validators").filter((one) => one !== was);
  if (limits === null) {
    if (others.length > 0) element.validators = others;
    else delete element.validators;
    return null;
  }
  const [least, most] = answerRules[rule].map((property) => limits[property]);
  const isCounted = rule === "text" || rule === "answercount";
  const wrong = (limit: number | undefined) => isCounted && limit !== undefined && !isCount(limit);
  if (wrong(least) || wrong(most) || (least !== undefined && most !== undefined && least > most)) {
    return problemAt(ruleField(rule, answerRules[rule].at(-1)), "editing.limits-impossible");
  }
  const now = withLimits(was ?? { type: rule }, rule, limits);
  element.validators = was ? itemsIn(element, "validators").map((one) => (one === was ? now : one)) : [...others, now];
  return null;
}

/** The name of a limit in the form about a question. */
export function ruleField(rule: AnswerRule, property = ""): string {
  return `rule.${rule}.${property}`;
}

function withLimits(validator: Record<string, unknown>, rule: AnswerRule, limits: Record<string, number | undefined>) {
  const now = { ...validator };
  for (const property of answerRules[rule]) {
    if (limits[property] === undefined) delete now[property];
    else now[property] = limits[property];
  }
  return now;
}

function isCount(limit: number): boolean {
  return Number.isInteger(limit) && limit >= 0;
}
