import type { Question as SurveyQuestion } from "survey-core";
import { isRecord } from "#surveys/definition/survey-json.ts";
import type { Answers } from "./survey-page.ts";

/**
 * Writes down how many groups each list shows: survey-core keeps no record of rows that nobody has written in yet. A person who has asked
 * for three rows shall find three when the page comes back.
 */
export function padLists(record: Answers, questions: SurveyQuestion[]): void {
  for (const question of questions) {
    const type = question.getType();
    if (type !== "matrixdynamic" && type !== "paneldynamic") continue;
    const name = question.getValueName();
    const count: number = type === "matrixdynamic" ? question.rowCount : question.panelCount;
    const given = record[name];
    const groups: unknown[] = Array.isArray(given) ? given : [];
    while (groups.length < count) groups.push({});
    record[name] = groups;
    if (type === "paneldynamic") for (const [i, group] of groups.entries()) padInside(group, question.panels[i]);
  }
}

function padInside(group: unknown, panel: { questions: SurveyQuestion[] } | undefined): void {
  if (isRecord(group) && panel) padLists(group, panel.questions);
}

/** Gives each list as many groups as were written down, none as well: a Model just made has as many as the definition begins with. */
export function matchLists(record: Answers, questions: SurveyQuestion[]): void {
  for (const question of questions) {
    const groups = record[question.getValueName()];
    if (!Array.isArray(groups)) continue;
    if (question.getType() === "matrixdynamic") question.rowCount = groups.length;
    if (question.getType() !== "paneldynamic") continue;
    question.panelCount = groups.length;
    for (const [i, group] of groups.entries()) {
      if (isRecord(group)) matchLists(group, question.panels[i]?.questions ?? []);
    }
  }
}

/** The answers without lists in which nothing is written, as survey-core holds them. */
export function withoutBlankLists(answers: Answers): Answers {
  const entries = Object.entries(answers).map(([name, value]) => [name, withoutBlank(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function withoutBlank(value: unknown): unknown {
  if (isRecord(value)) return withoutBlankLists(value);
  if (!Array.isArray(value) || !value.every(isRecord)) return value;
  const groups = value.map(withoutBlankLists);
  return groups.some((group) => Object.keys(group).length > 0) ? groups : undefined;
}
