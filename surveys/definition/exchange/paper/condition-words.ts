import type { Formula } from "#surveys/definition/exchange/formula.ts";
import type { Say } from "#surveys/texts.ts";

/** What the words of a condition need to know of the questions on paper. */
export interface PaperAnswers {
  /** Number of a question on paper; undefined for what is not asked there. */
  number: (name: string) => number | undefined;
  /** Words of an answer. */
  answer: (name: string, code: string) => string;
}

/** "you answered “Yes” in question 3"; null where paper has no words for it. */
export function conditionWords(formula: Formula, answers: PaperAnswers, say: Say): string | null {
  switch (formula.is) {
    case "pair":
      return formula.operator === "and" || formula.operator === "or"
        ? bothWords(formula, answers, say)
        : comparisonWords(formula, answers, say);
    case "not":
      return notWords(formula.of, answers, say);
    case "call":
      return callWords(formula, answers, say, "");
    default:
      return null;
  }
}

function bothWords(formula: Formula & { is: "pair" }, answers: PaperAnswers, say: Say): string | null {
  const left = conditionWords(formula.left, answers, say);
  const right = conditionWords(formula.right, answers, say);
  if (left === null || right === null) return null;
  return left === right ? left : say(`exchange:paper.${formula.operator}`, { left, right });
}

function notWords(of: Formula, answers: PaperAnswers, say: Say): string | null {
  if (of.is === "call") return callWords(of, answers, say, "not-");
  return of.is === "pair" && of.operator === "=" ? comparisonWords({ ...of, operator: "!=" }, answers, say) : null;
}

function callWords(
  formula: Formula & { is: "call" },
  answers: PaperAnswers,
  say: Say,
  negation: string,
): string | null {
  const [asked, code] = formula.given;
  if (asked?.is !== "answer") return null;
  const question = answers.number(questionOf(asked.name));
  if (question === undefined) return null;
  if (formula.name === "empty") return say(`exchange:paper.${negation}empty`, { question });
  const written = formula.name === "selected" && code ? constantOf(code) : null;
  return written === null
    ? null
    : say(`exchange:paper.${negation}answered`, { question, answer: answers.answer(asked.name, written) });
}

const compared: Record<string, string> = {
  ...{ "=": "answered", "!=": "not-answered", "<": "less", "<=": "at-most", ">": "more", ">=": "at-least" },
};

function comparisonWords(
  { operator, left, right }: Formula & { is: "pair" },
  answers: PaperAnswers,
  say: Say,
): string | null {
  const code = constantOf(right);
  const words = compared[operator];
  if (left.is !== "answer" || code === null || words === undefined) return null;
  const question = answers.number(questionOf(left.name));
  if (question === undefined) return null;
  const isEqual = operator === "=" || operator === "!=";
  return say(`exchange:paper.${words}`, { question, answer: isEqual ? answers.answer(left.name, code) : code });
}

function questionOf(path: string): string {
  return path.split(".")[0] ?? path;
}

function constantOf(formula: Formula): string | null {
  if (formula.is === "text") return formula.text;
  if (formula.is === "number") return String(formula.number);
  return formula.is === "truth" ? String(formula.truth) : null;
}
