import type { Asked } from "./asked-page.server.ts";
import { readPosted } from "./posted-answers.ts";
import type { PostedPart } from "./posted-parts.ts";
import { gone } from "./progress.ts";
import type { SurveyPage } from "./survey-page.ts";

/**
 * The pages before the last one of several, in the survey's order: one may bring forth the next, in whatever order they were left. Each is gone
 * on from, unless something on it is wrong; `wrong` names the first of these.
 */
export function takeEarlier(read: Asked, parts: PostedPart[]): { asked: Asked; wrong: string | null } {
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
export function pageNamed({ survey, progress, pages }: Asked, name: string): SurveyPage | undefined {
  const shown = pages.find((page) => page.name === name);
  if (shown || !survey.pages.isForThePhone(progress.language)) return shown;
  const blocks = survey.pages.everyBlock(name, progress.language);
  return blocks.length > 0 ? { name, title: "", description: "", blocks } : undefined;
}
