import type { PageRules } from "#surveys/answering/phone-page.ts";
import { type Answers, applyConditions, rulesIn, standing } from "./conditions.ts";
import { type Fields, putAnswers } from "./page-form.ts";

/** All pages of the survey, kept in the open page so that the person can go on without network. */
export class PhonePages {
  readonly #templates: HTMLTemplateElement[];
  readonly #minutes: string[];

  constructor(page: Document) {
    this.#templates = Array.from(page.querySelectorAll<HTMLTemplateElement>("template[data-page]"));
    this.#minutes = (page.getElementById("pages")?.getAttribute("data-minutes") ?? "").split("\n");
  }

  /** The pages on which something stands after these answers. */
  names(answers: Answers): string[] {
    return this.#templates.filter((template) => hasBlocks(template, answers)).map(nameOf);
  }

  /** Opens a page in the form's place, as the person left it. */
  open(
    name: string,
    left: Fields | undefined,
    answers: Answers,
    words: Record<string, string>,
  ): HTMLFormElement | null {
    const template = this.#templates.find((one) => nameOf(one) === name);
    const main = document.getElementById("main");
    const form = template?.content.querySelector("form")?.cloneNode(true) as HTMLFormElement | undefined;
    if (!main || !form) return null;
    while (main.firstChild) main.removeChild(main.firstChild);
    const title = template?.getAttribute("data-title");
    if (title) main.appendChild(document.createElement("h1")).textContent = title;
    main.appendChild(document.adoptNode(form));
    if (left)
      for (const hidden of Array.from(form.querySelectorAll("template")))
        putAnswers(hidden.content as unknown as Element, left);
    if (left) putAnswers(form, left);
    const rules = rulesIn(form);
    if (rules) applyConditions(form, rules, answers, words.required ?? "");
    this.#sayWhere(form, name, answers, words.progress ?? "");
    return form;
  }

  #sayWhere(form: HTMLFormElement, name: string, answers: Answers, words: string): void {
    const names = this.names(answers);
    const number = names.indexOf(name) + 1;
    const place = words.replace("{number}", String(number)).replace("{of}", String(names.length));
    const seconds = names.slice(number - 1).reduce((sum, one) => sum + this.#secondsOf(one), 0);
    const left = this.#minutes[Math.min(this.#minutes.length, Math.max(1, Math.ceil(seconds / 60))) - 1];
    setText(form, "#place", place);
    setText(form, "#left", left ? ` · ${left}` : "");
    const bar = form.querySelector("progress");
    if (bar) [bar.max, bar.value] = [names.length, number];
    const isLast = number === names.length;
    const enter = document.querySelector<HTMLButtonElement>(".default-button");
    if (enter) enter.value = isLast ? "submit" : "next";
    for (const part of Array.from(form.querySelectorAll("[data-when]"))) {
      const when = part.getAttribute("data-when");
      const stays = when === "back" ? number > 1 : (when === "submit") === isLast;
      if (!stays) part.parentNode?.removeChild(part);
    }
    document.title = place;
  }

  #secondsOf(name: string): number {
    const template = this.#templates.find((one) => nameOf(one) === name);
    return Number(template?.content.querySelector("form")?.getAttribute("data-seconds") ?? 0);
  }
}

function nameOf(template: Element): string {
  return template.getAttribute("data-page") as string;
}

function hasBlocks(template: HTMLTemplateElement, answers: Answers): boolean {
  const form = template.content.querySelector("form");
  const rules = form && rulesIn(form);
  if (!form || !rules) return false;
  const known: PageRules["known"] = { ...rules.known, ...answers };
  const stands = standing(rules, known);
  return Array.from(form.querySelectorAll("[data-block]")).some((block) => {
    const number = block.getAttribute("data-if");
    return number === null || stands[number] !== false;
  });
}

function setText(form: Element, selector: string, text: string): void {
  const element = form.querySelector(selector);
  if (element) element.textContent = text;
}
