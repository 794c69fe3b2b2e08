/** Words for the script, as the page brings them in the reader's language. */
export function wordsOf(form: Element): Record<string, string> {
  return JSON.parse(form.getAttribute("data-words") ?? "{}");
}

/** Says something in the page's quiet line; the same thing twice is said once. */
export function tell(words: string): void {
  const line = document.getElementById("kept");
  if (line && line.textContent !== words) line.textContent = words;
}

/** What cannot be sent any more, to be copied: nothing that was written goes without a word. */
export function showWords(title: string, note: string, written: string[]): void {
  const main = document.getElementById("main");
  if (!main || written.length === 0) return;
  const area = document.createElement("textarea");
  area.readOnly = true;
  area.rows = Math.min(12, written.length * 3);
  area.value = written.join("\n\n");
  area.setAttribute("aria-label", title);
  for (const part of [textElement("h2", title), textElement("p", note), area]) main.appendChild(part);
}

/** The page while the person's sending waits for network. */
export function showUnsent(words: Record<string, string>, tryNow: () => void): void {
  const main = document.getElementById("main");
  if (!main || document.getElementById("unsent")) return;
  const heading = textElement("h1", words.unsentTitle ?? "");
  heading.id = "unsent";
  heading.tabIndex = -1;
  const button = textElement("button", words.tryNow ?? "");
  button.className = "button";
  button.addEventListener("click", tryNow);
  while (main.firstChild) main.removeChild(main.firstChild);
  const note = textElement("p", words.unsent ?? "");
  note.setAttribute("role", "status");
  for (const part of [heading, note, button]) main.appendChild(part);
  heading.focus();
}

function textElement(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
