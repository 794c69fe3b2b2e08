import type { Formula, FormulaOperator } from "./formula.ts";

/** How a language writes formulas: its tokens, and what its operators mean. */
export interface FormulaDialect {
  /** Sticky; one named group for each kind: space, answer, number, text, name, own, sign. */
  token: RegExp;
  /** Operator as it is written (words in small letters) → what it means. */
  operators: Record<string, FormulaOperator>;
  /** What a bare name that is no function and no operator is. */
  bareName: (name: string) => Formula | null;
}

/** Longer or deeper than anybody writes; more would only be meant to exhaust the reader. */
const limits = { characters: 20_000, tokens: 6_000, depth: 60 };

const strength: Record<FormulaOperator, number> = {
  ...{ or: 1, and: 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4 },
  ...{ "+": 5, "-": 5, "*": 6, "/": 6, "%": 6, "^": 7 },
};

interface Token {
  kind: string;
  text: string;
}

/** Reads a formula; null where it is none, or longer or deeper than `limits`. Never throws. */
export function readFormula(text: string, dialect: FormulaDialect): Formula | null {
  const tokens = text.length > limits.characters ? null : tokensOf(text, dialect.token);
  if (!tokens || tokens.length === 0 || tokens.length > limits.tokens) return null;
  const reader = new FormulaReader(tokens, dialect);
  const formula = reader.expression(0, 0);
  return reader.isAtEnd ? formula : null;
}

function tokensOf(text: string, pattern: RegExp): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const found = Object.entries(match?.groups ?? {}).find(([, part]) => part !== undefined);
    if (!match || !found || match[0] === "") return null;
    if (found[0] !== "space") tokens.push({ kind: found[0], text: found[1] as string });
    at += match[0].length;
  }
  return tokens;
}

/** Precedence climbing over tokens. Each step gives null where the tokens make no sense. */
class FormulaReader {
  readonly #tokens: Token[];
  readonly #dialect: FormulaDialect;
  #at = 0;

  constructor(tokens: Token[], dialect: FormulaDialect) {
    this.#tokens = tokens;
    this.#dialect = dialect;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  expression(weakest: number, depth: number): Formula | null {
    if (depth > limits.depth) return null;
    let left = this.#operand(depth + 1);
    while (left) {
      const operator = this.#operatorAhead();
      if (!operator || strength[operator] <= weakest) return left;
      this.#at += 1;
      const right = this.expression(strength[operator], depth + 1);
      left = right && { is: "pair", operator, left, right };
    }
    return null;
  }

  #operatorAhead(): FormulaOperator | null {
    const token = this.#tokens[this.#at];
    if (!token || (token.kind !== "sign" && token.kind !== "name")) return null;
    const written = token.text.toLowerCase();
    return Object.hasOwn(this.#dialect.operators, written) ? (this.#dialect.operators[written] ?? null) : null;
  }

  #operand(depth: number): Formula | null {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    switch (token?.kind) {
      case "answer":
        return { is: "answer", name: token.text.replace(/^\$\{\s*|\s*\}$/g, "") };
      case "own":
        return { is: "own" };
      case "number":
        return { is: "number", number: Number(token.text) };
      case "text":
        return { is: "text", text: token.text.slice(1, -1) };
      case "name":
        return this.#isSign("(") ? this.#call(token.text, depth) : this.#dialect.bareName(token.text);
      case "sign":
        return this.#signed(token.text, depth);
      default:
        return null;
    }
  }

  #signed(sign: string, depth: number): Formula | null {
    if (sign === "(") {
      const inner = this.expression(0, depth);
      return inner && this.#take(")") ? inner : null;
    }
    if (sign !== "!" && sign !== "-") return null;
    if (depth > limits.depth) return null;
    const of = this.#operand(depth + 1);
    if (!of) return null;
    if (sign === "!") return { is: "not", of };
    return of.is === "number"
      ? { is: "number", number: -of.number }
      : { is: "pair", operator: "-", left: { is: "number", number: 0 }, right: of };
  }

  #call(name: string, depth: number): Formula | null {
    this.#at += 1;
    const given: Formula[] = [];
    if (this.#take(")")) return { is: "call", name: name.toLowerCase(), given };
    do {
      const argument = this.expression(0, depth);
      if (!argument) return null;
      given.push(argument);
    } while (this.#take(","));
    return this.#take(")") ? { is: "call", name: name.toLowerCase(), given } : null;
  }

  #isSign(sign: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === "sign" && token.text === sign;
  }

  #take(sign: string): boolean {
    const isThere = this.#isSign(sign);
    if (isThere) this.#at += 1;
    return isThere;
  }
}
