import { typed } from "#app/refusal.server.ts";
import { type ConditionLine, isComparison, mostLines } from "#surveys/definition/conditions/condition.ts";
import { type ConditionChoice, conditionChoices } from "#surveys/definition/conditions/condition-choices.ts";
import { conditionText } from "#surveys/definition/conditions/condition-text.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import type { EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";
import { isProblem, type Problem, problemAt } from "#surveys/problem.ts";

/**
 * Reads "shown only if …" out of a form: lines that were chosen, or text that was written by hand. A line that was just added asks whether
 * the question is answered at all, until its values are chosen. Refused: "condition.value-missing", "field.not-a-number" at "visibleIf".
 */
export function readConditionForm(
  form: FormData,
  definition: EditableDefinition,
  at: Place,
  before: string,
): Edit[] | Problem {
  const how = typed(form, "condition");
  if (how === "text") return [setCondition(at, typed(form, "visibleIf").trim())];
  if (how !== "lines") return [];
  const choices = conditionChoices(definition, at, "da");
  const lines = readLines(form, choices);
  if (isProblem(lines)) return lines;
  const added = typed(form, "deed") === "condition:add" ? newLine(typed(form, "condition.new"), choices) : [];
  const text = conditionText({
    join: typed(form, "condition.join") === "any" ? "any" : "all",
    lines: [...lines, ...added].slice(0, mostLines),
  });
  return text === before ? [] : [setCondition(at, text)];
}

function setCondition(at: Place, value: string): Edit {
  return { edit: "set", at, property: "visibleIf", value };
}

function readLines(form: FormData, choices: ConditionChoice[]): ConditionLine[] | Problem {
  const removed = /^condition:remove:(\d+)$/.exec(typed(form, "deed"))?.[1];
  const lines: ConditionLine[] = [];
  for (let number = 0; form.has(`condition.${number}.answer`) && number < mostLines; number += 1) {
    if (String(number) === removed) continue;
    const line = readLine(form, `condition.${number}`, choices);
    if (isProblem(line)) return line;
    lines.push(line);
  }
  return lines;
}

function readLine(form: FormData, field: string, choices: ConditionChoice[]): ConditionLine | Problem {
  const answer = typed(form, `${field}.answer`);
  const choice = choices.find((one) => one.answer === answer);
  const comparison = typed(form, `${field}.comparison`);
  if (!isComparison(comparison)) return problemAt("visibleIf", "condition.unreadable");
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
  if (values.length === 0) return problemAt("visibleIf", "condition.value-missing");
  const single = comparison !== "one-of" && comparison !== "none-of";
  return { answer, comparison, values: single ? values.slice(0, 1) : values };
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
  return Number.isFinite(number) ? [number] : problemAt("visibleIf", "field.not-a-number");
}

function newLine(answer: string, choices: ConditionChoice[]): ConditionLine[] {
  if (answer === "wave_position") return [{ answer, comparison: "at-least", values: [1] }];
  return choices.some((choice) => choice.answer === answer) ? [{ answer, comparison: "answered", values: [] }] : [];
}
