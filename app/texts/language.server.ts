import { createCookie } from "@remix-run/node";
import type { LanguageCode } from "#db/schema.ts";

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

export function rememberLanguage(language: LanguageCode): Promise<string> {
  return languageCookie.serialize(language);
}
