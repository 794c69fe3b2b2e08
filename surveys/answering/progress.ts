import type { RespondentLanguage } from "#db/schema.ts";
import type { Draft } from "./draft.server.ts";
import type { Answers, SurveyPage } from "./survey-page.ts";

// Beside the answers of a draft; never in a stored response.
const seenKey = "_seen";
const byKey = "_by";

/** How far a person has come: their answers so far and the names of the pages they have gone on from. */
export interface Progress {
  answers: Answers;
  seen: string[];
  /** Index among the visible pages of the page to go on with. */
  page: number;
  language: RespondentLanguage;
  /** How often the draft had been written when it was read. */
  revision: number;
  /** Random name of the tab that wrote it last. */
  by: string;
}

export function progressFrom(draft: Draft | null, language: RespondentLanguage): Progress {
  if (!draft) return { answers: {}, seen: [], page: 0, language, revision: 0, by: "" };
  const { [seenKey]: seen, [byKey]: by, ...answers } = draft.answers;
  const { page, revision } = draft;
  const seenPages = Array.isArray(seen) ? seen.map(String) : [];
  return { answers, seen: seenPages, page, language: draft.language, revision, by: String(by ?? "") };
}

export function draftFrom(progress: Progress): Draft {
  return {
    answers: { ...progress.answers, [seenKey]: progress.seen, ...(progress.by ? { [byKey]: progress.by } : {}) },
    page: progress.page,
    language: progress.language,
    revision: progress.revision,
  };
}

/** Index of the furthest page a person may open: the first they have not gone on from, else the last. */
export function furthestPage(pages: SurveyPage[], seen: string[]): number {
  const first = pages.findIndex((page) => !seen.includes(page.name));
  return first < 0 ? pages.length - 1 : first;
}
