import { commentFieldOf, fieldOf, spanEnds } from "#surveys/answering/posted-page.ts";
import {
  type Answers,
  commentKey,
  isComposite,
  openQuestionsOf,
  type Question,
  questionsOf,
  recordOf,
  type SurveyPage,
} from "#surveys/answering/survey-page.ts";

/** A whole number from 0 to below `below`, the next of a seeded row. */
export type Draw = (below: number) => number;

/** The same row for the same numbers. */
export function drawFrom(drawn: number[]): Draw {
  let next = 0;
  return (below) => {
    next += 1;
    return below < 1 ? 0 : ((drawn[next % drawn.length] ?? 0) + next * 7919) % below;
  };
}

/** What a person chose at one question, inside others where `path` is not empty; words are those beside the answer. */
export interface Chosen {
  path: string[];
  name: string;
  value?: unknown;
  words?: string;
}

/**
 * Answers a page as a browser without script would send it: every open field with what stands in it, and some of them chosen anew.
 * @returns the form's fields, and what was chosen.
 */
export function answerPageByChance(
  page: SurveyPage,
  answers: Answers,
  draw: Draw,
): { fields: URLSearchParams; chosen: Chosen[] } {
  const fields = new URLSearchParams({ page: page.name });
  const chosen: Chosen[] = [];
  for (const question of openQuestionsOf(page)) answer(question, answers, draw, fields, chosen);
  return { fields, chosen };
}

function answer(question: Question, record: Answers, draw: Draw, fields: URLSearchParams, chosen: Chosen[]): void {
  const stands = record[question.name];
  if (isComposite(question)) {
    for (const group of question.parts?.groups ?? []) {
      const inside = recordOf(question, group, stands);
      for (const inner of openQuestionsOf(group)) answer(inner, inside, draw, fields, chosen);
    }
    return;
  }
  const must = (question.required || question.allRowsRequired) && stands === undefined;
  const value = must || draw(3) > 0 ? chanceAnswer(question, draw) : undefined;
  const now = value === undefined ? stands : value;
  const words = wordsBeside(question, now, record[commentKey(question.name)], draw);
  write(question, now, fields);
  if (words.now !== undefined) fields.append(commentFieldOf(question), words.now);
  if (value !== undefined || words.chosen !== undefined) {
    chosen.push({
      path: question.path ?? [],
      name: question.name,
      ...(value === undefined ? {} : { value }),
      ...(words.chosen === undefined ? {} : { words: words.chosen }),
    });
  }
}

function wordsBeside(question: Question, now: unknown, stands: unknown, draw: Draw): { now?: string; chosen?: string } {
  if (!question.comment) return {};
  const { forChoice } = question.comment;
  if (forChoice !== null && ![now].flat().includes(forChoice)) return {};
  if (draw(2) === 0 && (forChoice === null || typeof stands === "string")) {
    return typeof stands === "string" ? { now: stands } : {};
  }
  const words = `words ${draw(9)}`;
  return { now: words, chosen: words };
}

function chanceAnswer(question: Question, draw: Draw): unknown {
  const choices = question.choices.filter(({ disabled }) => !disabled);
  const one = () => choices[draw(choices.length)]?.value;
  switch (question.type) {
    case "checkbox":
      return several(question, draw);
    case "ranking":
      return shuffled(choices, draw)
        .slice(0, question.maxChoices)
        .map(({ value }) => value);
    case "matrix":
      return matrixAnswer(question, draw);
    case "text":
      return textAnswer(question, draw);
    case "comment":
      return `told ${draw(9)}`;
    case "span": {
      const ends = [numberWithin(question, draw), numberWithin(question, draw)];
      return ends.sort((a, b) => a - b);
    }
    default:
      return one();
  }
}

function several({ choices, minChoices, maxChoices }: Question, draw: Draw): unknown {
  const free = choices.filter(({ disabled }) => !disabled);
  const alone = free.filter(({ exclusive }) => exclusive);
  if (alone.length > 0 && draw(5) === 0) return [alone[draw(alone.length)]?.value];
  const fit = shuffled(
    free.filter(({ exclusive }) => !exclusive),
    draw,
  );
  const count = Math.max(minChoices, 1 + draw(Math.max(1, Math.min(maxChoices, fit.length))));
  const picked = fit.slice(0, count).map(({ value }) => value);
  // As a browser sends them: in the order of the page.
  return choices.map(({ value }) => value).filter((value) => picked.includes(value));
}

function matrixAnswer({ rows, choices, multiple, rowsDiffer }: Question, draw: Draw): unknown {
  const start = draw(choices.length);
  const column = (i: number) => choices[(rowsDiffer ? start + i : draw(choices.length)) % choices.length]?.value;
  return Object.fromEntries(rows.map(({ value }, i) => [String(value), multiple ? [column(i)] : column(i)]));
}

function textAnswer(question: Question, draw: Draw): unknown {
  const day = String(1 + draw(28)).padStart(2, "0");
  switch (question.inputType) {
    case "number":
      return numberWithin(question, draw);
    case "date":
      return `2026-03-${day}`;
    case "datetime-local":
      return `2026-03-${day}T12:30`;
    case "month":
      return "2026-04";
    case "week":
      return `2026-W${day}`;
    case "time":
      return `1${draw(10)}:05`;
    case "color":
      return `#00ff0${draw(10)}`;
    case "email":
      return `n${draw(9)}@example.dk`;
    case "url":
      return `https://example.dk/${draw(9)}`;
    default:
      return `word ${draw(9)}`;
  }
}

function numberWithin({ min, max, step = 1 }: Question, draw: Draw): number {
  const least = min === null ? 0 : Number(min);
  const most = max === null ? least + 9 : Number(max);
  return least + step * draw(Math.floor((most - least) / step) + 1);
}

function shuffled<One>(all: One[], draw: Draw): One[] {
  const left = [...all];
  return all.map(() => left.splice(draw(left.length), 1)[0] as One);
}

function write(question: Question, value: unknown, fields: URLSearchParams): void {
  if (value === undefined) return;
  const put = (field: string, one: unknown) => fields.append(field, String(one));
  const parts = value as Record<string, unknown>;
  if (question.type === "ranking")
    for (const [i, thing] of (value as unknown[]).entries()) put(fieldOf(question, String(thing)), i + 1);
  else if (question.type === "span")
    for (const [i, end] of spanEnds.entries()) put(fieldOf(question, end), (value as unknown[])[i]);
  else if (question.type === "matrix") {
    for (const [row, cell] of Object.entries(parts)) for (const one of [cell].flat()) put(fieldOf(question, row), one);
  } else for (const one of [value].flat()) put(fieldOf(question), one);
}

/** The lists of a page, however deep inside. */
export function listsOf(questions: Question[]): Question[] {
  return questions.flatMap((question) => {
    const inside = (question.parts?.groups ?? []).flatMap((group) => listsOf(questionsOf(group)));
    return question.type === "matrixdynamic" || question.type === "paneldynamic" ? [question, ...inside] : inside;
  });
}
