import {
  ArrayOperand,
  BinaryOperand,
  ConditionsParser,
  Const,
  type Operand,
  UnaryOperand,
  Variable,
} from "survey-core";
import { type Comparison, type Condition, type ConditionLine, mostLines } from "./condition.ts";
import { conditionText } from "./condition-text.ts";

const comparisonOf: Record<string, Comparison> = {
  equal: "is",
  notequal: "is-not",
  anyof: "one-of",
  noneof: "none-of",
  greater: "above",
  greaterorequal: "at-least",
  less: "below",
  lessorequal: "at-most",
  notempty: "answered",
  empty: "unanswered",
};

/**
 * Reads an expression back into lines that a form can show; null where it says more than that: brackets, sums, functions, "all" mixed with
 * "any". What is read says the same when it is written again.
 */
export function readCondition(text: string): Condition | null {
  const root = new ConditionsParser().parseExpression(text) as Operand | undefined;
  if (!root) return null;
  const join = isJoin(root) ? root.operator : null;
  const operands = join === null ? [root] : joined(root, join);
  if (operands.length > mostLines) return null;
  const lines = operands.map(readLine);
  if (lines.some((line) => line === null)) return null;
  const condition: Condition = { join: join === "or" ? "any" : "all", lines: lines as ConditionLine[] };
  return meansTheSame(text, conditionText(condition)) ? condition : null;
}

function isJoin(operand: Operand): operand is BinaryOperand {
  return operand instanceof BinaryOperand && (operand.operator === "and" || operand.operator === "or");
}

function joined(operand: Operand, join: string): Operand[] {
  if (!(operand instanceof BinaryOperand) || operand.operator !== join) return [operand];
  return [...joined(operand.leftOperand, join), ...joined(operand.rightOperand, join)];
}

function readLine(operand: Operand): ConditionLine | null {
  if (operand instanceof UnaryOperand) return readUnary(operand);
  if (!(operand instanceof BinaryOperand)) return null;
  const answer = answerOf(operand.leftOperand);
  const comparison = comparisonOf[operand.operator];
  const values = valuesOf(operand.rightOperand);
  if (answer === null || !comparison || values === null) return null;
  const severalFit = comparison === "one-of" || comparison === "none-of";
  return severalFit || values.length === 1 ? { answer, comparison, values } : null;
}

function readUnary({ operator, expression }: UnaryOperand): ConditionLine | null {
  const answer = answerOf(expression);
  const comparison = comparisonOf[operator];
  return answer !== null && (comparison === "answered" || comparison === "unanswered")
    ? { answer, comparison, values: [] }
    : null;
}

function answerOf(operand: unknown): string | null {
  if (!(operand instanceof Variable)) return null;
  return /^[^{}#$!]+$/.test(operand.variable) ? operand.variable : null;
}

function valuesOf(operand: unknown): ConditionLine["values"] | null {
  if (operand instanceof ArrayOperand) {
    const values = operand.values.map(valuesOf);
    return values.some((value) => value?.length !== 1) ? null : values.flatMap((value) => value ?? []);
  }
  if (!(operand instanceof Const) || operand instanceof Variable) return null;
  const { correctValue: value } = operand;
  return ["string", "number", "boolean"].includes(typeof value) ? [value] : null;
}

/** Whatever else was in the expression would be lost, so both must come out alike but for brackets. */
function meansTheSame(text: string, written: string): boolean {
  const normal = (expression: string) =>
    String(new ConditionsParser().parseExpression(expression)?.toString()).replace(/[()]/g, "");
  return normal(text) === normal(written);
}
