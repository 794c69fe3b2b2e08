import type { RespondentLanguage } from "#db/schema.ts";
import { isRespondentLanguage } from "#surveys/respondent-language.ts";
import { respondentLanguageOf } from "./language.server.ts";

/** The language of a plain page that belongs to nobody: the one in its address, else what the browser asks for. */
export function languageIn(request: Request): RespondentLanguage {
  const asked = new URL(request.url).searchParams.get("lang");
  return isRespondentLanguage(asked) ? asked : respondentLanguageOf(request);
}
