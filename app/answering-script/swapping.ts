import { answersIn, byQuestion, changedKeys, controlsOf, keyOf, putAnswers } from "./page-form.ts";

export function parsePage(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

/** Puts another page of ours in place of this one, and the reader at its top. */
export function swapPage(page: Document): void {
  for (const part of [".frame-head", "#main", ".frame-foot"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.parentNode?.replaceChild(document.adoptNode(fresh), old);
  }
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
}

/** To what is new, to what is wrong, else to the page's own heading: for the eye and for the screen reader. */
export function goToTop(address?: URL): void {
  const target = document.getElementById(address ? placeIn(address) : "");
  const first = (selector: string) => document.querySelector<HTMLElement>(selector);
  const to = target ?? first(".problem-summary") ?? first("#questions > h2") ?? first("h1");
  if (!target) window.scrollTo(0, 0);
  if (!to) return;
  if (!to.hasAttribute("tabindex")) to.tabIndex = -1;
  to.focus({ preventScroll: !target });
  if (target) target.scrollIntoView();
}

/** The id behind "#"; of a page that was fetched, where browsers do not tell it, what the address says before it. */
function placeIn({ hash, searchParams }: URL): string {
  const question = searchParams.get("new") ?? searchParams.get("list");
  return hash.slice(1) || (question ? `question-${question}` : "");
}

/**
 * Brings the form up to what the server says it is now. What is the same stays as it is: focus, caret, half a word. Answers that were changed
 * here since `sent` stay too; the others are the server's.
 * @returns whether a question has come.
 */
export function mergeForm(form: HTMLFormElement, fresh: HTMLFormElement, sent: Map<string, string>): boolean {
  const typed = answersIn(form);
  const here = new Set(changedKeys(sent, byQuestion(typed)));
  const old = new Map(Array.from(form.querySelectorAll("[data-block]"), (block) => [blockName(block), block]));
  const home = form.querySelector("#blocks");
  const freshHome = fresh.querySelector("#blocks");
  if (!home || !freshHome) return false;
  const names = new Set(Array.from(freshHome.children, blockName));
  const focused = focusOf();
  let came = false;
  let next = home.firstElementChild;
  for (const block of Array.from(freshHome.children)) {
    const known = old.get(blockName(block));
    old.delete(blockName(block));
    const same = known && skeleton(known) === skeleton(block) ? known : null;
    if (same) {
      copyIds(block, same);
      takeServersAnswers(same, block, here);
    }
    // What stands where it shall is not touched: moved, it would lose the focus.
    while (next && next !== same && !names.has(blockName(next))) next = next.nextElementSibling;
    if (same && same === next) {
      next = next.nextElementSibling;
      continue;
    }
    if (!known && block.hasAttribute("data-q")) came = true;
    home.insertBefore(same ?? document.adoptNode(block), next);
    if (known && !same) {
      putAnswers(block, typed, here);
      old.set(`replaced ${blockName(block)}`, known);
    }
  }
  for (const gone of Array.from(old.values())) gone.parentNode?.removeChild(gone);
  for (const name of ["data-revision", "data-rules", "data-pages", "data-seconds"]) {
    const value = fresh.getAttribute(name);
    if (value !== null) form.setAttribute(name, value);
  }
  focused?.();
  return came;
}

function blockName(block: Element): string {
  return block.getAttribute("data-q") ?? skeleton(block);
}

/** What differs by where on the page a block stands. */
const namesOfPlace = ["id", "data-block", "data-if", "for", "list", "aria-describedby", "aria-labelledby"];

/** A block as the definition makes it, without its answers, without what is wrong with them, and without its place on the page. */
function skeleton(block: Element): string {
  const copy = block.cloneNode(true) as Element;
  for (const words of Array.from(copy.querySelectorAll(".problem"))) words.parentNode?.removeChild(words);
  for (const part of partsOf(copy)) {
    part.classList.remove("bad");
    for (const name of [...namesOfPlace, "aria-invalid", "checked", "selected", "data-shown"]) {
      part.removeAttribute(name);
    }
    if (part instanceof HTMLTextAreaElement) part.textContent = "";
    else if (part instanceof HTMLInputElement && part.type !== "radio" && part.type !== "checkbox")
      part.removeAttribute("value");
  }
  return copy.outerHTML;
}

/** A block and everything in it but the words that say what is wrong. */
function partsOf(block: Element): Element[] {
  return [block, ...Array.from(block.querySelectorAll("*:not(.problem)"))];
}

/** What was said to be wrong stays until the page is sent again, and is still said of its field. */
function copyIds(from: Element, to: Element): void {
  const targets = partsOf(to);
  partsOf(from).forEach((source, i) => {
    const target = targets[i];
    for (const name of namesOfPlace) {
      const value = source.getAttribute(name);
      if (value !== null) target?.setAttribute(name, value + (name === "aria-describedby" ? problemsOf(target) : ""));
    }
  });
}

function problemsOf(field: Element): string {
  const ids = (field.getAttribute("aria-describedby") ?? "").split(" ");
  return ids
    .filter((id) => /-problem$/.test(id))
    .map((id) => ` ${id}`)
    .join("");
}

/** Both have the same controls in the same order. */
function takeServersAnswers(known: Element, block: Element, here: Set<string>): void {
  const fresh = controlsOf(block);
  controlsOf(known).forEach((control, i) => {
    const from = fresh[i];
    if (!from || !control.name.startsWith("a:") || here.has(keyOf(control.name))) return;
    if (control instanceof HTMLInputElement && from instanceof HTMLInputElement) control.checked = from.checked;
    if (control !== document.activeElement && control.value !== from.value) control.value = from.value;
  });
}

/** Where the reader is, to be found again after the page has changed around it. */
function focusOf(): (() => void) | null {
  const control = document.activeElement as HTMLInputElement | null;
  if (!control?.name) return null;
  const { name, value, selectionStart, selectionEnd, type } = control;
  return () => {
    const same = controlsOf(document.body).filter((one) => one.name === name);
    const found = (type === "radio" ? same.find((one) => one.value === value) : same[0]) as
      | HTMLInputElement
      | undefined;
    if (!found || found === document.activeElement) return;
    found.focus();
    if (typeof selectionStart === "number") found.setSelectionRange(selectionStart, selectionEnd);
  };
}
