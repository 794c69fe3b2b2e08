/**
 * A condition or a calculation, whatever language it was written in (XPath of XLSForm, ExpressionScript of LimeSurvey, SurveyJS). Functions
 * have one name for all: `selected(answer, code)`, `empty(answer)`, `count-selected(answer)`, `if(condition, then, else)`, `coalesce`,
 * `today`, `now`, `min`, `max`, `sum`, `round`, `concat`, `length`, `regex(text, pattern)`.
 */
export type Formula =
  | { is: "text"; text: string }
  | { is: "number"; number: number }
  | { is: "truth"; truth: boolean }
  | { is: "answer"; name: string }
  /** The question the formula stands at. */
  | { is: "own" }
  | { is: "list"; items: Formula[] }
  | { is: "not"; of: Formula }
  | { is: "pair"; operator: FormulaOperator; left: Formula; right: Formula }
  | { is: "call"; name: string; given: Formula[] };

export type FormulaOperator = "or" | "and" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%" | "^";

export const textOf = (text: string): Formula => ({ is: "text", text });
export const notOf = (of: Formula): Formula => ({ is: "not", of });
export const callOf = (name: string, ...given: Formula[]): Formula => ({ is: "call", name, given });

/** The names of the answers that a formula reads. */
export function answersIn(formula: Formula): string[] {
  switch (formula.is) {
    case "answer":
      return [formula.name];
    case "not":
      return answersIn(formula.of);
    case "pair":
      return [...answersIn(formula.left), ...answersIn(formula.right)];
    case "call":
      return formula.given.flatMap(answersIn);
    case "list":
      return formula.items.flatMap(answersIn);
    default:
      return [];
  }
}

/** The same formula with each part changed from the innermost outwards. */
export function changedFormula(formula: Formula, change: (part: Formula) => Formula): Formula {
  const inner = (part: Formula) => changedFormula(part, change);
  switch (formula.is) {
    case "not":
      return change({ ...formula, of: inner(formula.of) });
    case "pair":
      return change({ ...formula, left: inner(formula.left), right: inner(formula.right) });
    case "call":
      return change({ ...formula, given: formula.given.map(inner) });
    case "list":
      return change({ ...formula, items: formula.items.map(inner) });
    default:
      return change(formula);
  }
}
