import { shownKey } from "#surveys/definition/answer-keys.ts";

/**
 * Gives each question of a file a name that survey-core can keep apart from all others and read in a condition: letters, digits, "_" and
 * "-", unlike every name that each object has ("constructor"). The same file gives the same names, so that a second import of a changed
 * file meets the same questions.
 */
export class QuestionNames {
  readonly #taken = new Set<string>();
  readonly #first = new Map<string, string>();

  /** A free name for what the file calls `wanted`. */
  take(wanted: string): { name: string; change: "none" | "twice" | "signs" } {
    const base = cleaned(wanted);
    const name = this.#free(base);
    this.#taken.add(name.toLowerCase());
    if (!this.#first.has(wanted)) this.#first.set(wanted, name);
    if (name === wanted) return { name, change: "none" };
    return { name, change: name === base ? "signs" : "twice" };
  }

  /** The name that the first question called so was given. */
  of(wanted: string): string | undefined {
    return this.#first.get(wanted);
  }

  #free(base: string): string {
    let name = base;
    for (let number = 2; this.#taken.has(name.toLowerCase()); number += 1) name = `${base}_${number}`;
    return name;
  }
}

function cleaned(wanted: string): string {
  const signs = wanted
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "_")
    .slice(0, 80);
  const isReserved = signs in Object.prototype || signs === shownKey || signs === "" || /-Comment$/.test(signs);
  return isReserved ? `q_${signs.replace(/-Comment$/, "_Comment")}` : signs;
}
