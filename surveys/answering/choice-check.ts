import { isRecord } from "#surveys/definition/survey-json.ts";
import type { Checked } from "./check-answers.ts";
import type { Choice, Question } from "./survey-page.ts";

/** One of the choices; from a form it comes as text, and is stored as the definition has it. */
export function checkChosen(question: Question, posted: unknown): Checked {
  if (!isPlain(posted)) return { code: "wrong-shape" };
  const choice = findChoice(question.choices, posted);
  return choice && !choice.disabled ? { value: choice.value } : { code: "unknown-choice" };
}

/** Any number of choices, each once; none of them beside "none of these". */
export function checkChoices(question: Question, posted: unknown): Checked {
  const list = Array.isArray(posted) ? posted : [posted];
  if (!list.every(isPlain)) return { code: "wrong-shape" };
  if (list.length === 0) return { value: undefined };
  const chosen: Choice[] = [];
  for (const one of list) {
    const choice = findChoice(question.choices, one);
    if (!choice || choice.disabled) return { code: "unknown-choice" };
    if (chosen.includes(choice)) return { code: "choice-twice", values: { choice: choice.text } };
    chosen.push(choice);
  }
  const alone = chosen.find((choice) => choice.exclusive);
  if (alone && chosen.length > 1) return { code: "exclusive-choice", values: { choice: alone.text } };
  if (chosen.length > question.maxChoices) return { code: "too-many-choices", values: { count: question.maxChoices } };
  if (!alone && chosen.length < question.minChoices) {
    return { code: "too-few-choices", values: { count: question.minChoices } };
  }
  return { value: chosen.map((choice) => choice.value) };
}

/** Things in order (as stored), or a place for each thing (as a form sends it). None, or as many as the question asks for. */
export function checkRanking(question: Question, posted: unknown): Checked {
  const ranked = Array.isArray(posted)
    ? posted
    : isRecord(posted)
      ? thingsByPlace(posted, question.choices.length)
      : null;
  if (!ranked) return { code: "wrong-shape" };
  if ("code" in ranked) return ranked;
  if (ranked.length === 0) return { value: undefined };
  const chosen = checkChoices(question, ranked);
  const all = question.minChoices === question.choices.length;
  return all && "code" in chosen && chosen.code === "too-few-choices" ? { code: "places-missing" } : chosen;
}

function thingsByPlace(
  places: Record<string, unknown>,
  count: number,
): unknown[] | { code: "place-twice" | "unknown-choice"; values?: { place: number } } {
  const things: string[] = [];
  for (const [thing, place] of Object.entries(places)) {
    if (place === "" || place === undefined) continue;
    const index = Number(place) - 1;
    if (!Number.isInteger(index) || index < 0 || index >= count) return { code: "unknown-choice" };
    if (things[index] !== undefined) return { code: "place-twice", values: { place: index + 1 } };
    things[index] = thing;
  }
  return things.filter((thing) => thing !== undefined);
}

export function findChoice(choices: Choice[], posted: unknown): Choice | undefined {
  return choices.find((choice) => String(choice.value) === String(posted));
}

export function isPlain(posted: unknown): posted is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof posted);
}
