import type { Formula } from "#surveys/definition/exchange/formula.ts";
import { readCondition } from "#surveys/definition/exchange/read-condition.ts";

/**
 * A SurveyJS expression as XLSForm says it.
 *
 * @param named the XLSForm name of an answer; undefined for what the form does not ask ("{wave_position}").
 * @param own the question whose answer is written ".", for constraints.
 * @returns null where XPath has no words for it.
 */
export function writeXpath(
  expression: string,
  named: (name: string) => string | undefined,
  own?: string,
): string | null {
  const formula = readCondition(expression);
  return formula && written(formula, named, own);
}

type Named = (name: string) => string | undefined;

function written(formula: Formula, named: Named, own?: string): string | null {
  const inner = (part: Formula) => written(part, named, own);
  switch (formula.is) {
    case "text":
      return formula.text.includes("'")
        ? formula.text.includes('"')
          ? null
          : `"${formula.text}"`
        : `'${formula.text}'`;
    case "number":
      return String(formula.number);
    case "truth":
      return `'${formula.truth}'`;
    case "own":
      return ".";
    case "answer": {
      if (formula.name === own) return ".";
      const name = named(formula.name);
      return name === undefined ? null : `\${${name}}`;
    }
    case "not":
      return writtenNot(formula.of, inner);
    case "pair":
      return writtenPair(formula, inner);
    case "call":
      return writtenCall(formula, inner);
    default:
      return null;
  }
}

type Inner = (part: Formula) => string | null;

function writtenNot(of: Formula, inner: Inner): string | null {
  const isEmptiness = of.is === "call" && of.name === "empty";
  const written = inner(isEmptiness ? (of.given[0] as Formula) : of);
  if (written === null) return null;
  return isEmptiness ? `${written} != ''` : `not(${written})`;
}

const xpathOperators: Record<string, string> = { "/": "div", "%": "mod" };

function writtenPair({ operator, left, right }: Formula & { is: "pair" }, inner: Inner): string | null {
  const [one, other] = [left, right].map((side) => {
    const written = inner(side);
    const isChain = side.is === "pair" && side.operator === operator && ["and", "or", "+"].includes(operator);
    return written !== null && side.is === "pair" && !isChain ? `(${written})` : written;
  });
  if (one === null || other === null) return null;
  return operator === "^" ? `pow(${one}, ${other})` : `${one} ${xpathOperators[operator] ?? operator} ${other}`;
}

function writtenCall({ name, given }: Formula & { is: "call" }, inner: Inner): string | null {
  const parts = given.map(inner);
  if (parts.includes(null)) return null;
  return name === "empty" ? `${parts[0]} = ''` : `${name}(${parts.join(", ")})`;
}
