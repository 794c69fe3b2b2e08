import { callOf, changedFormula, type Formula, notOf, textOf } from "#surveys/definition/exchange/formula.ts";
import { type FormulaDialect, readFormula } from "#surveys/definition/exchange/read-formula.ts";
import type { KnownAnswer } from "#surveys/definition/exchange/write-condition.ts";

/** LimeSurvey's ExpressionScript (manual, "ExpressionScript – presentation"): names may be codes or SGQA ("12X3X45other"). */
const expressionScript: FormulaDialect = {
  token:
    /(?<space>\s+)|(?<name>\d+X\d+X\d+[A-Za-z0-9_#]*(?:\.[A-Za-z]+)*|[A-Za-z_][\w:]*(?:\.[A-Za-z_]\w*)*)|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<text>'[^']*'|"[^"]*")|(?<sign>==|!=|<=|>=|&&|\|\||[=<>!+*/(),-])/uy,
  operators: {
    ...{ or: "or", "||": "or", and: "and", "&&": "and", "=": "=", "==": "=", eq: "=", "!=": "!=", ne: "!=" },
    ...{ "<": "<", lt: "<", "<=": "<=", le: "<=", ">": ">", gt: ">", ">=": ">=", ge: ">=" },
    ...{ "+": "+", "-": "-", "*": "*", "/": "/" },
  },
  bareName: (name) => ({ is: "answer", name }),
};

/** What a name of an expression stands for: an answer, or one option of a question with several answers. */
export type NamedAnswer = { answer: KnownAnswer } | { option: string; of: string };

/**
 * Reads an expression; null where it is none. "The option's answer is Y" becomes `selected`, comparing with "" becomes `empty`, and
 * suffixes that only say how a value is fetched (`.NAOK`, `.value`, `.code`) go.
 *
 * @param named what a name without its suffix stands for; undefined for names that the file does not have.
 */
export function readExpressionScript(text: string, named: (name: string) => NamedAnswer | undefined): Formula | null {
  const formula = readFormula(text.trim(), expressionScript);
  if (!formula) return null;
  const plainer = changedFormula(formula, (part) => withOptions(part, named));
  return changedFormula(plainer, optionAlone);
}

const fetching = /\.(NAOK|value|valueNAOK|code)$/;

/** The name without `.NAOK` and its like. Other suffixes stay, and are known by nobody. */
export function bareName(name: string): string {
  return name.replace(fetching, "").replace(fetching, "");
}

function withOptions(part: Formula, named: (name: string) => NamedAnswer | undefined): Formula {
  if (part.is === "answer") {
    const name = bareName(part.name);
    if (name === "self" || name === "this") return { is: "own" };
    const found = named(name);
    if (found && "option" in found) return callOf("option", { is: "answer", name: found.of }, textOf(found.option));
    return { is: "answer", name };
  }
  if (part.is === "pair" && (part.operator === "=" || part.operator === "!=")) return comparedWithText(part);
  return part.is === "call" ? plainCall(part) : part;
}

/** What LimeSurvey keeps where "other" was chosen in a list. SurveyJS keeps "other". */
const otherCode = "-oth-";

function comparedWithText(part: Formula & { is: "pair" }): Formula {
  const [asked, text] = part.left.is === "text" ? [part.right, part.left] : [part.left, part.right];
  if (text.is !== "text") return part;
  const isEqual = part.operator === "=";
  if (text.text === otherCode) return { ...part, left: asked, right: textOf("other") };
  if (isOption(asked)) return (text.text === "Y") === isEqual ? chosen(asked) : notOf(chosen(asked));
  if (text.text !== "") return part;
  return isEqual ? callOf("empty", asked) : notOf(callOf("empty", asked));
}

function plainCall(part: Formula & { is: "call" }): Formula {
  const [first] = part.given;
  switch (part.name) {
    case "is_empty":
      return first && isOption(first) ? notOf(chosen(first)) : callOf("empty", ...part.given);
    case "count":
      return countOf(part);
    case "strlen":
      return { ...part, name: "length" };
    case "regexmatch":
      return callOf("regex", ...part.given.toReversed());
    case "if":
      return part;
    default:
      return part;
  }
}

/** count(Q_1, Q_2, …) over the options of one question is how many were chosen. */
function countOf(part: Formula & { is: "call" }): Formula {
  const questions = part.given.map((given) =>
    isOption(given) ? answerOf(given) : given.is === "answer" ? given : null,
  );
  const names = new Set(questions.map((answer) => (answer?.is === "answer" ? answer.name : "")));
  return names.size === 1 && questions[0] ? callOf("count-selected", questions[0]) : part;
}

function isOption(formula: Formula): formula is Formula & { is: "call" } {
  return formula.is === "call" && formula.name === "option";
}

function answerOf(option: Formula & { is: "call" }): Formula {
  return option.given[0] as Formula;
}

function chosen(option: Formula & { is: "call" }): Formula {
  return callOf("selected", ...option.given);
}

/** An option that is not compared with anything asks whether it was chosen. */
function optionAlone(part: Formula): Formula {
  return isOption(part) ? chosen(part) : part;
}
