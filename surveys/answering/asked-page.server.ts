import { randomUUID } from "node:crypto";
import type { Database, RespondentLanguage } from "#db/schema.ts";
import { minutesToAnswer, secondsFor } from "#surveys/fieldwork/answering-time.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { AnswerProblem } from "./check-answers.ts";
import { readDraft } from "./draft.server.ts";
import type { PhonePage } from "./phone-page.ts";
import { pick } from "./posted-answers.ts";
import { furthestPage, type Progress, progressFrom } from "./progress.ts";
import { type AskedSurvey, askedSurvey, type Respondent, refusalOf } from "./respondent.server.ts";
import { type Answers, openQuestionsOf, questionsOf, type SurveyPage } from "./survey-page.ts";

/** One page of a survey, ready to be shown to one person. */
export interface AskedPage {
  survey: { title: string; description: string };
  language: RespondentLanguage;
  /** Those the survey can be asked in. */
  languages: readonly RespondentLanguage[];
  /** From 1. */
  number: number;
  of: number;
  minutes: number;
  page: SurveyPage;
  /** What the person has answered or typed on this page. */
  answers: Answers;
  problems: AnswerProblem[];
  // What follows is for the page's script and for whoever really answers; a preview has none of it.
  /** About so many minutes from the top of this page to the end. */
  minutesLeft?: number;
  secondsHere?: number;
  /** The page as its script needs it; null where the server decides what is asked. */
  phone?: PhonePage | null;
  /** All pages are such: the phone can go on by itself without network. */
  pagesOnPhone?: boolean;
  /** How often the draft has been written. */
  revision?: number;
  /** The survey's version: what waits on a phone may be of another. */
  version?: string;
  /** The answers are as they were just typed, and not (all) in the draft. */
  typed?: boolean;
  /** Random name of the sending, should this page be the one that is sent. */
  receipt?: string;
}

/** A person before their survey: what is asked of them after what they have answered so far. */
export type Asked = {
  respondent: Respondent;
  pseudonym: string;
  survey: AskedSurvey;
  progress: Progress;
  pages: SurveyPage[];
};

/**
 * Opens the page a person asked for, or the one they left at; never beyond the first they have not answered.
 *
 * @param wanted page number from 1, or null for where they left.
 * @param withProblems says what is wrong with the answers kept for that page.
 * @returns a refusal where the person cannot answer now.
 */
export async function showPage(
  { db }: { db: Database },
  respondent: Respondent,
  wanted: number | null,
  withProblems = false,
): Promise<AskedPage | Problem> {
  const asked = await readAsked(db, respondent);
  if (isProblem(asked)) return asked;
  const furthest = furthestPage(asked.pages, asked.progress);
  const index = Math.max(0, Math.min(wanted === null ? asked.progress.page : wanted - 1, furthest));
  const questions = questionsOf(asked.pages[index] as SurveyPage);
  const answers = pick(asked.progress.answers, questions);
  const { survey, progress } = asked;
  const open = openQuestionsOf(asked.pages[index] as SurveyPage);
  const problems = withProblems
    ? survey.pages.check(open, pick(answers, open), progress.answers, progress.language).problems
    : [];
  return askedPage(asked, index, answers, problems);
}

/**
 * Every page of the survey at once, for the phone to go on by itself when the network is gone; also those on which nothing stands just now.
 * @returns none where the server must decide what is asked.
 */
export async function showPagesForThePhone(
  { db }: { db: Database },
  respondent: Respondent,
): Promise<AskedPage[] | Problem> {
  const asked = await readAsked(db, respondent);
  if (isProblem(asked)) return asked;
  const { survey, progress, pages } = asked;
  if (!survey.pages.isForThePhone(progress.language)) return [];
  return survey.pages.pageNames(progress.language).map((name) => {
    const index = pages.findIndex((page) => page.name === name);
    const phone = survey.pages.phonePage(name, progress.answers, progress.language);
    const page = pages[index] ?? { ...(phone as PhonePage).words, blocks: [] };
    const all = (phone as PhonePage).blocks.flatMap(({ block }) => (block.kind === "question" ? [block.question] : []));
    return askedPage(asked, Math.max(0, index), pick(progress.answers, all), [], page);
  });
}

/** What a person is asked just now, and how far they have come. @returns a refusal where they cannot answer. */
export async function readAsked(db: Database, respondent: Respondent): Promise<Asked | Problem> {
  const refused = refusalOf(respondent);
  if (refused) return refused;
  const pseudonym = respondent.pseudonym as string;
  const survey = await askedSurvey(db, respondent.surveyVersionId, respondent.wavePosition);
  const draft = await readDraft(db, respondent.waveId, pseudonym);
  const first = draft ? {} : survey.pages.firstAnswers(survey.pages.askedIn(respondent.language));
  const begun = progressFrom(draft, respondent.language, first);
  const progress = { ...begun, language: survey.pages.askedIn(begun.language) };
  const pages = survey.pages.pagesFor(progress.answers, progress.language);
  return pages.length > 0 ? { respondent, pseudonym, survey, progress, pages } : problem("wave.no-survey");
}

/** @param page as it is shown, where it is not the `index`-th that stands for them. */
export function askedPage(
  asked: Asked,
  index: number,
  answers: Answers,
  problems: AnswerProblem[],
  page = asked.pages[index] as SurveyPage,
): AskedPage {
  const { progress } = asked;
  const { pages } = asked.survey;
  const minutes = minutesToAnswer(asked.survey.codebook);
  const secondsLeft = secondsFor(asked.pages.slice(index).flatMap(questionsOf));
  return {
    survey: pages.wordsIn(progress.language, progress.answers),
    language: progress.language,
    languages: pages.languages,
    number: index + 1,
    of: asked.pages.length,
    minutes,
    page,
    answers,
    problems,
    secondsHere: secondsFor(questionsOf(page)),
    // The first page has just said how long the whole takes.
    minutesLeft: index === 0 ? minutes : Math.max(1, Math.ceil(secondsLeft / 60)),
    phone: pages.phonePage(page.name, { ...progress.answers, ...answers }, progress.language),
    pagesOnPhone: pages.isForThePhone(progress.language),
    revision: progress.revision,
    version: asked.respondent.surveyVersionId,
    typed: false,
    receipt: randomUUID(),
  };
}
