import type { Answering, SimulatedItem } from "./answer-shape.ts";
import { type AskedQuestion, isShown } from "./question.ts";
import type { Random } from "./random.ts";
import { missingRates } from "./truth.ts";

/** One person in one wave, as far as their answers go. */
export interface Respondent {
  random: Random;
  /** What conditions may ask for besides answers. */
  variables: Record<string, unknown>;
  /** How the person stands on an item, group differences included. */
  standing(item: SimulatedItem): number;
  /** How answers to an item lie in this wave. */
  answering(item: SimulatedItem): Answering;
  words(question: string): string | null;
  /** How close the person's organisation works with the one in the row; null for the own. */
  closeness(organisationId: string): number | null;
}

/** Draws a person's answers to a survey in the form in which SurveyJS stores them, and the names of the questions that were shown. */
export function drawAnswers(
  questions: readonly AskedQuestion[],
  respondent: Respondent,
): { answers: Record<string, unknown>; shown: string[] } {
  const answers: Record<string, unknown> = {};
  const shown: string[] = [];
  for (const question of questions) {
    if (!isShown(question, { ...respondent.variables, ...answers })) continue;
    shown.push(question.name);
    const answer = drawAnswer(question, respondent);
    if (answer !== null) answers[question.name] = answer;
  }
  return { answers, shown };
}

function drawAnswer(question: AskedQuestion, respondent: Respondent): unknown {
  if (question.kind === "words") return respondent.words(question.name);
  if (question.kind === "roster") return drawRoster(question, respondent);
  if (respondent.random.chance(missingRates.skipped)) return null;
  const missing = drawMissing(question, respondent.random);
  if (question.kind === "checkbox") return missing ? [missing] : drawCheckbox(question, respondent);
  return missing ?? drawOne(question, respondent);
}

function drawMissing({ missingCodes }: AskedQuestion, random: Random): string | null {
  return missingCodes.find((code) => random.chance((missingRates as Record<string, number>)[code] ?? 0)) ?? null;
}

function drawOne({ kind, items }: AskedQuestion, respondent: Respondent): unknown {
  if (kind === "options") return respondent.random.pick(items).option;
  const [item] = items;
  return item ? respondent.answering(item)(respondent.standing(item)) : null;
}

function drawCheckbox({ items }: AskedQuestion, respondent: Respondent): unknown {
  const chosen = items.filter((item) => respondent.answering(item)(respondent.standing(item)) === 1);
  return chosen.length > 0 ? chosen.map((item) => item.option) : ["none"];
}

/** Row by row: how close, how often, or a yes where it is close; the own organisation and now and then a "don't know" among them. */
function drawRoster({ items }: AskedQuestion, { random, closeness }: Respondent): unknown {
  const cells = items.flatMap((item): Array<[string, unknown]> => {
    const row = item.row as string;
    const close = closeness(row);
    if (close === null) return [[row, "own"]];
    if (random.chance(missingRates.skipped)) return [];
    if (random.chance(missingRates.dk)) return [[row, "dk"]];
    return [[row, rosterCode(item, close + 0.45 * random.normal())]];
  });
  return Object.fromEntries(cells);
}

/** Closeness lies on 0–5; a shorter scale is read in proportion, a yes-no as yes from the middle up. */
function rosterCode({ scale }: SimulatedItem, close: number): number {
  const { min, max } = scale ?? { min: 0, max: 5 };
  return Math.min(max, Math.max(min, Math.round(min + (close / 5) * (max - min))));
}
