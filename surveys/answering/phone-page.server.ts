import { commentSuffix } from "#surveys/definition/answer-keys.ts";
import { compileCondition, readsOf } from "./compile-condition.server.ts";
import type { Condition } from "./condition.ts";
import { type OutlinedBlock, type PageOutline, shownBlocks, withRequired } from "./page-outline.server.ts";
import type { BlockRule, PhonePage, ReadAs } from "./phone-page.ts";
import type { Answers, Question } from "./survey-page.ts";

/** A page's conditions, compiled once. */
interface CompiledPage {
  rules: Array<BlockRule | null>;
  required: Array<Condition | null>;
  /** Names that its conditions look at. */
  looksAt: string[];
}

/** The conditions of all pages; null where one of them is the server's to decide. */
export class PhonePages {
  readonly #outlines: PageOutline[];
  readonly #compiled: Map<PageOutline, CompiledPage | null>;
  readonly #looksAt: Set<string>;

  constructor(outlines: PageOutline[]) {
    this.#outlines = outlines;
    this.#compiled = new Map(outlines.map((outline) => [outline, compilePage(outline)]));
    const looks = [...this.#compiled.values()].flatMap((page) => page?.looksAt ?? []);
    this.#looksAt = new Set(looks.map((name) => name.toLowerCase()));
  }

  /** Can the phone decide by itself what is asked on every page? */
  get all(): boolean {
    return [...this.#compiled.values()].every((page) => page !== null);
  }

  /**
   * A page for the phone: every block of it, shown or not, and when each is.
   * @param answers all that is answered, and what else conditions may look at.
   * @returns null where the server decides.
   */
  page(name: string, answers: Answers): PhonePage | null {
    const outline = this.#outlines.find(({ words }) => words.name === name);
    const compiled = outline && this.#compiled.get(outline);
    if (!outline || !compiled) return null;
    const shown = shownBlocks(outline, answers);
    const questions = outline.blocks.flatMap(({ block }) => (block.kind === "question" ? [block.question] : []));
    const here = new Set(questions.map((question) => question.name.toLowerCase()));
    return {
      words: outline.words,
      blocks: outline.blocks.map((outlined, i) => ({
        block: withRequired(outlined, answers),
        shown: shown[i] === true,
        rule: compiled.rules[i] ?? null,
        requiredIf: compiled.required[i] ?? null,
      })),
      reads: Object.fromEntries(
        questions.filter((one) => this.#isLookedAt(one.name)).map((one) => [one.name, readAs(one)]),
      ),
      known: Object.fromEntries(
        Object.entries(answers).filter(([key]) => this.#isLookedAt(key) && !here.has(key.toLowerCase())),
      ),
    };
  }

  #isLookedAt(name: string): boolean {
    const own = name.toLowerCase();
    return [...this.#looksAt].some((one) => one === own || one.startsWith(`${own}.`) || one.startsWith(`${own}[`));
  }
}

function compilePage(outline: PageOutline): CompiledPage | null {
  const rules = outline.blocks.map(ruleOf);
  const required = outline.blocks.map(({ requiredIf }) =>
    requiredIf ? compileCondition(requiredIf.expression) : null,
  );
  const conditions = [...rules.flatMap((rule) => (Array.isArray(rule) ? rule : [])), ...required];
  const looksAt = conditions.flatMap(readsOf);
  const unknown =
    rules.some((rule) => Array.isArray(rule) && rule.includes(null)) ||
    outline.blocks.some(({ requiredIf }, i) => requiredIf && !required[i]) ||
    looksAt.some((name) => name.endsWith(commentSuffix));
  return unknown ? null : { rules, required, looksAt };
}

/** All conditions of a block; of a heading, how many of the next blocks it stands above. */
function ruleOf({ visibleIf, covers }: OutlinedBlock): BlockRule | null {
  if (covers > 0) return covers;
  return visibleIf.length > 0 ? visibleIf.map(({ expression }) => compileCondition(expression)) : null;
}

/** How the answer reads from its fields: which of its choices are text and which are numbers or yes and no. */
function readAs({ type, choices, inputType, multiple }: Question): ReadAs {
  if (type === "text") return inputType === "number" ? ["number"] : ["text"];
  if (type === "comment") return ["text"];
  const words = choices.map(({ value }) => value).filter((value) => typeof value === "string");
  const texts = words.length === choices.length ? true : words;
  if (type === "matrix") return [multiple ? "many-rows" : "rows", texts];
  if (type === "checkbox") return ["many", texts];
  return type === "ranking" ? ["order", texts] : ["one", texts];
}
