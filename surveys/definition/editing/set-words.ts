import { isRecord } from "#surveys/definition/survey-json.ts";
import { wordProperties } from "#surveys/definition/wording-coverage.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";
import { ruleIn } from "./answer-rules.ts";
import type { Edit, WordsPlace } from "./edit.ts";
import type { EditableDefinition } from "./editable-definition.ts";
import { holderAt } from "./element-place.ts";
import { codeOf, itemsIn, textOf, withProperty } from "./list-items.ts";
import { languageMadeIn, withWords } from "./words.ts";

/** The longest text of a survey; more than a person reads on a phone. */
export const longestWords = 10_000;

/** Sets the words of one language; "" takes them out. Refused: "editing.gone", "field.too-long" at "text". */
export function setWords(
  definition: EditableDefinition,
  { words, language, text }: Extract<Edit, { edit: "words" }>,
): Problem | null {
  const said = text.replace(/\r\n?/g, "\n").trim();
  if (said.length > longestWords) return problemAt("text", "field.too-long", { most: longestWords });
  const madeIn = languageMadeIn(definition);
  return changeWords(definition, words, (old) => withWords(old, language, said, madeIn));
}

function changeWords(
  definition: EditableDefinition,
  place: WordsPlace,
  change: (words: unknown) => unknown,
): Problem | null {
  if ("path" in place) return changeAtPath(definition, place.path, change);
  if (place.at.of === "index") return changeProperty(indexAt(definition, place.at.name), "label", change);
  const holder = holderAt(definition, place.at);
  if (!holder) return problem("editing.gone");
  if ("rule" in place) return changeProperty(ruleIn(holder, place.rule), "text", change);
  if (!("list" in place)) return "property" in place ? changeProperty(holder, place.property, change) : null;
  const items = itemsIn(holder, place.list);
  const index = items.findIndex((item) => String(codeOf(item)) === place.code);
  if (index < 0) return problem("editing.gone");
  items[index] = withProperty(items[index], "text", change(textOf(items[index])));
  return null;
}

/** Only what is words to a reader, and only where the way leads through what is there: no form can write into anything else. */
function changeAtPath(
  definition: EditableDefinition,
  path: ReadonlyArray<string | number>,
  change: (words: unknown) => unknown,
): Problem | null {
  const property = String(path.at(-1));
  const holder = wordProperties.has(property) ? at(definition, path.slice(0, -1)) : undefined;
  if (isRecord(holder)) return changeProperty(holder, property, change);
  const list = at(definition, path.slice(0, -2));
  const index = Number(path.at(-2));
  if (property !== "text" || !Array.isArray(list) || typeof holder !== "string") return problem("editing.gone");
  list[index] = withProperty(holder, property, change(holder));
  return null;
}

function at(node: unknown, path: ReadonlyArray<string | number>): unknown {
  let found = node;
  for (const step of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

function changeProperty(
  holder: Record<string, unknown> | null,
  property: string,
  change: (words: unknown) => unknown,
): Problem | null {
  if (!holder) return problem("editing.gone");
  const words = change(holder[property]);
  if (words === undefined) delete holder[property];
  else holder[property] = words;
  return null;
}

function indexAt({ indexes }: EditableDefinition, key: string): Record<string, unknown> | null {
  return (Array.isArray(indexes) ? indexes : []).find((index) => isRecord(index) && index.key === key) ?? null;
}
