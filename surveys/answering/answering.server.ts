import { randomUUID } from "node:crypto";
import type { Database, RespondentLanguage } from "#db/schema.ts";
import { type Clock, dayOf } from "#surveys/clock.ts";
import { shownKey } from "#surveys/definition/answer-keys.ts";
import { minutesToAnswer, secondsFor } from "#surveys/fieldwork/answering-time.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { AnswerQueue } from "./answer-queue.server.ts";
import type { AnswerProblem } from "./check-answers.ts";
import { readDraft } from "./draft.server.ts";
import type { PhonePage } from "./phone-page.ts";
import { omit, type PostedPage, pick, readPosted } from "./posted-answers.ts";
import { type PostedPart, postedParts } from "./posted-parts.ts";
import { draftFrom, furthestPage, gone, type Progress, progressFrom } from "./progress.ts";
import { type AskedSurvey, askedSurvey, type Respondent, refusalOf } from "./respondent.server.ts";
import { type Answers, openQuestionsOf, questionsOf, type SurveyPage } from "./survey-page.ts";

export interface AnsweringContext {
  db: Database;
  answers: AnswerQueue;
  clock: Clock;
}

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

/** Where a posted page leads: on to a page, back to the same page with its problems, or to the thanks. */
export type Taken =
  | { kind: "go-to"; number: number; because: "moved" | "last-page" | "problems" }
  /** The same page again: an answer has brought forth more questions, the first of them the `question`-th on the page (from 1). */
  | { kind: "more-questions"; number: number; question: number }
  /** The same page again: the list that is its `question`-th question has one group more, or one less. */
  | { kind: "list-changed"; number: number; question: number }
  | { kind: "problems"; asked: AskedPage }
  /** Kept as typed, on the way: how often the draft has been written now, and whether another tab or device wrote since this one read. */
  | { kind: "kept"; revision: number; elsewhere: boolean }
  /** Kept as typed, and the page as it stands now. */
  | { kind: "as-it-stands"; asked: AskedPage }
  /** The page with what was typed, which could not be written down: the disk is full, or the database held by another for too long. */
  | { kind: "not-stored"; asked: AskedPage; fault: unknown }
  | { kind: "stored"; language: RespondentLanguage };

type TakenOrOutdated = Taken | Problem | "outdated";

type Asked = {
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
  context: Pick<AnsweringContext, "db">,
  respondent: Respondent,
  wanted: number | null,
  withProblems = false,
): Promise<AskedPage | Problem> {
  const asked = await readAsked(context.db, respondent);
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
  context: Pick<AnsweringContext, "db">,
  respondent: Respondent,
): Promise<AskedPage[] | Problem> {
  const asked = await readAsked(context.db, respondent);
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

/**
 * Takes a posted page: keeps what was answered and moves on, or back, or to another language, or stores the whole.
 * Going on is refused while there are problems on the page. Several pages may be posted in a row, as they waited on a phone without network:
 * then everything is kept, and the first page with problems is opened.
 *
 * @param form `action` (next, back, submit; from the page's script also keep and look), `page` (its name), `language` (where another is wished
 *   for), and the answers. From the script also: `by` (random name of the tab), `changed` and `shown` (see `posted-parts.ts`), `revision`
 *   (how often the draft had been written when the tab read it). `receipt` is a random name for the sending: one that comes twice is told "stored" twice.
 * @returns a refusal where the person cannot answer (any more).
 */
export async function takePage(
  context: AnsweringContext,
  respondent: Respondent,
  form: URLSearchParams | FormData,
): Promise<Taken | Problem> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const taken = await takeOnce(context, respondent, form);
    if (taken !== "outdated") return taken;
  }
  const asked = await readAsked(context.db, respondent);
  if (isProblem(asked)) return asked;
  const fault = new Error("The draft was written by others each time it was read");
  return { kind: "not-stored", asked: askedPage(asked, asked.progress.page, {}, []), fault };
}

// Another tab or device writes between reading and writing: milliseconds apart, so seldom twice.
const mostAttempts = 8;

