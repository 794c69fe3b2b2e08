import { isRecord } from "#surveys/definition/survey-json.ts";
import { type AnswerProblem, checkAnswers } from "./check-answers.ts";
import { keepable } from "./keepable-answers.ts";
import { fieldName, readPostedPage } from "./posted-page.ts";
import type { PostedPart } from "./posted-parts.ts";
import type { Progress } from "./progress.ts";
import { standingRows } from "./standing-answers.ts";
import { type Answers, type Choice, commentKey, type Question, questionsOf, type SurveyPage } from "./survey-page.ts";
import type { SurveyPages } from "./survey-pages.server.ts";

/** What a person has sent from one page, read and checked. */
export interface PostedPage {
  /** The page as its own answers make it. */
  page: SurveyPage;
  progress: Progress;
  /** The raw answers of the page, to be shown again. */
  typed: Answers;
  problems: AnswerProblem[];
  /** Place on the page, from 1, of the first question that an answer has brought forth; 0 where there is none. */
  firstNew: number;
}

/**
 * Reads and checks a posted page. It is checked twice: first as it was shown, to get typed values; then as these values make it, for they
 * may hide its questions or make them required. The second time its validators have their say too.
 */
export function readPosted(
  survey: SurveyPages,
  progress: Progress,
  shownPage: SurveyPage,
  part: PostedPart,
): PostedPage {
  const shown = [...questionsOf(shownPage), ...broughtForth(survey, progress, shownPage, part)];
  const typed = typedAnswers(survey, progress, shown, part);
  const first = checkAnswers(shown, typed);
  const elsewhere = omit(progress.answers, shown);
  const pages = survey.pagesFor({ ...elsewhere, ...first.answers }, progress.language);
  const page = pages.find(({ name }) => name === shownPage.name) ?? { ...shownPage, blocks: [] };
  const shownByName = new Map(shown.map((question) => [question.name, question]));
  const still = questionsOf(page).filter(({ name }) => shownByName.has(name));
  const extra = first.problems.filter(({ code }) => code === "extra-key");
  const kept = { ...first.answers, ...keepable(shown, typed, first.problems) };
  const checked = survey.check(still, withoutHiddenRows(still, typed), elsewhere, progress.language);
  return {
    page,
    typed,
    progress: { ...progress, answers: { ...elsewhere, ...kept } },
    problems: [...checked.problems, ...extra],
    firstNew: questionsOf(page).findIndex((question) => asksMore(question, shownByName.get(question.name))) + 1,
  };
}

/** The questions that stood on the page because its script had brought them forth. */
function broughtForth(
  survey: SurveyPages,
  progress: Progress,
  { name, blocks }: SurveyPage,
  part: PostedPart,
): Question[] {
  if (part.shown.size === 0) return [];
  const known = new Set(questionsOf({ blocks }).map((question) => question.name));
  const all = questionsOf({ blocks: survey.everyBlock(name, progress.language) });
  return all.filter((question) => part.shown.has(question.name) && !known.has(question.name));
}

/**
 * The answers as they were typed. Where the sender tells what was changed, the rest is as it was kept: another tab or device may have
 * answered it meanwhile. An answer to a question of the page that does not stand there just now goes silently.
 */
function typedAnswers(survey: SurveyPages, progress: Progress, shown: Question[], part: PostedPart): Answers {
  const typed = readPostedPage(part.fields, shown);
  const keys = keysOf(shown);
  for (const question of questionsOf({ blocks: survey.everyBlock(part.page, progress.language) })) {
    if (!keys.has(question.name)) dropFields(typed, fieldName(question.name));
  }
  if (part.changed) {
    for (const key of keys) {
      if (part.changed.has(key)) continue;
      delete typed[key];
      if (progress.answers[key] !== undefined) typed[key] = progress.answers[key];
    }
  }
  return typed;
}

function dropFields(typed: Answers, field: string): void {
  for (const name of Object.keys(typed)) if (name === field || name.startsWith(`${field}:`)) delete typed[name];
}

/** The raw answers to these questions; a row that an answer of the same page has hidden goes silently, as a hidden question does. */
function withoutHiddenRows(questions: Question[], typed: Answers): Answers {
  const picked = pick(typed, questions);
  for (const { name, type, rows } of questions) {
    const given = picked[name];
    if (type === "matrix" && isRecord(given)) picked[name] = standingRows(rows, given);
  }
  return picked;
}

/** Has an answer of the same page brought forth this question, or rows or choices of it? */
function asksMore(now: Question, shown: Question | undefined): boolean {
  return !shown || hasMore(now.rows, shown.rows) || hasMore(now.choices, shown.choices);
}

function hasMore(now: Choice[], shown: Choice[]): boolean {
  return now !== shown && now.some(({ value }) => shown.every((choice) => choice.value !== value));
}

function keysOf(questions: Question[]): Set<string> {
  return new Set(questions.flatMap(({ name }) => [name, commentKey(name)]));
}

/** The answers to these questions, words beside them included. */
export function pick(answers: Answers, questions: Question[]): Answers {
  const keys = keysOf(questions);
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)));
}

function omit(answers: Answers, questions: Question[]): Answers {
  const keys = keysOf(questions);
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.has(key)));
}
