import type { LanguageCode, RespondentLanguage } from "#db/schema.ts";
import { isRespondentLanguage, respondentLanguages } from "#surveys/respondent-language.ts";
import { respondentLanguageOf } from "./language.server.ts";

/** The language of a plain page: the one in its address, else the one `known` of the person, else what the browser asks for. */
export function languageIn(request: Request, known?: RespondentLanguage): RespondentLanguage {
  const asked = new URL(request.url).searchParams.get("lang");
  return isRespondentLanguage(asked) ? asked : (known ?? respondentLanguageOf(request));
}

/** For pages whose words we stand by to the letter, and which are in Danish and English alone. */
export function statementLanguageIn(request: Request, known?: RespondentLanguage): LanguageCode {
  const language = languageIn(request, known);
  return language === "da" || language === "en" ? language : respondentLanguages[language].standIn;
}
