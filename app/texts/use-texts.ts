import { useRouteLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import type { LanguageCode } from "#db/schema.ts";
import type { Say } from "#surveys/texts.ts";
import { sayIn } from "./texts.ts";

/** The reader's language, as the root loader found it. */
export function useLanguage(): LanguageCode {
  const root = useRouteLoaderData<{ language: LanguageCode }>("root");
  return root?.language ?? "da";
}

/** `say("setup:seal.title")` in the reader's language. */
export function useSay(): Say {
  const language = useLanguage();
  return useMemo(() => sayIn(language), [language]);
}
