import type { PageRules } from "#surveys/answering/phone-page.ts";
import { rulesIn } from "./conditions.ts";
import { answersGiven, answersIn, byQuestion, changedKeys, type Fields, nothingKnown } from "./page-form.ts";

/** A page as it was left: what stood there, and what of it the server has. */
export interface LeftPage {
  fields: Fields;
  saved: Map<string, string>;
}

/** The page that stands here: its form, and what of its answers the server has, as far as is known. */
export class OpenPage {
  readonly form: HTMLFormElement;
  saved: Map<string, string>;

  constructor(form: HTMLFormElement, left?: LeftPage) {
    this.form = form;
    this.saved = left?.saved ?? (form.hasAttribute("data-typed") ? nothingKnown(form) : byQuestion(answersGiven(form)));
  }

  get name(): string {
    return pageNameIn(this.form);
  }

  get answers(): Fields {
    return answersIn(this.form);
  }

  /** Null where survey-core decides what is asked. */
  get rules(): PageRules | null {
    return rulesIn(this.form);
  }

  /** Questions whose answers the server does not have as they stand here. */
  get changedKeys(): string[] {
    return changedKeys(this.saved, byQuestion(this.answers));
  }

  /** The page as it is sent: all its answers, which of them have changed, and what has been brought forth on the phone. */
  part(): Fields {
    const shown = Array.from(this.form.querySelectorAll("div[data-shown][data-q]"), (block) =>
      block.getAttribute("data-q"),
    );
    return [
      ["page", this.name],
      ...this.answers,
      ...this.changedKeys.map((key): [string, string] => ["changed", key]),
      ...shown.map((name): [string, string] => ["shown", name ?? ""]),
    ];
  }

  leave(): LeftPage {
    return { fields: this.answers, saved: this.saved };
  }
}

export function pageNameIn(form: Element | null): string {
  return form?.querySelector<HTMLInputElement>('input[name="page"]')?.value ?? "";
}
