import { randomUUID } from "node:crypto";
import type { Database, RespondentLanguage } from "#db/schema.ts";
import { type Clock, dayOf } from "#surveys/clock.ts";
import { shownKey } from "#surveys/definition/answer-keys.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import type { AnswerQueue } from "./answer-queue.server.ts";
import { type Asked, type AskedPage, askedPage, readAsked } from "./asked-page.server.ts";
import { omit, type PostedPage, pick, readPosted } from "./posted-answers.ts";
import { type PostedPart, postedParts } from "./posted-parts.ts";
import { draftFrom, furthestPage, gone, type Progress } from "./progress.ts";
import type { Respondent } from "./respondent.server.ts";
import { openQuestionsOf, questionsOf, type SurveyPage } from "./survey-page.ts";
import { pageNamed, takeEarlier } from "./waiting-pages.ts";

export interface AnsweringContext {
  db: Database;
  answers: AnswerQueue;
  clock: Clock;
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
  if (!last || index < 0 || !reachable) return await takeStranded(context, asked, parts, form.get("action"));
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
 * The page does not stand there for this person (any more). What the phone kept or let wait is kept as far as there is such a page, should an
 * answer bring it forth again; but nobody is told "kept": they are shown where they are.
 */
async function takeStranded(
  context: AnsweringContext,
  asked: Asked,
  parts: PostedPart[],
  action: unknown,
): Promise<TakenOrOutdated> {
  const last = parts.at(-1);
  const page = last && pageNamed(asked, last.page);
  if (last && page && (action === "keep" || parts.length > 1)) {
    return await keep(context, asked, readPosted(asked.survey.pages, asked.progress, page, last).progress);
  }
  return parts.length > 1 ? await keep(context, asked, asked.progress) : goTo(asked.progress.page, "moved");
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
