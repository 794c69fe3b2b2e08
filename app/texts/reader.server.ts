import type { RingvirkContext } from "#app/load-context.ts";
import type { AccountTable } from "#db/schema.ts";
import type { Reader } from "#surveys/reporting/number-format.ts";
import { isLanguage, languageOf } from "./language.server.ts";

/** In whose words a page's sentences are made: the same language as the root loader finds for the frame around it. */
export async function readerOf(request: Request, { sayIn }: RingvirkContext, account: AccountTable): Promise<Reader> {
  const asked = new URL(request.url).searchParams.get("lang");
  const language = isLanguage(asked) ? asked : await languageOf(request, account.language);
  return { language, say: sayIn(language) };
}
