import { ConditionsParser, type Operand } from "survey-core";
import { type Condition, knownOperations } from "./condition.ts";

/** The parts of survey-core's operands that are read here; it keeps some of them to itself. */
interface Part {
  getType(): string;
  operatorName: string;
  left: Part | null;
  right: Part | null;
  expressionValue: Part;
  values: Part[];
  evaluate(): unknown;
  variableName: string;
  useValueAsItIs: boolean;
  functionName: string;
  paramValues: Part[];
}

/**
 * Compiles an expression of a survey for the phone.
 * @returns null where it needs what the phone does not know: other functions, dates, division, values "as they are". Such an expression is
 *   the server's to decide. What cannot be parsed never holds, as in survey-core.
 */
export function compileCondition(expression: string): Condition {
  const operand = new ConditionsParser().parseExpression(expression) as Operand | undefined;
  if (!operand) return ["k", false];
  try {
    return compilePart(operand as unknown as Part);
  } catch (fault) {
    if (fault instanceof NotForThePhone) return null;
    throw fault;
  }
}

class NotForThePhone extends Error {}

function compilePart(part: Part | null): Condition {
  if (!part) return null;
  switch (part.getType()) {
    case "const":
      return ["k", part.evaluate()];
    case "variable":
      return compileVariable(part);
    case "array":
      return ["a", ...part.values.map(compilePart)];
    case "unary":
      return operation(part.operatorName, part.expressionValue);
    case "binary":
      return operation(part.operatorName, part.left, part.right);
    case "function":
      if (part.functionName !== "iif" || part.paramValues.length !== 3) throw new NotForThePhone();
      return operation("iif", ...part.paramValues);
    default:
      throw new NotForThePhone();
  }
}

/** "{#name}" is not converted, "{$name}" asks about a question itself, "{name-unwrapped}" unpacks an answer. */
function compileVariable({ variableName, useValueAsItIs }: Part): Condition {
  if (useValueAsItIs || /^[$#]|:|-unwrapped/i.test(variableName)) throw new NotForThePhone();
  return ["v", variableName];
}

function operation(name: string, ...parts: Array<Part | null>): Condition {
  if (!knownOperations.has(name)) throw new NotForThePhone();
  return [name, ...parts.map(compilePart)];
}

/** Names of the answers that a condition looks at. */
export function readsOf(condition: Condition): string[] {
  if (!condition || condition[0] === "k") return [];
  const [name, ...parts] = condition as [string, ...Condition[]];
  return name === "v" ? [String(condition[1])] : parts.flatMap(readsOf);
}
