import type { RespondentLanguage } from "#db/schema.ts";

/** Says the text of a key ("mail:invitation.subject") in one language, with values filled in. The words live in `app/texts/`. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** Gives the `Say` of a language; handed to every part of `surveys/` that must speak. */
export type SayIn = (language: RespondentLanguage) => Say;
