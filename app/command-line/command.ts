import type { LanguageCode } from "#db/schema.ts";
import { allProblems, type Problem } from "#surveys/problem.ts";
import type { Say } from "#surveys/texts.ts";

/** What a command runs in: the reader's language, where lines go, the environment and the time. */
export interface Terminal {
  language: LanguageCode;
  say: Say;
  print: (line: string) => void;
  complain: (line: string) => void;
  environment?: Record<string, string | undefined>;
  now: () => Date;
}

interface CommandOption {
  type: "string" | "boolean";
  required?: boolean;
  multiple?: boolean;
  choices?: readonly string[];
}

/** Options as they were given; those that are `required` are there. */
export class GivenOptions {
  readonly #values: Record<string, unknown>;

  constructor(values: Record<string, unknown>) {
    this.#values = values;
  }

  /** The text of an option; "" where it was not given. */
  text(name: string): string {
    const value = this.#values[name];
    return typeof value === "string" ? value : "";
  }

  texts(name: string): string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  has(name: string): boolean {
    return this.#values[name] === true;
  }
}

/** One thing that can be done from the command line. `run` prints what came of it, or returns why it was refused. */
export interface Command {
  options: Record<string, CommandOption>;
  run: (options: GivenOptions, terminal: Terminal) => Promise<Refusal | null>;
}

/** Why a command did nothing: each a sentence for the reader. */
export type Refusal = string[];

/** A problem and all it carries, in words; a form field is named by its option. */
export function refusalOf(problem: Problem, say: Say): Refusal {
  return allProblems(problem).map((one) => {
    const words = say(`problem:${one.problem}`, one.values);
    return one.field ? `--${one.field}: ${words}` : words;
  });
}
