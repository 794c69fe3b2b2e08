import { plainWords } from "#surveys/definition/exchange/plain-words.ts";
import { isWords } from "#surveys/definition/exchange/words-by-language.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import { byLanguage, type FormRow, inAllLanguages } from "./form-words.ts";

/** The lists of a form; questions with the same choices share one. A code may not hold spaces, since a form stores several with spaces between. */
export class FormLists {
  readonly rows: FormRow[] = [];
  readonly #languages: readonly string[];
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(languages: readonly string[]) {
    this.#languages = languages;
  }

  /** The name of the list with these choices; one is made where there is none, named after the question. */
  of(choices: readonly unknown[], question: string): string {
    const same = JSON.stringify(choices);
    const known = this.#names.get(same);
    if (known) return known;
    const name = this.#free(question.normalize("NFC").replace(/[^\p{L}\p{N}_-]+/gu, "_") || "list");
    this.#names.set(same, name);
    for (const choice of choices)
      this.rows.push({ list_name: name, name: listCode(choice), ...labels(choice, this.#languages) });
    return name;
  }

  #free(base: string): string {
    let name = base;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${base}_${number}`;
    this.#taken.add(name);
    return name;
  }
}

function listCode(choice: unknown): string {
  return String(isRecord(choice) ? choice.value : choice).replace(/\s+/g, "_");
}

function labels(choice: unknown, languages: readonly string[]): FormRow {
  const text = isRecord(choice) && choice.text !== undefined ? choice.text : listCode(choice);
  return isWords(text)
    ? byLanguage("label", text, plainWords)
    : inAllLanguages("label", plainWords(String(text)), languages);
}
