import { callOf, changedFormula, type Formula, notOf, textOf } from "#surveys/definition/exchange/formula.ts";
import { type FormulaDialect, readFormula } from "#surveys/definition/exchange/read-formula.ts";
import { columnName } from "./sheet.ts";

/** XPath as XLSForm writes it (ODK XForms specification, "XPath operators" and "XPath functions"): `${name}`, `.`, and no paths. */
const xpath: FormulaDialect = {
  token:
    /(?<space>\s+)|(?<answer>\$\{\s*[^{}\s]{1,200}\s*\})|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<text>'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”)|(?<name>[\p{L}_][\p{L}\p{N}_.:-]*)|(?<sign>!=|<=|>=|==|[=<>+*(),-])|(?<own>\.)/uy,
  operators: {
    ...{ or: "or", and: "and", "=": "=", "==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" },
    ...{ "+": "+", "-": "-", "*": "*", div: "/", mod: "%" },
  },
  // In a choice filter a bare name is a column of the choices sheet.
  bareName: (name) => callOf("column", textOf(columnName(name))),
};

/** Functions that another name says the same as. */
const sameAs: Record<string, string> = { "jr:choice-name": "choice-name", "string-length": "length", not: "not" };

/** Reads an XLSForm expression; null where it is none. Comparing with '' asks whether there is an answer. */
export function readXpath(text: string): Formula | null {
  const formula = readFormula(text.trim(), xpath);
  return formula && changedFormula(formula, plainer);
}

/** The names of the columns a choice filter reads. */
export function columnsIn(formula: Formula): string[] {
  const columns: string[] = [];
  changedFormula(formula, (part) => {
    if (part.is === "call" && part.name === "column" && part.given[0]?.is === "text") columns.push(part.given[0].text);
    return part;
  });
  return columns;
}

function plainer(part: Formula): Formula {
  if (part.is === "pair") return plainerPair(part);
  if (part.is !== "call") return part;
  const [only] = part.given;
  const name = sameAs[part.name] ?? part.name;
  switch (`${name}/${part.given.length}`) {
    case "true/0":
      return { is: "truth", truth: true };
    case "false/0":
      return { is: "truth", truth: false };
    case "not/1":
      return notOf(only as Formula);
    case "number/1":
    case "string/1":
    case "boolean/1":
    case "int/1":
      return name === "int" ? callOf("int", only as Formula) : (only as Formula);
    case "date/1":
      return only as Formula;
    case "pow/2":
      return { is: "pair", operator: "^", left: only as Formula, right: part.given[1] as Formula };
    default:
      return { ...part, name };
  }
}

function plainerPair(part: Formula & { is: "pair" }): Formula {
  const { operator, left, right } = part;
  if (operator !== "=" && operator !== "!=") return part;
  const isNothing = (side: Formula) => side.is === "text" && side.text === "";
  const asked = isNothing(right) ? left : isNothing(left) ? right : null;
  if (!asked || isNothing(asked)) return part;
  return operator === "=" ? callOf("empty", asked) : notOf(callOf("empty", asked));
}