async function takeOnce(
  context: AnsweringContext,
  respondent: Respondent,
  form: URLSearchParams | FormData,
): Promise<TakenOrOutdated> {
  const read = await readAsked(context.db, respondent);
  if (isProblem(read)) return isOwnSending(read, respondent, form) ? storedAlready(respondent) : read;
  const parts = postedParts(form);
  const last = parts.at(-1);
  const earlier = takeEarlier(read, parts.slice(0, -1));
  const { asked } = earlier;
  const index = asked.pages.findIndex((page) => page.name === last?.page);
  const reachable = parts.length > 1 || index <= furthestPage(asked.pages, asked.progress);
  if (!last || index < 0 || !reachable) return await takeStranded(context, asked, parts, last);
  const posted = readPosted(asked.survey.pages, asked.progress, asked.pages[index] as SurveyPage, last);
  try {
    if (form.get("action") === "keep")
      return await keepTyped(context, asked, { ...posted.progress, page: index }, form);
    const wrong = asked.pages.findIndex(({ name }) => name === earlier.wrong);
    if (wrong >= 0) return await keep(context, asked, { ...posted.progress, page: wrong }, "problems");
    if (parts.length > 1 && posted.problems.length > 0) {
      return await keep(context, asked, { ...posted.progress, page: index }, "problems");
    }
    return await takePosted(context, asked, index, posted, form);
  } catch (fault) {
    return {
      kind: "not-stored",
      asked: { ...askedPage(asked, index, posted.typed, [], posted.page), typed: true },
      fault,
    };
  }
}

/**
 * The page does not stand there for this person (any more). What was typed on it is kept as far as there is such a page, should an answer bring
 * it forth again; but nobody is told "kept": they are shown where they are.
 */
async function takeStranded(
  context: AnsweringContext,
  asked: Asked,
  parts: PostedPart[],
  last: PostedPart | undefined,
): Promise<TakenOrOutdated> {
  const page = last && pageNamed(asked, last.page);
  if (last && page) {
    return await keep(context, asked, readPosted(asked.survey.pages, asked.progress, page, last).progress);
  }
  return parts.length > 1 ? await keep(context, asked, asked.progress) : goTo(asked.progress.page, "moved");
}

/**
 * The pages before the last one of several, in the survey's order: one may bring forth the next, in whatever order they were left. Each is gone
 * on from, unless something on it is wrong; `wrong` names the first of these.
 */
function takeEarlier(read: Asked, parts: PostedPart[]): { asked: Asked; wrong: string | null } {
  const names = read.survey.pages.pageNames(read.progress.language);
  let asked = read;
  let wrong: string | null = null;
  for (const part of parts.toSorted((a, b) => names.indexOf(a.page) - names.indexOf(b.page))) {
    const page = pageNamed(asked, part.page);
    if (!page) continue;
    const posted = readPosted(asked.survey.pages, asked.progress, page, part);
    const isWrong = posted.problems.length > 0;
    if (isWrong) wrong ??= part.page;
    const pages = asked.survey.pages.pagesFor(posted.progress.answers, posted.progress.language);
    const progress = isWrong ? posted.progress : gone(posted.progress, pages, part.page, posted.skipTo);
    asked = { ...asked, progress, pages };
  }
  return { asked, wrong };
}

/**
 * A page as it stands for this person. One that answers hide just now may be open on a phone, or wait there, where the phone turns pages by
 * itself: it is read with everything that may stand on it. What is still hidden in the end is not stored.
 */
function pageNamed({ survey, progress, pages }: Asked, name: string): SurveyPage | undefined {
  const shown = pages.find((page) => page.name === name);
  if (shown || !survey.pages.isForThePhone(progress.language)) return shown;
  const blocks = survey.pages.everyBlock(name, progress.language);
  return blocks.length > 0 ? { name, title: "", description: "", blocks } : undefined;
}

/** Somebody who has answered sends the same sending again: its reply was lost on the way, or a finger pressed twice. */
function isOwnSending(refused: Problem, respondent: Respondent, form: URLSearchParams | FormData): boolean {
  const receipt = receiptHashOf(form);
  return refused.problem === "answer.already-answered" && receipt !== null && receipt === respondent.receiptHash;
}

function storedAlready({ language }: Respondent): Taken {
  return { kind: "stored", language };
}

function receiptHashOf(form: URLSearchParams | FormData): string | null {
  const receipt = String(form.get("receipt") ?? "");
  return receipt.length >= 16 && receipt.length <= 64 ? hashToken(receipt) : null;
}

async function keepTyped(
  context: AnsweringContext,
  asked: Asked,
  progress: Progress,
  form: URLSearchParams | FormData,
): Promise<TakenOrOutdated> {
  const { revision, by } = asked.progress;
  const own = String(form.get("by") ?? "").slice(0, 40);
  const kept = await keep(context, asked, { ...progress, by: own });
  if (isProblem(kept) || kept === "outdated") return kept;
  const elsewhere = revision !== Number(form.get("revision")) && by !== own;
  return { kind: "kept", revision: revision + 1, elsewhere };
}

