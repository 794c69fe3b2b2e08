import { isRecord } from "#surveys/definition/survey-json.ts";
import { putAt, valueAt, withoutGroup } from "./answer-place.ts";
import { type AnswerProblem, checkAnswers } from "./check-answers.ts";
import { placeOf, questionAt } from "./composite-check.ts";
import { type GroupDeed, readGroupDeed } from "./group-deed.ts";
import { keptAnswer } from "./keepable-answers.ts";
import { fieldName, readPostedPage } from "./posted-page.ts";
import type { PostedPart } from "./posted-parts.ts";
import type { Progress } from "./progress.ts";
import { standingRows } from "./standing-answers.ts";
import {
  type Answers,
  type Choice,
  commentKey,
  openQuestionsOf,
  type Question,
  questionsOf,
  type SurveyPage,
} from "./survey-page.ts";
import type { SurveyPages } from "./survey-pages.server.ts";

/** What a person has sent from one page, read and checked. */
export interface PostedPage {
  /** The page as its own answers make it. */
  page: SurveyPage;
  progress: Progress;
  /** The raw answers of the page, to be shown again. */
  typed: Answers;
  problems: AnswerProblem[];
  /** Place on the page, from 1, of the first question that an answer has brought forth or filled in; 0 where there is none. */
  firstNew: number;
  /** The page to go on with, where an answer skips others; null for the next. */
  skipTo: string | null;
  /** A group was added to a list or taken away: the place of that list's question on the page, from 1; else 0. */
  changedList: number;
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
  const shown = [...openQuestionsOf(shownPage), ...broughtForth(survey, progress, shownPage, part)];
  const typed = typedAnswers(survey, progress, shown, part);
  const first = checkAnswers(shown, typed);
  const deed = readGroupDeed(part.action, shown);
  const { answers, skipTo } = survey.afterPage(shownPage.name, progress, { shown, given: first.answers, deed });
  const wrong = withoutRemoved(first.problems, deed);
  const page = survey.pagesFor(answers, progress.language).find(({ name }) => name === shownPage.name);
  const pageNow: SurveyPage = page ?? { ...shownPage, blocks: [] };
  const still = openQuestionsOf(pageNow).filter(({ name }) => shown.some((question) => question.name === name));
  const posted = withTyped(answers, typed, wrong);
  const checked = survey.check(still, withoutHiddenRows(still, pick(posted, still)), answers, progress.language);
  const extra = first.problems.filter(({ code, inner }) => code === "extra-key" && !inner);
  return {
    page: pageNow,
    typed,
    progress: {
      ...progress,
      answers: withTyped(answers, typed, keepable(wrong, shown, typed)),
    },
    problems: [...checked.problems, ...extra],
    firstNew: firstNew(pageNow, shown, progress.answers, answers, typed),
    skipTo,
    changedList: deed ? questionsOf(pageNow).findIndex(({ name }) => name === deed.path[0]) + 1 : 0,
  };
}

interface Wrong {
  problem: AnswerProblem;
  /** Where it was typed, and where it stands now: a group before it may have been taken away. */
  from: string[];
  to: string[];
  /** What shall stand there, where it is not just what was typed. */
  raw?: unknown;
}

function withoutRemoved(problems: AnswerProblem[], deed: GroupDeed | null): Wrong[] {
  return problems
    .filter(({ code }) => code !== "extra-key" && code !== "required")
    .flatMap((problem) => {
      const from = placeOf(problem);
      const to = withoutGroup(from, deed);
      return to ? [{ problem, from, to }] : [];
    });
}

/** The answers, and at the places of these problems what was typed there. */
function withTyped(answers: Answers, typed: Answers, wrong: Wrong[]): Answers {
  const kept = structuredClone(answers);
  for (const { problem, from, to, raw = valueAt(typed, from) } of wrong) {
    if (raw !== undefined) putAt(kept, to, raw);
    const words = typed[commentKey(problem.question)];
    if (!problem.inner && typeof words === "string") kept[commentKey(problem.question)] = words;
  }
  return kept;
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
function withoutHiddenRows(questions: Question[], picked: Answers): Answers {
  for (const { name, type, rows } of questions) {
    const given = picked[name];
    if (type === "matrix" && isRecord(given)) picked[name] = standingRows(rows, given);
  }
  return picked;
}

/** Where answers of the page have brought forth a question, or rows or choices of one, or have filled in one that was left empty. */
function firstNew(page: SurveyPage, shown: Question[], before: Answers, after: Answers, typed: Answers): number {
  const byName = new Map(shown.map((question) => [question.name, question]));
  const isFilledIn = ({ name }: Question) =>
    after[name] !== undefined && before[name] === undefined && typed[name] === undefined;
  const isNew = (question: Question) =>
    !question.readOnly && (asksMore(question, byName.get(question.name)) || isFilledIn(question));
  return questionsOf(page).findIndex(isNew) + 1;
}

/** Has an answer of the same page brought forth this question, or rows or choices of it? */
function asksMore(now: Question, shown: Question | undefined): boolean {
  if (!shown || hasMore(now.rows, shown.rows) || hasMore(now.choices, shown.choices)) return true;
  return (now.parts?.groups ?? []).some((group) => {
    const before = shown.parts?.groups.find(({ key }) => key === group.key);
    const asked = before ? openQuestionsOf(before) : [];
    return openQuestionsOf(group).some((inner) =>
      asksMore(
        inner,
        asked.find(({ name }) => name === inner.name),
      ),
    );
  });
}

function hasMore(now: Choice[], shown: Choice[]): boolean {
  return now !== shown && now.some(({ value }) => shown.every((choice) => choice.value !== value));
}

/** What cannot stand as it is, but which leaving the page must not lose. */
function keepable(wrong: Wrong[], questions: Question[], typed: Answers): Wrong[] {
  return wrong.flatMap((one) => {
    const question = questionAt(questions, one.problem);
    const kept = question && keptAnswer(question, valueAt(typed, one.from));
    return kept === undefined ? [] : [{ ...one, raw: kept }];
  });
}

function keysOf(questions: Question[]): Set<string> {
  return new Set(questions.flatMap(({ name }) => [name, commentKey(name)]));
}

/** The answers to these questions, words beside them included. */
export function pick(answers: Answers, questions: Question[]): Answers {
  const keys = keysOf(questions);
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)));
}

export function omit(answers: Answers, questions: Question[]): Answers {
  const keys = keysOf(questions);
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.has(key)));
}
