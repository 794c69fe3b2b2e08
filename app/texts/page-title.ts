import type { LanguageCode } from "#db/schema.ts";
import { sayIn } from "./texts.ts";

interface MetaMatch {
  id: string;
  data?: unknown;
}

/**
 * The title of a page's tab in the reader's language, for a route's `meta`: "Mål · Tryg aften · Ringvirk" within an initiative,
 * "Administration · Ringvirk" outside one.
 */
export function pageTitle(matches: readonly MetaMatch[], key: string): [{ title: string }] {
  const { language = "da" } = dataOf<{ language?: LanguageCode }>(matches, "root");
  const { name } = dataOf<{ name?: string }>(matches, "routes/initiatives.$slug");
  return [{ title: [sayIn(language)(key), name, "Ringvirk"].filter(Boolean).join(" · ") }];
}

/** A route that failed has no data; the title then does without. */
function dataOf<Data extends object>(matches: readonly MetaMatch[], id: string): Partial<Data> {
  const data = matches.find((match) => match?.id === id)?.data;
  return data && typeof data === "object" ? (data as Partial<Data>) : {};
}
