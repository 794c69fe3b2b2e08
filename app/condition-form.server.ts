import { typed } from "#app/refusal.server.ts";
import {
  type ConditionLine,
  type ConditionProperty,
  isComparison,
  mostLines,
} from "#surveys/definition/conditions/condition.ts";
import { type ConditionChoice, conditionChoices } from "#surveys/definition/conditions/condition-choices.ts";
import { conditionText } from "#surveys/definition/conditions/condition-text.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import type { EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";

/** Where a condition stands and what it was. */
interface ReadCondition {
  definition: EditableDefinition;
  at: Place;
  property: ConditionProperty;
  before: string;
}

/**
 * Reads "shown only if …" or "must be answered only if …" out of a form: lines that were chosen, or text that was written by hand. A line that
 * was just added asks whether the question is answered at all, until its values are chosen. Refused: "condition.value-missing",
 * "condition.one-value", "field.not-a-number" at the property.
 */
export function readConditionForm(
  form: FormData,
  { definition, at, property, before }: ReadCondition,
): Edit[] | Problem {
  const set = (value: string): Edit[] => [{ edit: "set", at, property, value }];
  const how = typed(form, `${property}.how`);
  if (how === "text") return set(typed(form, `${property}.text`).trim());
  if (how !== "lines") return [];
  const choices = conditionChoices(definition, at, "da");
  const lines = readLines(form, property, choices);
  if (isProblem(lines)) return { ...lines, field: property };
  const added = typed(form, "deed") === `${property}:add` ? newLine(typed(form, `${property}.new`), choices) : [];
  const text = conditionText({
    join: typed(form, `${property}.join`) === "any" ? "any" : "all",
    lines: [...lines, ...added].slice(0, mostLines),
  });
  return text === before ? [] : set(text);
}

function readLines(form: FormData, property: ConditionProperty, choices: ConditionChoice[]): ConditionLine[] | Problem {
  const deed = typed(form, "deed");
  const lines: ConditionLine[] = [];
  for (let number = 0; form.has(`${property}.${number}.answer`) && number < mostLines; number += 1) {
    if (deed === `${property}:remove:${number}`) continue;
    const line = readLine(form, `${property}.${number}`, choices);
    if (isProblem(line)) return line;
    lines.push(line);
  }
  return lines;
}

function readLine(form: FormData, field: string, choices: ConditionChoice[]): ConditionLine | Problem {
  const answer = typed(form, `${field}.answer`);
  const choice = choices.find((one) => one.answer === answer);
  const comparison = typed(form, `${field}.comparison`);
  if (!isComparison(comparison)) return problem("condition.unreadable");
  const justTicked =
    comparison === "answered" && typed(form, `${field}.was`) === "answered" && form.has(`${field}.value`);
  if (justTicked && choice && choice.values.length > 0) {
    // Whoever ticks answers beside a line that was just added means these answers.
    const ticked = readValues(form, field, choice);
    return isProblem(ticked) ? ticked : { answer, comparison: "one-of", values: ticked };
  }
  if (comparison === "answered" || comparison === "unanswered") return { answer, comparison, values: [] };
  const values = readValues(form, field, choice);
  if (isProblem(values)) return values;
  if (values.length === 0) return problem("condition.value-missing");
  if (values.length === 1 || comparison === "one-of" || comparison === "none-of") return { answer, comparison, values };
  const ofSeveral = { is: "one-of", "is-not": "none-of" } as const;
  if (comparison === "is" || comparison === "is-not") return { answer, comparison: ofSeveral[comparison], values };
  return problem("condition.one-value");
}

function readValues(
  form: FormData,
  field: string,
  choice: ConditionChoice | undefined,
): ConditionLine["values"] | Problem {
  if (choice && choice.values.length > 0) {
    const ticked = form.getAll(`${field}.value`).map(String);
    return choice.values.filter(({ value }) => ticked.includes(String(value))).map(({ value }) => value);
  }
  const text = typed(form, `${field}.value`).trim();
  if (text === "") return [];
  if (!choice?.isNumber) return [text];
  const number = Number(text.replace(",", "."));
  return Number.isFinite(number) ? [number] : problem("field.not-a-number");
}

function newLine(answer: string, choices: ConditionChoice[]): ConditionLine[] {
  if (answer === "wave_position") return [{ answer, comparison: "at-least", values: [1] }];
  return choices.some((choice) => choice.answer === answer) ? [{ answer, comparison: "answered", values: [] }] : [];
}
