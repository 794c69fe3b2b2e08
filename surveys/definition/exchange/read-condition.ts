import { ConditionsParser, type Operand } from "survey-core";
import type { Formula, FormulaOperator } from "./formula.ts";

/**
 * Reads a SurveyJS expression into a formula, by survey-core's own parser. `contains`, `anyof` and their like become `selected`, one for each
 * code; `{many.length}` becomes `count-selected`.
 * @returns null where it is no expression, or says something that no formula can.
 */
export function readCondition(expression: string): Formula | null {
  const operand = parsed(expression);
  return operand ? formulaOf(operand as unknown as OperandShape) : null;
}

/** The same expression in one spelling, so that two can be compared; as it was where it cannot be read. */
export function normalCondition(expression: string): string {
  return parsed(expression)?.toString() ?? expression;
}

function parsed(expression: string): Operand | null {
  try {
    return new ConditionsParser().parseExpression(expression) ?? null;
  } catch {
    return null;
  }
}

/** survey-core declares these fields private; they are the only way to read what it parsed. */
interface OperandShape {
  getType: () => string;
  operatorName?: string;
  left?: OperandShape;
  right?: OperandShape;
  expressionValue?: OperandShape;
  variableName?: string;
  correctValue?: unknown;
  values?: OperandShape[];
  originalValue?: string;
  parameters?: OperandShape;
}

const operators: Record<string, FormulaOperator> = {
  ...{ or: "or", and: "and", equal: "=", notequal: "!=", less: "<", lessorequal: "<=", greater: ">" },
  ...{ greaterorequal: ">=", plus: "+", minus: "-", mul: "*", div: "/", mod: "%", power: "^" },
};

const functions: Record<string, string> = {
  ...{ iif: "if", today: "today", currentDate: "now", min: "min", max: "max", sum: "sum", round: "round" },
};

function formulaOf(operand: OperandShape): Formula | null {
  switch (operand.getType()) {
    case "variable":
      return variableOf(String(operand.variableName));
    case "const":
      return constantOf(operand.correctValue);
    case "array":
      return withAll(operand.values ?? [], (items) => ({ is: "list", items }));
    case "unary":
      return unaryOf(operand);
    case "binary":
      return binaryOf(operand);
    case "function": {
      const name = functions[String(operand.originalValue)];
      return name === undefined
        ? null
        : withAll(operand.parameters?.values ?? [], (given) => ({ is: "call", name, given }));
    }
    default:
      return null;
  }
}

function variableOf(name: string): Formula {
  const counted = /^(.+)\.length$/.exec(name)?.[1];
  if (counted !== undefined) return { is: "call", name: "count-selected", given: [{ is: "answer", name: counted }] };
  return { is: "answer", name };
}

function constantOf(value: unknown): Formula | null {
  if (typeof value === "number") return { is: "number", number: value };
  if (typeof value === "boolean") return { is: "truth", truth: value };
  return typeof value === "string" ? { is: "text", text: value } : null;
}

function withAll(operands: OperandShape[], make: (formulas: Formula[]) => Formula): Formula | null {
  const formulas = operands.map(formulaOf);
  return formulas.includes(null) ? null : make(formulas as Formula[]);
}

function unaryOf({ operatorName, expressionValue }: OperandShape): Formula | null {
  const of = expressionValue && formulaOf(expressionValue);
  if (!of) return null;
  // "!{x}" asks whether there is no answer.
  if (operatorName === "negate") return of.is === "answer" ? emptiness(of) : { is: "not", of };
  if (operatorName === "empty") return emptiness(of);
  return operatorName === "notempty" ? { is: "not", of: emptiness(of) } : null;
}

const emptiness = (of: Formula): Formula => ({ is: "call", name: "empty", given: [of] });

function binaryOf({ operatorName = "", left, right }: OperandShape): Formula | null {
  const [one, other] = [left && formulaOf(left), right && formulaOf(right)];
  if (!one || !other) return null;
  const operator = Object.hasOwn(operators, operatorName) ? operators[operatorName] : undefined;
  if (operator) return { is: "pair", operator, left: one, right: other };
  return chosenOf(operatorName, one, other);
}

/** `{many} contains 'a'`, `['a', 'b'] contains {one}`, and `anyof`, `allof`, `noneof` with a list. */
function chosenOf(operator: string, left: Formula, right: Formula): Formula | null {
  if (operator === "contains" || operator === "notcontains") {
    const chosen = left.is === "list" ? anyOf(right, left.items) : selected(left, right);
    return operator === "contains" ? chosen : { is: "not", of: chosen };
  }
  const codes = right.is === "list" ? right.items : [right];
  if (operator === "anyof") return anyOf(left, codes);
  if (operator === "noneof") return { is: "not", of: anyOf(left, codes) };
  return operator === "allof" ? joined(left, codes, "and") : null;
}

const selected = (answer: Formula, code: Formula): Formula => ({ is: "call", name: "selected", given: [answer, code] });
const anyOf = (answer: Formula, codes: Formula[]) => joined(answer, codes, "or");

function joined(answer: Formula, codes: Formula[], operator: "and" | "or"): Formula {
  const [first = { is: "text", text: "" } as Formula, ...others] = codes;
  return others.reduce<Formula>(
    (left, code) => ({ is: "pair", operator, left, right: selected(answer, code) }),
    selected(answer, first),
  );
}
