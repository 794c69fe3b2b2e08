import type { SimulatedItem } from "./answer-shape.ts";

/** A question as the simulation asks it; `db/seed.ts` reads it from a definition and its codebook. */
export interface AskedQuestion {
  name: string;
  kind: "one-item" | "options" | "checkbox" | "roster" | "words";
  /** SurveyJS conditions of the question and its page. */
  visibleIf: string[];
  /** Codes that are a kind of missing, such as "dk". */
  missingCodes: string[];
  items: Array<SimulatedItem & { option?: string; row?: string }>;
}

/**
 * Whether a question is shown after what has been answered so far.
 *
 * @param known answers by question name, and what else conditions may ask for (the wave's position).
 */
export function isShown(question: AskedQuestion, known: Record<string, unknown>): boolean {
  return question.visibleIf.every((condition) => condition.split(" or ").some((part) => holds(part, known)));
}

/**
 * Knows the forms that the library uses.
 * @throws where a condition has another form, so that the demo cannot come to store answers that nobody could have given.
 */
function holds(condition: string, known: Record<string, unknown>): boolean {
  const [, name = "", test] = /^\{([\w-]+)\} (empty|notempty|= -?\d+)$/.exec(condition.trim()) ?? [];
  if (!test) throw new Error(`the demo cannot follow the condition "${condition}"`);
  if (test === "empty") return known[name] === undefined;
  if (test === "notempty") return known[name] !== undefined;
  return known[name] === Number(test.slice(2));
}
