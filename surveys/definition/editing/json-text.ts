import { type Problem, problemAt } from "#surveys/problem.ts";

/** What keeps a text from being read as JSON, with its line and column; null where it can be. Refused at "definition": "editing.json-bad". */
export function checkJsonText(text: string): Problem | null {
  try {
    JSON.parse(text);
    return null;
  } catch {
    const position = jsonFault(text);
    const before = text.slice(0, position);
    const line = before.split("\n").length;
    const column = position - before.lastIndexOf("\n");
    const near = text
      .slice(Math.max(0, position - 20), position + 20)
      .replace(/\s+/g, " ")
      .trim();
    return problemAt("definition", "editing.json-bad", { line, column, near });
  }
}

const token =
  /\s*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

type Expected = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end";

/** Where a text stops being JSON: engines say it in words of their own, or not at all. The text's length where it only ends too early. */
export function jsonFault(text: string): number {
  const open: string[] = [];
  let expected: Expected = "value";
  token.lastIndex = 0;
  for (;;) {
    const from = token.lastIndex;
    const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
    const [, mark = "", word, plain] = token.exec(text) ?? [];
    const next = after(expected, mark, word ?? plain ?? "", word !== undefined, open);
    if (next === null) return start;
    if (open.length === 0 && next === "comma or end") return token.lastIndex;
    expected = next;
  }
}

/** What may come after a token; null where the token may not stand here. */
function after(expected: Expected, mark: string, value: string, isWord: boolean, open: string[]): Expected | null {
  const wantsValue = expected === "value" || expected === "value or end";
  const wantsKey = expected === "key" || expected === "key or end";
  if (value !== "") return wantsValue ? "comma or end" : wantsKey && isWord ? "colon" : null;
  if (mark === ":") return expected === "colon" ? "value" : null;
  if (mark === "," && expected === "comma or end") return open.at(-1) === "{" ? "key" : "value";
  if (wantsValue && (mark === "{" || mark === "[")) {
    open.push(mark);
    return mark === "{" ? "key or end" : "value or end";
  }
  const closes = { "}": "{", "]": "[" }[mark];
  const mayEnd =
    expected === "comma or end" || (mark === "}" ? expected === "key or end" : expected === "value or end");
  return closes !== undefined && mayEnd && open.pop() === closes ? "comma or end" : null;
}
