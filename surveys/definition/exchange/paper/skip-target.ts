import { answersIn } from "#surveys/definition/exchange/formula.ts";
import { readCondition } from "#surveys/definition/exchange/read-condition.ts";
import { type AskedElement, holds } from "./asked-elements.ts";
import type { PaperPart } from "./paper-parts.ts";

/**
 * Where to go on after an answer to the question at `place`: the first question after it that stands there if this is the answer, "end" if
 * there is none. Undefined where that is the very next question, or where another answer has a say before it is known.
 */
export function targetOf(
  place: number,
  code: string,
  parts: readonly PaperPart[],
  asked: readonly AskedElement[],
): number | "end" | undefined {
  const name = String(asked[place]?.element.name);
  let skipped = 0;
  for (const [offset, part] of parts.slice(place + 1).entries()) {
    if (part.is !== "question") continue;
    const conditions = asked[place + 1 + offset]?.conditions ?? [];
    if (conditions.some((condition) => readsOnly(condition, name) && !holds(condition, { [name]: code }))) {
      skipped += 1;
      continue;
    }
    const isKnown = conditions.every((condition) => readsOnly(condition, name));
    return skipped > 0 && isKnown ? part.number : undefined;
  }
  return skipped > 0 ? "end" : undefined;
}

function readsOnly(condition: string, name: string): boolean {
  const formula = readCondition(condition);
  return formula !== null && answersIn(formula).every((read) => read === name);
}
