import type { Comparison, Condition, ConditionLine } from "./condition.ts";

const operators: Record<Comparison, string> = {
  is: "=",
  "is-not": "<>",
  "one-of": "anyof",
  "none-of": "noneof",
  above: ">",
  "at-least": ">=",
  below: "<",
  "at-most": "<=",
  answered: "notempty",
  unanswered: "empty",
};

/** The condition as SurveyJS writes it: "{a} = 1 and {b} anyof ['x', 'y']"; "" where there are no lines. */
export function conditionText({ join, lines }: Condition): string {
  return lines.map(lineText).join(join === "all" ? " and " : " or ");
}

function lineText({ answer, comparison, values }: ConditionLine): string {
  const operator = operators[comparison];
  if (comparison === "answered" || comparison === "unanswered") return `{${answer}} ${operator}`;
  if (comparison === "one-of" || comparison === "none-of") {
    return `{${answer}} ${operator} [${values.map(valueText).join(", ")}]`;
  }
  return `{${answer}} ${operator} ${valueText(values[0] ?? "")}`;
}

/** Numbers bare, words in quotes. Quotes of both kinds are escaped, as the reader of conditions takes them; a backslash is not. */
function valueText(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  return `'${value.replace(/['"]/g, (mark) => `\\${mark}`)}'`;
}