async function takePosted(
  context: AnsweringContext,
  asked: Asked,
  index: number,
  posted: PostedPage,
  form: URLSearchParams | FormData,
): Promise<TakenOrOutdated> {
  const action = form.get("action");
  if (action === "back") return await keep(context, asked, { ...posted.progress, page: Math.max(0, index - 1) });
  if (action === "look") {
    const kept = await keep(context, asked, { ...posted.progress, page: index });
    if (isProblem(kept) || kept === "outdated") return kept;
    const progress = { ...posted.progress, revision: asked.progress.revision + 1 };
    const now = { ...asked, progress, pages: asked.survey.pages.pagesFor(progress.answers, progress.language) };
    return { kind: "as-it-stands", asked: askedPage(now, index, posted.typed, [], posted.page) };
  }
  const wished = form.get("language");
  if (wished !== null) {
    const language = asked.survey.pages.languages.find((one) => one === wished) ?? posted.progress.language;
    return await keep(context, asked, { ...posted.progress, page: index, language });
  }
  if (posted.changedList > 0) {
    const kept = await keep(context, asked, { ...posted.progress, page: index });
    if (isProblem(kept) || kept === "outdated") return kept;
    return { kind: "list-changed", number: index + 1, question: posted.changedList };
  }
  if (posted.problems.length > 0) {
    const again = askedPage(asked, index, posted.typed, posted.problems, posted.page);
    return { kind: "problems", asked: { ...again, typed: true } };
  }
  if (posted.firstNew > 0) {
    const kept = await keep(context, asked, { ...posted.progress, page: index });
    if (isProblem(kept) || kept === "outdated") return kept;
    return { kind: "more-questions", number: index + 1, question: posted.firstNew };
  }
  return await goOn(context, asked, posted, action === "submit", receiptHashOf(form));
}

/** Going on from a page without problems: to the next one, or, from the last, to storing. */
async function goOn(
  context: AnsweringContext,
  asked: Asked,
  posted: PostedPage,
  mayStore: boolean,
  receiptHash: string | null,
): Promise<TakenOrOutdated> {
  const { answers, language } = posted.progress;
  const pages = asked.survey.pages.pagesFor(answers, language);
  const progress = gone(posted.progress, pages, posted.page.name, posted.skipTo);
  const index = pages.findIndex(({ name }) => name === posted.page.name);
  if (progress.page > index) return await keep(context, asked, progress);
  // The button said "next", but what was answered has made this page the last: the person shall say "send" themselves.
  if (!mayStore) return await keep(context, asked, { ...progress, page: Math.max(0, index) }, "last-page");
  return await store(context, asked, progress, receiptHash);
}

/** Everything is checked once more as a whole: a draft may hold what was typed in haste and never gone on from. */
async function store(
  context: AnsweringContext,
  asked: Asked,
  progress: Progress,
  receiptHash: string | null,
): Promise<TakenOrOutdated> {
  const { language } = progress;
  const { answers, pages } = asked.survey.pages.withoutInvisible(progress.answers, language);
  const met = pages.filter(({ name }) => !progress.skipped.includes(name));
  const questions = met.flatMap(openQuestionsOf);
  const checked = asked.survey.pages.check(questions, pick(answers, questions), answers, language);
  const wrong = new Set(checked.problems.map(({ question }) => question));
  const isSeen = (page: SurveyPage) => progress.seen.includes(page.name);
  const unfinished = met.find((page) => !isSeen(page) || questionsOf(page).some(({ name }) => wrong.has(name)));
  if (unfinished) {
    const kept = { ...progress, answers, page: pages.indexOf(unfinished) };
    return await keep(context, asked, kept, isSeen(unfinished) ? "problems" : "moved");
  }
  const refused = await context.answers.submit({
    invitationId: asked.respondent.invitationId,
    byOpenLink: asked.respondent.openLink !== null,
    receiptHash,
    codebook: asked.survey.codebook,
    response: {
      id: randomUUID(),
      waveId: asked.respondent.waveId,
      audience: asked.respondent.audience,
      surveyVersionId: asked.respondent.surveyVersionId,
      pseudonym: asked.pseudonym,
      answers: { ...omit(answers, questions), ...checked.answers, [shownKey]: questions.map(({ name }) => name) },
      segments: asked.respondent.segments,
      day: dayOf(context.clock()),
      organisationId: asked.respondent.organisationId,
      ...asked.respondent.drawn,
    },
  });
  return refused ?? { kind: "stored", language };
}

async function readAsked(db: Database, respondent: Respondent): Promise<Asked | Problem> {
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

async function keep(
  context: AnsweringContext,
  asked: Asked,
  progress: Progress,
  because: (Taken & { kind: "go-to" })["because"] = "moved",
): Promise<TakenOrOutdated> {
  const refused = await context.answers.keepDraft({
    invitationId: asked.respondent.invitationId,
    waveId: asked.respondent.waveId,
    pseudonym: asked.pseudonym,
    ...draftFrom(progress),
  });
  return refused ?? goTo(progress.page, because);
}

function goTo(index: number, because: (Taken & { kind: "go-to" })["because"]): Taken {
  return { kind: "go-to", number: index + 1, because };
}

function askedPage(
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
