import { allQuestions } from "#surveys/definition/exchange/imported-survey.ts";
import { languagesIn } from "#surveys/definition/exchange/words-by-language.ts";
import { type ElementJson, isRecord, type SurveyJson, visitElements } from "#surveys/definition/survey-json.ts";
import { rowKey } from "./named-rows.ts";

/** The names of a definition as XLSForm takes them: a letter or "_" first, then letters, digits, "_", "-" and "."; each once in the form. */
export class FormNames {
  /** The languages of the definition. */
  readonly languages: readonly string[];
  readonly #names = new Map<string, string>();
  readonly #elements = new Map<ElementJson, string>();
  readonly #answers = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(definition: SurveyJson) {
    this.languages = languagesIn(definition);
    const values = Array.isArray(definition.calculatedValues) ? definition.calculatedValues.filter(isRecord) : [];
    for (const { name } of values) this.#answers.set(String(name), this.of(String(name)));
    for (const question of allQuestions(definition)) this.#addQuestion(question);
    // Pages and panels come last, for no condition speaks of them.
    visitElements(definition, (element) => {
      if (!this.#elements.has(element)) this.#elements.set(element, this.#take(String(element.name ?? "page")));
    });
  }

  of(name: string): string {
    const known = this.#names.get(name) ?? this.#take(name);
    this.#names.set(name, known);
    return known;
  }

  /** Of an element of the definition that was given. A page without a name gets one. */
  ofElement(element: ElementJson): string {
    const known = this.#elements.get(element) ?? this.#take(String(element.name ?? "page"));
    this.#elements.set(element, known);
    return known;
  }

  ofRow(matrix: ElementJson, row: unknown): string {
    return this.#answers.get(`${matrix.name}.${row}`) ?? this.#take(`${this.ofElement(matrix)}_${row}`);
  }

  /** The form's name for what an expression reads; undefined for what the form does not ask. */
  answer(path: string): string | undefined {
    return this.#answers.get(path);
  }

  /** The name a question has in the form, by its name in the definition. */
  question(name: string): string | undefined {
    return this.#names.get(name);
  }

  #addQuestion(question: ElementJson): void {
    const name = String(question.name ?? "");
    const written = this.of(name);
    this.#elements.set(question, written);
    if (question.type !== "matrix") this.#answers.set(name, written);
    else if (Array.isArray(question.rows)) {
      for (const row of question.rows) {
        const code = String(isRecord(row) ? row.value : row);
        const rowName = this.#take(`${written}_${code}`);
        if (rowKey(written, rowName) === code) this.#answers.set(`${name}.${code}`, rowName);
      }
    }
  }

  #take(wanted: string): string {
    const cleaned = wanted
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}_-]+/gu, "_")
      .slice(0, 80);
    const base = /^[\p{L}_]/u.test(cleaned) ? cleaned : `_${cleaned}`;
    let name = base;
    for (let number = 2; this.#taken.has(name.toLowerCase()); number += 1) name = `${base}_${number}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}
