import type { Formula } from "./formula.ts";

/** What is known of a name that a formula reads. `nothing` never gets a value. */
export interface KnownAnswer {
  /** As SurveyJS is to read it: a question's name, or "matrix.row". */
  path: string;
  holds: "one" | "many" | "number" | "words" | "nothing";
}

export interface WrittenFormula {
  /** The SurveyJS expression; makes no sense where anything is `unknown`. */
  text: string;
  /** Functions, operators and names that SurveyJS has no word for. */
  unknown: string[];
}

/**
 * Writes a formula as a SurveyJS expression.
 *
 * @param known what a name in the formula stands for; undefined where there is no such question.
 * @param own the name of the question it stands at, for checks.
 */
export function writeCondition(
  formula: Formula,
  known: (name: string) => KnownAnswer | undefined,
  own?: string,
): WrittenFormula {
  const unknown: string[] = [];
  const writer = new ConditionWriter(known, own, unknown);
  return { text: writer.write(formula), unknown };
}

class ConditionWriter {
  readonly #known: (name: string) => KnownAnswer | undefined;
  readonly #own: string | undefined;
  readonly #unknown: string[];

  constructor(known: (name: string) => KnownAnswer | undefined, own: string | undefined, unknown: string[]) {
    this.#known = known;
    this.#own = own;
    this.#unknown = unknown;
  }

  write(formula: Formula): string {
    switch (formula.is) {
      case "text":
        return quoted(formula.text);
      case "number":
        return formula.number < 0 ? `(0 - ${-formula.number})` : String(formula.number);
      case "truth":
        return String(formula.truth);
      case "answer":
        return `{${this.#answer(formula.name)?.path ?? ""}}`;
      case "own":
        return this.#own === undefined ? this.#fail(".") : `{${this.#own}}`;
      case "list":
        return `[${formula.items.map((item) => this.write(item)).join(", ")}]`;
      case "not":
        return this.#writeNot(formula.of);
      case "pair":
        return this.#writePair(formula);
      case "call":
        return this.#writeCall(formula);
    }
  }

  #answer(name: string): KnownAnswer | undefined {
    const known = this.#known(name);
    if (!known) this.#fail(name);
    return known;
  }

  #fail(what: string): string {
    this.#unknown.push(what);
    return "";
  }

  #writeNot(of: Formula): string {
    const isEmptiness = of.is === "call" && of.name === "empty" && of.given.length === 1;
    return isEmptiness ? `${this.write(of.given[0] as Formula)} notempty` : `!(${this.write(of)})`;
  }

  #writePair({ operator, left, right }: Formula & { is: "pair" }): string {
    if (operator === "=" || operator === "!=") {
      const compared = this.#writeWholeList(operator, left, right);
      if (compared) return compared;
    }
    return `${this.#side(left, operator)} ${operator} ${this.#side(right, operator)}`;
  }

  /** "The answer is a" of a question with several answers means a alone. */
  #writeWholeList(operator: string, left: Formula, right: Formula): string | null {
    if (left.is !== "answer" || right.is !== "text" || this.#known(left.name)?.holds !== "many") return null;
    return `${this.write(left)} ${operator} [${quoted(right.text)}]`;
  }

  /** Everything but the plainest is put in brackets, so that nobody has to know whose rules of precedence hold. */
  #side(formula: Formula, operator: string): string {
    const isChain = formula.is === "pair" && formula.operator === operator && ["and", "or", "+"].includes(operator);
    const isCompared = formula.is === "pair" && (operator === "and" || operator === "or") && isComparison(formula);
    const needsNone = formula.is !== "pair" && formula.is !== "call";
    const written = this.write(formula);
    const isOneWord = formula.is === "call" && /^(\w+\(|\{[^{}]*\}$)/.test(written);
    return needsNone || isChain || isCompared || isOneWord ? written : `(${written})`;
  }

  #writeCall({ name, given }: Formula & { is: "call" }): string {
    const [first, second] = given;
    const written = () => given.map((part) => this.write(part));
    switch (`${name}/${given.length}`) {
      case "empty/1":
        return `${this.write(first as Formula)} empty`;
      case "selected/2":
        return this.#writeSelected(first as Formula, second as Formula);
      case "count-selected/1":
        return first?.is === "answer" ? `{${this.#answer(first.name)?.path ?? ""}.length}` : this.#fail(name);
      case "if/3":
        return `iif(${written().join(", ")})`;
      case "coalesce/2":
        return `iif(${this.write(first as Formula)} notempty, ${written().join(", ")})`;
      case "today/0":
        return "today()";
      case "now/0":
        return "currentDate()";
      case "round/2":
      case "round/1":
        return `round(${written().join(", ")})`;
      default:
        return this.#writeLongCall(name, written);
    }
  }

  #writeLongCall(name: string, written: () => string[]): string {
    if (["min", "max", "sum"].includes(name)) return `${name}(${written().join(", ")})`;
    if (name === "concat") return `('' + ${written().join(" + ")})`;
    return this.#fail(`${name}()`);
  }

  #writeSelected(answer: Formula, code: Formula): string {
    const holds = answer.is === "answer" ? this.#known(answer.name)?.holds : answer.is === "own" ? "many" : undefined;
    return `${this.write(answer)} ${holds === "many" ? "contains" : "="} ${this.write(code)}`;
  }
}

function isComparison({ operator }: { operator: string }): boolean {
  return ["=", "!=", "<", "<=", ">", ">="].includes(operator);
}

function quoted(text: string): string {
  return `'${text.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;
}
