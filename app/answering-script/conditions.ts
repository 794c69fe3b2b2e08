import { holds } from "#surveys/answering/condition.ts";
import type { PageRules, ReadAs } from "#surveys/answering/phone-page.ts";
import { latinDigits } from "#surveys/latin-digits.ts";
import { answersIn, type Fields, keyOf } from "./page-form.ts";

export type Answers = Record<string, unknown>;

export function rulesIn(form: Element): PageRules | null {
  const text = form.getAttribute("data-rules");
  return text ? (JSON.parse(text) as PageRules) : null;
}

/** Takes what the page's conditions look at into `answers`; a question without an answer, or out of sight, has none. */
export function takeAnswers(form: HTMLFormElement, { reads }: PageRules, answers: Answers): void {
  const fields = answersIn(form);
  for (const name of Object.keys(reads)) {
    const answer = readAnswer(
      fields.filter(([field, value]) => keyOf(field) === name && value !== ""),
      reads[name] as ReadAs,
    );
    answers[name] = answer;
  }
}

/** An answer as the server would read it: numbers as numbers, yes and no as such. */
function readAnswer(fields: Fields, [as, texts]: ReadAs): unknown {
  const typed = (text: string) => (texts === true || texts?.includes(text) ? text : JSON.parse(text));
  const values = fields.map(([, value]) => value);
  if (values.length === 0) return undefined;
  const first = values[0] as string;
  if (as === "many") return values.map(typed);
  if (as === "one") return typed(first);
  if (as === "text") return first.trim() || undefined;
  if (as === "number") {
    const text = latinDigits(first).replace(/\s/g, "").replace(",", ".");
    return text === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
  }
  const parts = fields.map(([name, value]) => [decodeURIComponent(name.split(":")[2] ?? ""), value] as const);
  if (as === "order") return parts.sort((a, b) => Number(a[1]) - Number(b[1])).map(([thing]) => typed(thing));
  return parts.reduce<Answers>((rows, [row, value]) => {
    rows[row] = as === "rows" ? typed(value) : [...((rows[row] as unknown[]) ?? []), typed(value)];
    return rows;
  }, {});
}

/** Which of a page's blocks stand there after these answers; those without a rule are not named. */
export function standing({ rules }: PageRules, answers: Answers): Record<string, boolean> {
  const stands: Record<string, boolean> = {};
  const numbers = Object.keys(rules);
  for (const i of numbers) {
    const rule = rules[i];
    if (Array.isArray(rule)) stands[i] = rule.every((condition) => holds(condition, answers));
  }
  for (const i of numbers) {
    const covers = rules[i];
    if (typeof covers !== "number") continue;
    stands[i] = Array.from({ length: covers }, (_, next) => stands[Number(i) + 1 + next] !== false).some(Boolean);
  }
  return stands;
}

/** Moves blocks in and out of their templates. @returns the questions that have just come. */
export function applyConditions(form: HTMLFormElement, rules: PageRules, answers: Answers, words: string): Element[] {
  const came: Element[] = [];
  // An answer that goes may hide the next question, and one that comes may show it: until nothing moves.
  for (let turn = 0; turn < 20; turn++) {
    takeAnswers(form, rules, answers);
    const moved = moveBlocks(form, standing(rules, answers), came);
    if (!moved) break;
  }
  for (const i of Object.keys(rules.required)) markRequired(form, i, holds(rules.required[i] ?? null, answers), words);
  return came.filter((block) => block.isConnected && block.hasAttribute("data-q"));
}

function moveBlocks(form: HTMLFormElement, stands: Record<string, boolean>, came: Element[]): boolean {
  let moved = false;
  const blocks = Array.from(form.querySelectorAll("[data-if]"));
  for (const block of blocks) {
    const number = block.getAttribute("data-if") as string;
    const isHidden = block instanceof HTMLTemplateElement;
    if (!(number in stands) || stands[number] === !isHidden) continue;
    moved = true;
    const other = document.createElement(isHidden ? "div" : "template");
    for (const { name, value } of Array.from(block.attributes)) other.setAttribute(name, value);
    const from = isHidden ? (block as HTMLTemplateElement).content : block;
    const to = other instanceof HTMLTemplateElement ? other.content : other;
    while (from.firstChild) to.appendChild(from.firstChild);
    if (isHidden) {
      other.setAttribute("data-shown", "");
      came.push(other);
    }
    block.parentNode?.replaceChild(other, block);
  }
  return moved;
}

function markRequired(form: HTMLFormElement, number: string, isRequired: boolean, words: string): void {
  const title = form.querySelector(`div[data-if="${number}"] legend, div[data-if="${number}"] label`);
  const mark = title?.querySelector(".required");
  if (mark && !isRequired) mark.parentNode?.removeChild(mark);
  if (!title || mark || !isRequired) return;
  const span = document.createElement("span");
  span.className = "required";
  span.textContent = ` (${words})`;
  title.appendChild(span);
}
