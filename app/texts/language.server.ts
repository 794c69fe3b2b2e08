import { createCookie } from "@remix-run/node";
import type { LanguageCode, RespondentLanguage } from "#db/schema.ts";
import { respondentLanguageCodes } from "#surveys/respondent-language.ts";

const languageCookie = createCookie("ringvirk-language", {
  path: "/",
  sameSite: "lax",
  httpOnly: true,
  maxAge: 31_536_000,
});

export function isLanguage(text: unknown): text is LanguageCode {
  return text === "da" || text === "en";
}

/** What the reader chose, else the account's language, else what the browser asks for, else Danish. */
export async function languageOf(request: Request, accountLanguage?: LanguageCode): Promise<LanguageCode> {
  const chosen = await languageCookie.parse(request.headers.get("Cookie"));
  if (isLanguage(chosen)) return chosen;
  if (accountLanguage) return accountLanguage;
  const asked = request.headers.get("Accept-Language")?.toLowerCase() ?? "";
  return asked.startsWith("en") ? "en" : "da";
}

/**
 * For somebody who answers and of whom no language is known: the first of theirs that the browser asks for, in its order of preference and
 * among those `offered`; else Danish.
 */
export function respondentLanguageOf(
  request: Request,
  offered: readonly RespondentLanguage[] = respondentLanguageCodes,
): RespondentLanguage {
  const asked = (request.headers.get("Accept-Language") ?? "").slice(0, 500).toLowerCase().split(",");
  const wishes = asked.map((wish) => {
    const [tag = "", ...options] = wish.split(";").map((part) => part.trim());
    const weight = options.find((option) => option.startsWith("q="))?.slice(2);
    return { code: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  const ordered = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return ordered.map(({ code }) => offered.find((language) => language === code)).find(Boolean) ?? "da";
}

export function rememberLanguage(language: LanguageCode): Promise<string> {
  return languageCookie.serialize(language);
}
