import { type AnswerProblem, checkAnswers } from "./check-answers.ts";
import { readPostedPage } from "./posted-page.ts";
import type { Progress } from "./progress.ts";
import { type Answers, commentKey, type Question, questionsOf, type SurveyPage } from "./survey-page.ts";
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
 * may hide its questions or make them required.
 */
export function readPosted(
  survey: SurveyPages,
  progress: Progress,
  shownPage: SurveyPage,
  form: URLSearchParams | FormData,
): PostedPage {
  const shown = questionsOf(shownPage);
  const typed = readPostedPage(form, shown);
  const first = checkAnswers(shown, typed);
  const elsewhere = omit(progress.answers, shown);
  const pages = survey.pagesFor({ ...elsewhere, ...first.answers }, progress.language);
  const page = pages.find(({ name }) => name === shownPage.name) ?? { ...shownPage, blocks: [] };
  const shownNames = new Set(shown.map(({ name }) => name));
  const still = questionsOf(page).filter(({ name }) => shownNames.has(name));
  const extra = first.problems.filter(({ code }) => code === "extra-key");
  const kept = { ...first.answers, ...keepable(shown, typed, first.problems) };
  return {
    page,
    typed,
    progress: { ...progress, answers: { ...elsewhere, ...kept } },
    problems: [...checkAnswers(still, pick(typed, still)).problems, ...extra],
    firstNew: questionsOf(page).findIndex(({ name }) => !shownNames.has(name)) + 1,
  };
}

/** Is there anything wrong with the answers to these questions, or any missing that must be there? */
export function hasProblems(questions: Question[], answers: Answers): boolean {
  return checkAnswers(questions, pick(answers, questions)).problems.length > 0;
}

/**
 * What was typed and cannot stand as it is, but which going back must not lose: words, and an order that does not add up yet. It is
 * checked again before it is stored.
 */
function keepable(questions: Question[], typed: Answers, problems: AnswerProblem[]): Answers {
  const kept: Answers = {};
  for (const { question: name, code } of problems) {
    const question = questions.find((one) => one.name === name);
    const given = typed[name];
    const isText = question?.type === "text" || question?.type === "comment";
    if (isText && typeof given === "string") kept[name] = given.slice(0, question.maxLength * 2);
    if (code === "place-twice" || code === "places-missing") kept[name] = given;
  }
  return kept;
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
