import type { RespondentLanguage } from "#db/schema.ts";
import type { Draft } from "./draft.server.ts";
import type { Answers, SurveyPage } from "./survey-page.ts";

// Beside the answers of a draft; never in a stored response.
const seenKey = "_seen";
const skippedKey = "_skipped";
const byKey = "_by";

/** How far a person has come: their answers so far and the names of the pages they have gone on from. */
export interface Progress {
  answers: Answers;
  seen: string[];
  /** Names of the pages that an answer has led past: they are not asked, unless the person goes there. */
  skipped: string[];
  /** Index among the visible pages of the page to go on with. */
  page: number;
  language: RespondentLanguage;
  /** How often the draft had been written when it was read. */
  revision: number;
  /** Random name of the tab that wrote it last. */
  by: string;
}

/** @param firstAnswers what stands before anybody has answered. */
export function progressFrom(draft: Draft | null, language: RespondentLanguage, firstAnswers: Answers): Progress {
  if (!draft) return { answers: firstAnswers, seen: [], skipped: [], page: 0, language, revision: 0, by: "" };
  const { [seenKey]: seen, [skippedKey]: skipped, [byKey]: by, ...answers } = draft.answers;
  const { page, revision } = draft;
  const pages = { seen: names(seen), skipped: names(skipped), page };
  return { answers, ...pages, language: draft.language, revision, by: String(by ?? "") };
}

function names(stored: unknown): string[] {
  return Array.isArray(stored) ? stored.map(String) : [];
}

export function draftFrom({ answers, seen, skipped, page, language, revision, by }: Progress): Draft {
  const beside = { ...(skipped.length > 0 ? { [skippedKey]: skipped } : {}), ...(by ? { [byKey]: by } : {}) };
  return { answers: { ...answers, [seenKey]: seen, ...beside }, page, language, revision };
}

/** Index of the furthest page a person may open: the first they have not gone on from, else the last. */
export function furthestPage(pages: SurveyPage[], { seen, skipped }: Pick<Progress, "seen" | "skipped">): number {
  const first = pages.findIndex((page) => !seen.includes(page.name) && !skipped.includes(page.name));
  return first < 0 ? pages.length - 1 : first;
}

/** Going on from a page: it is seen, and those that a trigger leads past are not asked. */
export function gone(progress: Progress, pages: SurveyPage[], from: string, to: string | null): Progress {
  const index = pages.findIndex(({ name }) => name === from);
  const target = pages.findIndex(({ name }) => name === to);
  const passed = pages.slice(index + 1, Math.max(target, index + 1)).map(({ name }) => name);
  const seen = [...new Set([...progress.seen, from])].filter((name) => !passed.includes(name));
  const skipped = progress.skipped.filter((name) => name !== from && name !== to && !passed.includes(name));
  const next = pages.findIndex(({ name }, i) => i > index && !passed.includes(name) && !skipped.includes(name));
  return { ...progress, seen, skipped: [...skipped, ...passed], page: target > index ? target : Math.max(next, 0) };
}
