import type { RespondentLanguage } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { fillRoster, type RosterOrganisation } from "#surveys/definition/compose-definition.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { minutesToAnswer } from "#surveys/fieldwork/answering-time.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { isRespondentLanguage } from "#surveys/respondent-language.ts";
import type { AskedPage } from "./asked-page.server.ts";
import { pick, readPosted } from "./posted-answers.ts";
import { postedParts } from "./posted-parts.ts";
import { progressFrom } from "./progress.ts";
import { type Answers, questionsOf, type SurveyPage } from "./survey-page.ts";
import { SurveyPages } from "./survey-pages.server.ts";

/** What a preview remembers from page to page: in the form itself, for nothing of it is stored. */
export interface PreviewState {
  answers: Answers;
  language: RespondentLanguage;
  /** 0 as in the baseline, 1 as in the wave after it. */
  wave: 0 | 1;
}

export interface Preview {
  asked: AskedPage;
  state: PreviewState;
  /** Titles of the pages as they stand after the answers. */
  pages: string[];
  /** The last page was sent: here the citizen would be thanked. */
  sent: boolean;
  /** Place on the page, from 1, of the first question that an answer has brought forth; 0 where there is none. */
  firstNew: number;
  /** The question that was asked for does not show after these answers. */
  isHidden: boolean;
}

interface Wanted {
  question?: string | null;
  page?: string | null;
}

export interface PreviewSurvey {
  definition: SurveyJson;
  /** Today's organisations, for a roster. */
  organisations: readonly RosterOrganisation[];
}

/**
 * A page of a survey as it would be asked, without an invitation. Any page may be opened, answered or not: whoever makes the survey tries it.
 *
 * @param wanted the names of a question and of its page: the page is opened where the question is hidden; with neither, the first.
 * @returns refused what `readDefinition` refuses, and "definition.no-questions" where nothing is asked.
 */
export function openPreview(survey: PreviewSurvey, given: PreviewState, wanted: Wanted = {}): Preview | Problem {
  const read = readPreview(survey, given);
  if (isProblem(read)) return read;
  const isNew = Object.keys(given.answers).length === 0;
  const state = isNew ? { ...given, answers: read.pages.firstAnswers(given.language) } : given;
  const pages = read.pages.pagesFor(state.answers, state.language);
  const ofQuestion = pages.findIndex((page) => questionsOf(page).some(({ name }) => name === wanted.question));
  const ofPage = pages.findIndex(({ name }) => name === wanted.page);
  const isHidden = Boolean(wanted.question) && ofQuestion < 0;
  return { ...previewOf(read, state, pages, clamp(ofQuestion < 0 ? ofPage : ofQuestion, pages)), isHidden };
}

/** Takes a posted page of a preview as the real page would, and keeps its answers in the state that comes back. Refused: as `openPreview`. */
export function takePreview(survey: PreviewSurvey, state: PreviewState, form: FormData): Preview | Problem {
  const read = readPreview(survey, state);
  if (isProblem(read)) return read;
  const [part] = postedParts(form);
  const shown = read.pages.pagesFor(state.answers, state.language).find(({ name }) => name === part?.page);
  if (!part || !shown) return openPreview(survey, state);
  const posted = readPosted(read.pages, progressFrom(null, state.language, state.answers), shown, part);
  const [what, to = ""] = String(form.get("preview") ?? "").split(":");
  const next = wished({ ...state, answers: posted.progress.answers }, what, to, form.get("language"));
  if (next.wave !== state.wave) return openPreview(survey, next, { page: shown.name });
  const pages = read.pages.pagesFor(next.answers, next.language);
  const here = Math.max(
    0,
    pages.findIndex(({ name }) => name === shown.name),
  );
  const preview = previewOf(read, next, pages, clamp(whereTo(what, to, part.action, here), pages));
  if (what || next.language !== state.language || part.action === "back") return preview;
  if (posted.changedList > 0 || posted.problems.length > 0) {
    const problems = posted.changedList > 0 ? [] : posted.problems;
    return { ...preview, asked: { ...preview.asked, page: posted.page, answers: posted.typed, problems } };
  }
  if (posted.firstNew > 0) return { ...preview, firstNew: posted.firstNew };
  const skipped = pages.findIndex(({ name }) => name === posted.skipTo);
  if (here < pages.length - 1) return previewOf(read, next, pages, Math.max(skipped, here + 1));
  return { ...preview, sent: part.action === "submit" };
}

/** The page that a button leads to before its answers are looked at. */
function whereTo(what: string | undefined, to: string, action: string, here: number): number {
  if (what === "page") return Number(to) - 1;
  return what === "" && action === "back" ? here - 1 : here;
}

/** Reads a state that a form brought back; what is no state begins anew. */
export function readPreviewState(text: string, language: RespondentLanguage): PreviewState {
  try {
    const state: unknown = JSON.parse(text);
    if (!isRecord(state) || !isRecord(state.answers)) throw new SyntaxError("no state");
    const spoken = isRespondentLanguage(state.language) ? state.language : language;
    return { answers: state.answers, language: spoken, wave: state.wave === 1 ? 1 : 0 };
  } catch {
    return { answers: {}, language, wave: 0 };
  }
}

interface ReadPreview {
  pages: SurveyPages;
  codebook: Codebook;
}

function readPreview({ definition, organisations }: PreviewSurvey, { wave, answers, language }: PreviewState) {
  const read = readDefinition(fillRoster(definition, organisations));
  if (isProblem(read)) return read;
  const preview: ReadPreview = {
    pages: new SurveyPages(read.definition, { wavePosition: wave }),
    codebook: read.codebook,
  };
  return preview.pages.pagesFor(answers, language).length > 0 ? preview : problem("definition.no-questions");
}

/** The language and the wave that a button asks for: one of the bar above, or the page's own language button. */
function wished(
  state: PreviewState,
  what: string | undefined,
  to: string,
  own: FormDataEntryValue | null,
): PreviewState {
  if (what === "language" && isRespondentLanguage(to)) return { ...state, language: to };
  if (what === "wave") return { ...state, wave: to === "1" ? 1 : 0 };
  return what === "" && isRespondentLanguage(own) ? { ...state, language: own } : state;
}

function previewOf(
  { pages: survey, codebook }: ReadPreview,
  state: PreviewState,
  before: SurveyPage[],
  index: number,
): Preview {
  const pages = survey.pagesFor(state.answers, state.language);
  const page = (pages[index] ?? before[index]) as SurveyPage;
  return {
    asked: {
      survey: survey.wordsIn(state.language, state.answers),
      language: state.language,
      languages: survey.languages,
      number: index + 1,
      of: pages.length,
      minutes: minutesToAnswer(codebook),
      page,
      answers: pick(state.answers, questionsOf(page)),
      problems: [],
    },
    state,
    pages: pages.map(({ title, name }) => title || name),
    sent: false,
    firstNew: 0,
    isHidden: false,
  };
}

function clamp(index: number, pages: SurveyPage[]): number {
  return Math.min(Math.max(0, Number.isInteger(index) ? index : 0), pages.length - 1);
}
