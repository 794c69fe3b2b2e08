import { type Problem, problemAt } from "#surveys/problem.ts";

/** What keeps a text from being read as JSON, with its line and column; null where it can be. Refused at "definition": "editing.json-bad". */
export function checkJsonText(text: string): Problem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (fault) {
    const position = positionIn(String(fault), text);
    const before = text.slice(0, position);
    const line = before.split("\n").length;
    const column = position - before.lastIndexOf("\n");
    return problemAt("definition", "editing.json-bad", { line, column, near: nearby(text, position) });
  }
}

/** Where the engine stopped reading: it says so in its message, or the text ended too early. */
function positionIn(message: string, text: string): number {
  const stated = /position (\d+)/.exec(message)?.[1];
  if (stated !== undefined) return Number(stated);
  const snippet = /"(.*?)" is not valid JSON/s.exec(message)?.[1]?.replace(/^\.\.\.|\.\.\.$/g, "");
  const found = snippet ? text.indexOf(snippet) : -1;
  return found < 0 ? text.length : found;
}

function nearby(text: string, position: number): string {
  return text
    .slice(Math.max(0, position - 20), position + 20)
    .replace(/\s+/g, " ")
    .trim();
}
